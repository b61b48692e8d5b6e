"use strict";
// Everything from the service is put in as text, never as markup: an article may hold anything.

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

async function call(path, body) {
  const options = body === undefined ? {} : {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  };
  const response = await fetch(path, options);
  const reply = await response.json();
  if (!response.ok) throw new Error(reply.detail || response.statusText);
  return reply;
}

function citation(one) {
  const block = element("blockquote");
  if (one.speaker) block.append(element("div", "speaker", one.speaker.name + (one.speaker.role ? ", " + one.speaker.role : "")));
  const words = element("p");
  words.dir = "auto";
  if (one.context.before) words.append(element("span", "around", one.context.before + " "));
  words.append(element("mark", "quote", one.quote));
  if (one.context.after) words.append(element("span", "around", " " + one.context.after));
  const link = element("a", "", one.document.title);
  link.href = one.link;
  const facts = element("div", "facts", "[" + one.id + "] ");
  const from = [one.document.publisher, one.document.author, one.document.published].filter(Boolean).join(", ");
  facts.append(link, (from ? ", " + from : "") + ", characters " + one.location.start + "–" + one.location.end);
  block.append(words, facts);
  return block;
}

function show(answer) {
  const place = document.getElementById("answer");
  place.replaceChildren();
  const percent = Math.round(answer.confidence.probability * 100) + " %";
  if (answer.no_answer) {
    const notice = element("div", "notice", "No answer: " + answer.no_answer.detail + " (probability " + percent + ")");
    notice.dataset.reason = answer.no_answer.reason;
    place.append(notice);
    if (answer.no_answer.nearest.length) place.append(element("p", "small", "Nearest quotes, which do not answer it:"));
  } else {
    place.append(element("p", "small", "Probability that these quotes answer it: " + percent));
  }
  for (const warning of answer.warnings) place.append(element("div", "notice", warning));
  for (const one of answer.no_answer ? answer.no_answer.nearest : answer.citations) place.append(citation(one));
  place.append(element("p", "facts", "snapshot " + answer.index.snapshot + ", " + answer.timing_ms.total + " ms"));
}

async function ask(event) {
  event.preventDefault();
  const form = event.target;
  const place = document.getElementById("answer");
  place.replaceChildren(element("p", "small", "Searching…"));
  try {
    show(await call("/v1/answers", { question: form.question.value, limit: Number(form.limit.value) }));
  } catch (error) {
    place.replaceChildren(element("div", "notice", "Failed: " + error.message));
  }
}

// A range of code points as a range of the string's UTF-16 units.
function units(text, start, end) {
  let points = 0, from = text.length, to = text.length, unit = 0;
  for (const point of text) {
    if (points === start) from = unit;
    if (points === end) { to = unit; break; }
    unit += point.length;
    points += 1;
  }
  return [from, to];
}

async function read() {
  const place = document.getElementById("document");
  const id = location.pathname.split("/").pop();
  try {
    const [facts, body] = await Promise.all([call("/v1/documents/" + id), call("/v1/documents/" + id + "/text")]);
    document.title = "OnRecord: " + facts.title;
    const wanted = /^#c=(\d+)-(\d+)$/.exec(location.hash);
    const text = element("div", "text");
    text.dir = "auto";
    if (wanted) {
      const [from, to] = units(body.text, Number(wanted[1]), Number(wanted[2]));
      text.append(body.text.slice(0, from), element("mark", "quote", body.text.slice(from, to)), body.text.slice(to));
    } else {
      text.append(body.text);
    }
    const from = [facts.publisher, facts.author, facts.published, facts.url].filter(Boolean).join(", ");
    place.replaceChildren(element("h1", "", facts.title), element("p", "facts", from), text, element("p", "facts", "SHA-256 " + facts.sha256));
    const mark = text.querySelector("mark");
    if (mark) mark.scrollIntoView({ block: "center" });
  } catch (error) {
    place.replaceChildren(element("div", "notice", error.message));
  }
}

async function start() {
  const form = document.getElementById("ask");
  if (!form) {
    addEventListener("hashchange", read);
    return read();
  }
  form.addEventListener("submit", ask);
  try {
    const index = await call("/v1/index");
    document.getElementById("index").textContent =
      index.documents + " documents, snapshot " + index.snapshot + ", encoder " + index.encoder;
  } catch (error) {
    document.getElementById("index").textContent = error.message;
  }
}

start();
