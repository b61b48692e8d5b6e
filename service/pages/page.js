"use strict";
// Everything from the service is put in as text, never as markup: an article may hold anything.

function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

// What went wrong, in the members of a problem document (RFC 9457).
class Trouble extends Error {
  constructor(title, detail, errors) {
    super([title, detail].filter(Boolean).join(": "));
    Object.assign(this, { title, detail, errors: Array.isArray(errors) ? errors : [] });
  }
}

async function sent(path, options) {
  try {
    return await fetch(path, options);
  } catch {
    throw new Trouble("The service cannot be reached", "It may be down, or there is no network. Try again in a while.");
  }
}

async function readReply(response) {
  try {
    return await response.json();
  } catch {
    throw new Trouble(
      "There was no usable reply (status " + response.status + ")",
      "What came is not from OnRecord but from something before it, such as a proxy. Try again in a while.",
    );
  }
}

async function call(path, body, signal) {
  const options = body === undefined ? {} : {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body), signal,
  };
  const response = await sent(path, options);
  const reply = await readReply(response);
  if (response.ok) return reply;
  const title = reply?.title ?? "The service failed (status " + response.status + ")";
  throw new Trouble(title, reply?.detail, reply?.errors);
}

// An error with its parts; one entry that only repeats the detail is left out.
function told(error) {
  const notice = element("div", "notice");
  const trouble = error instanceof Trouble ? error : new Trouble("The reply could not be shown", error.message);
  const { title, detail, errors } = trouble;
  notice.append(element("strong", "", title));
  if (detail) notice.append(element("p", "", detail));
  const entries = errors.filter((one) => one.detail !== detail);
  const list = element("ul");
  for (const one of entries) list.append(element("li", "", [one.pointer?.slice(1), one.detail].filter(Boolean).join(": ")));
  if (entries.length) notice.append(list);
  return notice;
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

const known = new Map(); // documents by id, as one seldom changes between two quotes

// The facts of a document; null where they are not to be had, which nothing on this page depends on.
async function factsOf(id) {
  if (!known.has(id)) known.set(id, call("/v1/documents/" + encodeURIComponent(id)));
  try {
    return await known.get(id);
  } catch {
    known.delete(id);
    return null;
  }
}

// What a document is, where its file says so ("Digest of ..."): its quotes are the digest's words.
function noted(one) {
  const line = element("div", "facts note");
  factsOf(one.document.id).then((facts) => { line.textContent = facts?.source_note ?? ""; });
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
  words.append("“", quoted(one), "”"); // as text, so that they are copied with it
  if (one.context.after) words.append(element("span", "around", " " + one.context.after));
  const place = ", characters " + one.location.start + "–" + one.location.end; // two links of a document differ by it
  const link = element("a", "", "Open in " + one.document.title + place);
  link.href = one.link;
  const facts = element("div", "facts", "[" + one.id + "] ");
  const from = [one.document.publisher, one.document.author, one.document.published].filter(Boolean).join(", ");
  facts.append(link, from ? ", " + from : "");
  block.append(words, facts, noted(one), copying(one));
  return block;
}

// The quote, in which the speaker's own words are underlined where it tells more than these.
function quoted(one) {
  const mark = element("mark", "quote");
  const points = [...one.quote], from = one.location.start;
  let at = 0;
  for (const words of one.speaker?.words ?? []) {
    mark.append(points.slice(at, words.start - from).join(""));
    mark.append(element("span", "theirs", words.text));
    at = words.end - from;
  }
  mark.append(points.slice(at).join(""));
  return mark;
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
  parts[0].tabIndex = -1; // the focus is led here
  if (narrowed(asked)) parts.push(element("p", "small only", "Only: " + narrowed(asked)));
  if (answer.searched_for === answer.question) return parts;
  const line = element("p", "small");
  line.append(element("span", "searched", "Searched for: " + answer.searched_for));
  if (asked.previous.length) {
    const typed = { ...asked, previous: [], whole: asked.question };
    line.append(" ", button("Ask it as I typed it", () => put(typed)));
  }
  return [parts[0], line, ...parts.slice(1)];
}

// A probability as people read one; rounding would make "0 %" and "100 %" of what is never certain.
function percent(share) {
  if (share > 0.99) return "over 99 %";
  return share < 0.01 ? "under 1 %" : Math.round(share * 100) + " %";
}

// Words for a probability, from the highest; what an answer needs is the service's own threshold.
const WORDS = [[0.9, "Very likely"], [0.7, "Likely"], [0.5, "More likely than not"], [0, "Possibly"]];

function certainty({ probability, threshold }) {
  const enough = probability >= threshold;
  const word = enough ? WORDS.find(([from]) => probability >= from)[1] + " an answer" : "Probably not an answer";
  const share = "of answers given this number, about that share are right";
  return element("p", "small certainty", word + " (" + percent(probability) + ": " + share +
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
      const declined = element("p", "small", "Nearest quotes, which do not answer it:");
      place.append(improbable ? certainty(answer.confidence) : declined);
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

const FILTERS = ["speaker", "since", "until"];

// The filters that are set; an empty one is none.
function filters(asked) {
  return Object.fromEntries(FILTERS.filter((name) => asked[name]).map((name) => [name, asked[name]]));
}

// The filters in words, "" where there are none.
function narrowed({ speaker, since, until }) {
  const parts = [speaker && "words of " + speaker, since && "since " + since, until && "until " + until];
  return parts.filter(Boolean).join(", ");
}

async function answerTo(asked, signal) {
  const { question, previous } = asked;
  const rest = { limit: asked.limit, ...filters(asked) };
  try {
    return await call("/v1/answers", { question, ...rest, previous: previous.map((one) => one.id) }, signal);
  } catch (error) {
    if (!error.errors?.some((one) => one.pointer?.startsWith("/previous"))) throw error;
    asked.previous = []; // a service that was started anew does not know its earlier answers
    return call("/v1/answers", { question: asked.whole ?? question, ...rest }, signal);
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
  return "/?" + new URLSearchParams({ q: asked.question, limit: asked.limit, ...filters(asked) });
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
  const only = filters(Object.fromEntries(query));
  return query.has("q") ? { question: query.get("q"), limit, ...only, previous: [] } : null;
}

// What the address asks, asked (again): at a reload, back, forward or a link.
function restore() {
  const asked = entered();
  const form = document.getElementById("ask");
  form.reset();
  follow(asked ? asked.previous : []);
  clear();
  for (const name of FILTERS) form[name].value = asked?.[name] ?? "";
  summarise(form);
  if (!asked) return;
  form.question.value = asked.question;
  form.limit.value = asked.limit;
  if (checked(form)) return ask({ ...asked, limit: Number(asked.limit) });
}

function clear() {
  if (running) running.abort();
  running = null;
  document.title = "OnRecord";
  const place = document.getElementById("answer");
  place.replaceChildren();
  place.ariaBusy = "false";
  say("");
  for (const name of ["question", "limit", "since", "until"]) complain(name, "");
}

let running = null; // what stops the question being answered; the one asked last wins

const LONGEST = 2000; // characters of a question; LONGEST_QUESTION in service/schemas.py

function wrongLength(question) {
  const length = [...question].length; // counted as the service does
  return length > LONGEST ? "This question has " + length + " characters, and " + LONGEST + " are the most." : "";
}

function wrongQuestion(question) {
  return question.trim() ? wrongLength(question) : "Write a question.";
}

function wrongLimit(limit) {
  const { min, max } = document.getElementById("limit");
  const right = /^\d+$/.test(limit) && Number(limit) >= Number(min) && Number(limit) <= Number(max);
  return right ? "" : "Quotes: a whole number from " + min + " to " + max + ".";
}

function wrongDay(field) {
  return field.validity.badInput ? "A whole day, or none." : ""; // a day begun would be left out unseen
}

function wrongUntil(form) {
  const { since, until } = form;
  const turned = since.value && until.value && until.value < since.value; // YYYY-MM-DD
  return wrongDay(until) || (turned ? "The last day is before the first." : "");
}

function complain(name, message) {
  document.getElementById(name + "-trouble").textContent = message;
  document.getElementById(name).ariaInvalid = message ? "true" : "false";
  return !message;
}

// Whether the form can be sent; what is wrong is said beside its field, and the first of them is gone to.
function checked(form) {
  const wrong = [
    ["question", wrongQuestion(form.question.value)],
    ["limit", wrongLimit(form.limit.value)],
    ["since", wrongDay(form.since)],
    ["until", wrongUntil(form)],
  ];
  const [first] = wrong.filter(([name, message]) => !complain(name, message));
  const field = first && form[first[0]];
  if (field?.closest("details")) field.closest("details").open = true;
  field?.focus();
  return !first;
}

function submit(event) {
  event.preventDefault();
  const form = event.target;
  if (!checked(form)) return;
  const only = Object.fromEntries(FILTERS.map((name) => [name, form[name].value.trim()]));
  put({ question: form.question.value, limit: Number(form.limit.value), ...filters(only), previous: before });
}

async function put(asked) {
  enter(asked);
  if (await ask(asked)) lead(asked);
}

// On to the answer, but not away from somebody who is typing the next question.
function lead(asked) {
  const field = document.getElementById("question");
  if (document.activeElement === field && field.value !== asked.question) return;
  document.querySelector("#answer .asked").focus();
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
    if (mine !== running) return false; // a reply may be read to its end before it is stopped
    follow([...asked.previous, { id: answer.id, question: answer.searched_for }]);
    settle(asked, answer);
    show(answer, asked);
    say(outcome(answer));
  } catch (error) {
    if (mine !== running) return false;
    place.replaceChildren(told(error));
    say("Failed");
  }
  place.ariaBusy = "false";
  running = null;
  return place.querySelector(".asked") !== null;
}

// What the folded filters are set to, so that none works unseen.
function summarise(form) {
  const [speaker, since, until] = FILTERS.map((name) => form[name].value.trim());
  const set = narrowed({ speaker, since, until });
  form.querySelector("summary").textContent = "Filters" + (set ? ": " + set : "");
}

// The names to choose from, asked for once, when the filters are opened; any other name can be typed.
async function offerSpeakers() {
  try {
    const { speakers } = await call("/v1/speakers");
    const names = [...new Set(speakers.map((one) => one.name))]; // many articles have an "Editorial"
    document.getElementById("speakers").replaceChildren(...names.map((name) => new Option(name, name)));
  } catch {
    // the field takes a name as well without the list
  }
}

// Questions to begin with; each shows where the document that answers it is served.
function offerExamples(form) {
  const place = document.getElementById("examples");
  for (const example of place.querySelectorAll("button")) {
    example.addEventListener("click", () => {
      form.question.value = example.textContent;
      follow([]);
      form.requestSubmit();
    });
    factsOf(example.dataset.document).then((facts) => {
      example.parentElement.hidden = !facts;
      if (facts) place.hidden = false;
    });
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

// The place that an address marks (#c=start-end, in code points) in UTF-16 units; null where there is no such place.
function marked(hash, text) {
  const [, start, end] = (/^#c=(\d+)-(\d+)$/.exec(hash) ?? []).map(Number);
  return start < end && end <= [...text].length ? units(text, start, end) : null;
}

function noPlace(hash, length) {
  const place = "The place " + hash.slice(3) + " does not exist";
  return element("p", "notice", place + " in this document, which has " + length + " characters.");
}

async function read() {
  const place = document.getElementById("document");
  const id = location.pathname.split("/").pop();
  try {
    const [facts, body] = await Promise.all([call("/v1/documents/" + id), call("/v1/documents/" + id + "/text")]);
    document.title = "OnRecord: " + facts.title;
    const wanted = marked(location.hash, body.text);
    const text = element("div", "text");
    text.dir = "auto";
    if (wanted) {
      const [from, to] = wanted;
      text.append(body.text.slice(0, from), element("mark", "quote", body.text.slice(from, to)), body.text.slice(to));
    } else {
      text.append(body.text);
    }
    const from = [facts.publisher, facts.author, facts.published, facts.url].filter(Boolean).join(", ");
    const about = [element("h1", "", facts.title), element("p", "facts", from)];
    if (facts.source_note) about.push(element("p", "facts note", facts.source_note));
    if (!wanted && location.hash.startsWith("#c=")) about.push(noPlace(location.hash, facts.length));
    place.replaceChildren(...about, text, element("p", "facts", "SHA-256 " + facts.sha256));
    const mark = text.querySelector("mark");
    if (mark) mark.scrollIntoView({ block: "center" });
  } catch (error) {
    place.replaceChildren(told(error));
  }
}

async function start() {
  const form = document.getElementById("ask");
  if (!form) {
    addEventListener("hashchange", read);
    return read();
  }
  form.addEventListener("submit", submit);
  form.question.addEventListener("input", () => complain("question", wrongLength(form.question.value)));
  form.limit.addEventListener("input", () => complain("limit", ""));
  form.querySelector("details").addEventListener("toggle", offerSpeakers, { once: true });
  form.querySelector("details").addEventListener("input", () => summarise(form));
  document.querySelector("#following button").addEventListener("click", beginAnew);
  addEventListener("popstate", restore);
  restore();
  offerExamples(form);
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
