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

const MODES = { direct: "in their words", mixed: "in part in their words", indirect: "reported" };
const NOBODY = "The article's own voice or an unknown speaker";

// Who said it and how it stands in the article: as said, in part, or told.
function voice(speaker) {
  if (!speaker) return element("div", "speaker", NOBODY);
  const line = element("div", "speaker", speaker.name + (speaker.role ? ", " + speaker.role : "") + " ");
  line.append(element("span", "mode", MODES[speaker.mode]));
  return line;
}

const notes = new Map(); // by document, as its file does not change between two quotes

// What a document is, where its file says so ("Digest of ..."): its quotes are the digest's words.
async function sourceNote(id) {
  if (!notes.has(id)) notes.set(id, call("/v1/documents/" + encodeURIComponent(id)).then((one) => one.source_note));
  try {
    return await notes.get(id);
  } catch {
    notes.delete(id);
    return null; // the quote stands without it
  }
}

function noted(one) {
  const line = element("div", "facts note");
  sourceNote(one.document.id).then((note) => { line.textContent = note ?? ""; });
  return line;
}

// One quote with all that finds it again, as a line of text.
function cited(one) {
  const said = one.speaker ? one.speaker.name + " (" + MODES[one.speaker.mode] + ")" : "unattributed";
  const from = [one.document.title, one.document.publisher, one.document.published].filter(Boolean).join(", ");
  return "“" + one.quote + "” – " + said + ", " + from + ", " + new URL(one.link, location.href);
}

// The button that copies it, and where that came to: without a clipboard the text is selected for copying by hand.
function copying(one) {
  const line = element("div", "facts");
  const said = element("span");
  said.setAttribute("role", "status");
  line.append(button("Copy citation", async () => {
    try {
      await navigator.clipboard.writeText(cited(one)); // there is none where the page does not come by https
      said.textContent = " Copied";
    } catch {
      const shown = line.querySelector(".citation") ?? element("p", "citation", cited(one));
      line.append(shown);
      getSelection().selectAllChildren(shown);
      said.textContent = " Selected: copy it with your keyboard or menu";
    }
  }), said);
  return line;
}

function citation(one) {
  const block = element("blockquote");
  block.append(voice(one.speaker));
  const words = element("p");
  words.dir = "auto";
  if (one.context.before) words.append(element("span", "around", one.context.before + " "));
  words.append("“", element("mark", "quote", one.quote), "”"); // as text, so that they are copied with it
  if (one.context.after) words.append(element("span", "around", " " + one.context.after));
  const link = element("a", "", one.document.title);
  link.href = one.link;
  const facts = element("div", "facts", "[" + one.id + "] ");
  const from = [one.document.publisher, one.document.author, one.document.published].filter(Boolean).join(", ");
  facts.append(link, (from ? ", " + from : "") + ", characters " + one.location.start + "–" + one.location.end);
  block.append(words, facts, noted(one), copying(one));
  return block;
}

// Who holds what: one column a speaker, in the order of the quotes; the articles' own voice is one of them.
function positions(answer) {
  const columns = element("div", "positions");
  for (const one of answer.positions) {
    const column = element("section", "position");
    if (answer.positions.length > 1) column.append(element("h2", "", one.speaker || NOBODY));
    column.append(...answer.citations.filter((quote) => one.citations.includes(quote.id)).map(citation));
    columns.append(column);
  }
  return columns;
}

function button(text, work) {
  const made = element("button", "", text);
  made.type = "button"; // else it would send the form it stands in
  made.addEventListener("click", work);
  return made;
}

// The question as it was typed and, right under it, what was searched for where that is something else.
function head(answer, asked) {
  const parts = [element("h2", "asked", answer.question)];
  if (answer.searched_for === answer.question) return parts;
  const line = element("p", "small");
  line.append(element("span", "searched", "Searched for: " + answer.searched_for));
  if (asked.previous.length) {
    line.append(" ", button("Ask it as I typed it", () => put({ question: asked.question, limit: asked.limit, previous: [] })));
  }
  return [...parts, line];
}

// A probability as people read one; rounding would make "0 %" and "100 %" of what is never certain.
function percent(share) {
  if (share > 0.99) return "over 99 %";
  return share < 0.01 ? "under 1 %" : Math.round(share * 100) + " %";
}

// Words for a probability, from the highest; what an answer needs is the service's own threshold.
const WORDS = [[0.9, "very likely"], [0.7, "likely"], [0.5, "more likely than not"], [0, "possibly"]];

function certainty({ probability, threshold }) {
  const enough = probability >= threshold;
  const word = enough ? WORDS.find(([from]) => probability >= from)[1] + " answer it" : "probably do not answer it";
  const share = "of answers given this number, about that share are right";
  return element("p", "small certainty", "These quotes " + word + " (" + percent(probability) + ": " + share +
    (enough ? ")" : "; an answer needs " + percent(threshold) + ")"));
}

function show(answer, asked) {
  const place = document.getElementById("answer");
  place.replaceChildren(...head(answer, asked));
  if (answer.no_answer) {
    const notice = element("div", "notice", "No answer: " + answer.no_answer.detail);
    notice.dataset.reason = answer.no_answer.reason;
    place.append(notice);
    // A language model may have declined what is probable by its measures; a share would gainsay it.
    const improbable = answer.confidence.probability < answer.confidence.threshold;
    if (answer.no_answer.nearest.length) {
      place.append(improbable ? certainty(answer.confidence) : element("p", "small", "Nearest quotes, which do not answer it:"));
    }
  } else {
    place.append(certainty(answer.confidence));
  }
  for (const warning of answer.warnings) place.append(element("div", "notice", warning));
  if (answer.no_answer) place.append(...answer.no_answer.nearest.map(citation));
  else place.append(positions(answer));
  place.append(element("p", "facts", "snapshot " + answer.index.snapshot + ", " + answer.timing_ms.total + " ms"));
}

// The answers before (id, question), so that "And Awan?" is understood; a line says so and a button ends it.
const FOLLOWED = 5; // a pronoun seldom looks back further
let before = [];

function follow(answers) {
  before = answers.slice(-FOLLOWED);
  const line = document.getElementById("following");
  line.hidden = !before.length;
  line.querySelector("q").textContent = before.length ? before[before.length - 1].question : "";
}

let latest = null; // the question asked last

function beginAnew() {
  const field = document.getElementById("question");
  follow([]);
  if (latest && field.value === latest.question) field.value = ""; // the next one, typed already, stays
  field.focus();
}

async function answerTo(asked, signal) {
  const { question, limit, previous } = asked;
  try {
    return await call("/v1/answers", { question, limit, previous: previous.map((one) => one.id) }, signal);
  } catch (error) {
    if (!previous.length || signal.aborted) throw error;
    asked.previous = []; // a service that was started anew does not know its earlier answers
    return call("/v1/answers", { question: asked.whole ?? question, limit }, signal);
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

// The address holds the question, so that it can be reloaded and sent on; the history also what it followed on from.
function address(asked) {
  return "/?" + new URLSearchParams({ q: asked.question, limit: asked.limit });
}

function enter(asked) {
  const to = address(asked);
  const there = to === location.pathname + location.search;
  history[there ? "replaceState" : "pushState"](asked, "", to);
}

// A follow-up sent on would not be understood alone: its address holds it as it was searched for.
function settle(asked, answer) {
  const settled = { ...asked, whole: answer.searched_for };
  history.replaceState(settled, "", address({ ...asked, question: answer.searched_for }));
}

function entered() {
  if (history.state) return history.state;
  const query = new URLSearchParams(location.search);
  const limit = query.get("limit") ?? document.getElementById("limit").defaultValue;
  return query.has("q") ? { question: query.get("q"), limit, previous: [] } : null;
}

// What the address asks, asked (again): at a reload, back, forward or a link.
function restore() {
  const asked = entered();
  const form = document.getElementById("ask");
  form.reset();
  follow(asked ? asked.previous : []);
  if (!asked) return clear();
  form.question.value = asked.question;
  form.limit.value = asked.limit;
  return ask({ ...asked, limit: Number(asked.limit) });
}

function clear() {
  if (running) running.abort();
  running = null;
  document.title = "OnRecord";
  const place = document.getElementById("answer");
  place.replaceChildren();
  place.ariaBusy = "false";
  say("");
}

let running = null; // what stops the question being answered; the one asked last wins

function submit(event) {
  event.preventDefault();
  const form = event.target;
  put({ question: form.question.value, limit: Number(form.limit.value), previous: before });
}

function put(asked) {
  enter(asked);
  return ask(asked);
}

async function ask(asked) {
  latest = asked;
  document.title = "OnRecord: " + asked.question;
  if (running) running.abort();
  const mine = running = new AbortController();
  const place = document.getElementById("answer");
  place.ariaBusy = "true";
  place.replaceChildren();
  say("Searching …");
  try {
    const answer = await answerTo(asked, mine.signal);
    if (mine !== running) return; // a reply may be read to its end before it is stopped
    follow([...asked.previous, { id: answer.id, question: answer.searched_for }]);
    settle(asked, answer);
    show(answer, asked);
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
    const about = [element("h1", "", facts.title), element("p", "facts", from)];
    if (facts.source_note) about.push(element("p", "facts note", facts.source_note));
    place.replaceChildren(...about, text, element("p", "facts", "SHA-256 " + facts.sha256));
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
  form.addEventListener("submit", submit);
  document.querySelector("#following button").addEventListener("click", beginAnew);
  addEventListener("popstate", restore);
  restore();
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
