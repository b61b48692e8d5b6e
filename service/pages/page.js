"use strict";
// Everything from the service is put in as text, never as markup: an article may hold anything.

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

async function call(path, body, signal) {
  const options = body === undefined ? {} : {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal,
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

// Who holds what: one column a speaker, in the order of the quotes; the articles' own voice is one of them.
function positions(answer) {
  const columns = element("div", "positions");
  for (const one of answer.positions) {
    const column = element("section", "position");
    if (answer.positions.length > 1) column.append(element("h2", "", one.speaker || "In the articles' own words"));
    column.append(...answer.citations.filter((quote) => one.citations.includes(quote.id)).map(citation));
    columns.append(column);
  }
  return columns;
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
  if (answer.searched_for !== answer.question) {
    place.append(element("p", "small searched", "Searched for: " + answer.searched_for));
  }
  for (const warning of answer.warnings) place.append(element("div", "notice", warning));
  if (answer.no_answer) place.append(...answer.no_answer.nearest.map(citation));
  else place.append(positions(answer));
  place.append(element("p", "facts", "snapshot " + answer.index.snapshot + ", " + answer.timing_ms.total + " ms"));
}

// Ids of the answers before, so that "And Awan?" is understood; a new page begins anew.
const FOLLOWED = 5; // a pronoun seldom looks back further
let before = [];

async function answerTo(question, limit, signal) {
  try {
    return await call("/v1/answers", { question, limit, previous: before }, signal);
  } catch (error) {
    if (!before.length || signal.aborted) throw error;
    before = []; // a service that was started anew does not know its earlier answers
    return call("/v1/answers", { question, limit }, signal);
  }
}

// Said aloud by screen readers; the answer itself is too long for that.
function say(text) {
  document.getElementById("status").textContent = text;
}

function outcome(answer) {
  const quotes = answer.citations.length;
  return answer.no_answer ? "No answer" : quotes + (quotes === 1 ? " quote" : " quotes");
}

let running = null; // what stops the question being answered; the one asked last wins

async function ask(event) {
  event.preventDefault();
  const form = event.target;
  if (running) running.abort();
  const mine = running = new AbortController();
  const place = document.getElementById("answer");
  place.ariaBusy = "true";
  place.replaceChildren();
  say("Searching …");
  try {
    const answer = await answerTo(form.question.value, Number(form.limit.value), mine.signal);
    if (mine !== running) return; // a reply may be read to its end before it is stopped
    before = [...before, answer.id].slice(-FOLLOWED);
    show(answer);
    say(outcome(answer));
  } catch (error) {
    if (mine !== running) return;
    place.replaceChildren(element("div", "notice", "Failed: " + error.message));
    say("Failed");
  }
  place.ariaBusy = "false";
  running = null;
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
      index.documents + " documents, snapshot " + index.snapshot + ", encoder " + index.encoder +
      (index.reader ? ", reader " + index.reader : "");
  } catch (error) {
    document.getElementById("index").textContent = error.message;
  }
}

start();
