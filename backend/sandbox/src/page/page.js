// The phones, looked at once a second. What did not change is not touched, so that nobody loses a place or a word.

import { words } from "/words.js";

const PERIOD = 1000;
const FIGURES = ["accepted", "duplicates", "refused", "receipts_sent", "receipts_waiting"];
const NUMBER = /^\+[1-9]\d{5,14}$/;

const element = (id) => document.getElementById(id);
const phones = new Map();
let language = startingLanguage();
let word = words[language];
let only = null;

function startingLanguage() {
  try {
    const kept = localStorage.getItem("language");
    if (kept in words) return kept;
  } catch { /* storage may be closed to the page */ }
  return navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en";
}

function speak(chosen) {
  language = chosen;
  word = words[language];
  document.documentElement.lang = language;
  document.title = word.document;
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = word[node.dataset.word];
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", word[node.dataset.label]);
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === language));
  }
  if (only) element("phones-title").textContent = spaced(only);
  showFates();
  for (const phone of phones.values()) phone.shown = "";
}

function showFates() {
  const rows = Object.values(word.fates).map((fate, index) => {
    const row = document.createElement("tr");
    const number = document.createElement("td");
    number.textContent = spaced(`+337999999${String(index).padStart(2, "0")}`);
    const what = document.createElement("td");
    what.textContent = fate;
    row.append(number, what);
    return row;
  });
  element("fates").replaceChildren(...rows);
}

// No break inside a number; French ones in pairs, as they are read.
function spaced(number) {
  const french = number.match(/^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/);
  return french ? `+33 ${french.slice(1).join(" ")}`.replaceAll(" ", "\u00a0") : number;
}

// The visitor's own variety of the language shown.
function locale() {
  return navigator.languages.find((tag) => tag.startsWith(language)) ?? language;
}

function clock(at) {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  const format = today ? { timeStyle: "medium" } : { dateStyle: "short", timeStyle: "short" };
  return new Intl.DateTimeFormat(locale(), format).format(date);
}

function bubble(entry) {
  const item = document.createElement("li");
  item.className = entry.mine ? "mine" : "theirs";
  const head = document.createElement("p");
  head.className = entry.mine ? "hidden" : "sender";
  head.textContent = entry.mine ? word.fromPhone : entry.from;
  if (!entry.mine && entry.from) {
    const label = document.createElement("span");
    label.className = "hidden";
    label.textContent = `${word.received} `;
    head.prepend(label);
  }
  const text = document.createElement("p");
  text.className = "text";
  text.textContent = entry.text;
  const foot = document.createElement("p");
  foot.className = "foot";
  const time = document.createElement("time");
  time.dateTime = entry.at;
  time.textContent = clock(entry.at);
  foot.append(time);
  if (entry.call) foot.append(` · ${word.call(entry.call.language, entry.call.seconds)}`);
  if (entry.mine) foot.append(` · ${entry.taken ? word.taken : word.sending}`);
  if (head.textContent) item.append(head);
  item.append(text, foot);
  return item;
}

// Latest first in the document; the style sheet stacks them from the bottom, as phones do.
function conversation({ messages, replies }) {
  const entries = [...messages, ...replies.map((reply) => ({ ...reply, mine: true }))];
  return entries.map((entry, index) => ({ entry, index, at: Date.parse(entry.at) }))
    .sort((one, other) => other.at - one.at || other.index - one.index)
    .map(({ entry }) => entry);
}

function newPhone(number) {
  const node = element("phone").content.cloneNode(true).querySelector(".phone");
  const [input, problem] = [node.querySelector("input"), node.querySelector(".problem")];
  const id = `reply-${number.slice(1)}`;
  input.id = id;
  node.querySelector("label").htmlFor = id;
  node.querySelector("h3").id = `phone-${number.slice(1)}`;
  node.setAttribute("aria-labelledby", `phone-${number.slice(1)}`);
  node.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (!text) return;
    problem.textContent = "";
    const code = await reply(number, text);
    if (code) {
      problem.textContent = word.problems[code] ?? word.problems.other;
      return;
    }
    input.value = "";
    await look();
  });
  return { node, shown: "" };
}

// The code of what went wrong, or nothing.
async function reply(number, text) {
  try {
    const answer = await fetch(`/handsets/${encodeURIComponent(number)}/replies`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ text }),
    });
    return answer.ok ? null : (await answer.json()).code;
  } catch {
    return "other";
  }
}

function show(handset) {
  const phone = phones.get(handset.number) ?? newPhone(handset.number);
  phones.set(handset.number, phone);
  const shown = JSON.stringify(handset);
  if (phone.shown === shown) return phone.node;
  phone.shown = shown;
  const number = spaced(handset.number);
  const count = handset.messages.length;
  const list = phone.node.querySelector("ol");
  phone.node.querySelector("h3").textContent = number;
  phone.node.querySelector(".count").textContent = count === 1 ? word.one : word.many(count);
  phone.node.querySelector("label").textContent = word.replyFrom(number);
  phone.node.querySelector("input").placeholder = word.reply;
  phone.node.querySelector("button").setAttribute("aria-label", word.send(number));
  list.setAttribute("aria-label", word.conversation(number));
  list.replaceChildren(...conversation(handset).map(bubble));
  return phone.node;
}

function showAll(handsets) {
  const grid = element("phones");
  const nodes = handsets.map(show);
  const numbers = new Set(handsets.map((handset) => handset.number));
  const typing = grid.contains(document.activeElement) && document.activeElement !== grid;
  // Phones change places only while nobody is in one of them.
  const same = nodes.length === grid.children.length && nodes.every((node, index) => grid.children[index] === node);
  if (!same && !typing) {
    grid.replaceChildren(...nodes);
    for (const number of phones.keys()) if (!numbers.has(number)) phones.delete(number);
  } else if (!same) {
    for (const node of nodes) if (!node.isConnected) grid.append(node);
  }
  element("empty").hidden = handsets.length > 0;
  element("example").hidden = only !== null;
  element("empty").querySelector("h3").textContent = only ? word.emptyPhone : word.empty;
  element("empty").querySelector("p").textContent = only ? word.hintPhone : word.hint;
}

async function get(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

async function look() {
  try {
    const asked = only;
    const [stats, found] = await Promise.all([
      get("/stats"),
      asked ? get(`/handsets/${encodeURIComponent(asked)}`) : get("/handsets"),
    ]);
    if (asked !== only) return;
    const format = new Intl.NumberFormat(locale());
    for (const name of FIGURES) element(name).textContent = format.format(stats[name]);
    const handsets = asked ? [found] : found.items;
    showAll(handsets.filter(({ messages, replies }) => messages.length + replies.length > 0));
    tell(word.live, false);
  } catch {
    tell(word.lost, true);
  }
}

function tell(state, lost) {
  const node = element("state");
  node.classList.toggle("lost", lost);
  if (node.textContent !== state) node.textContent = state;
}

function choose() {
  const asked = decodeURIComponent(location.hash.slice(1));
  only = NUMBER.test(asked) ? asked : null;
  element("all").hidden = only === null;
  element("phones-title").textContent = only ? spaced(only) : word.latest;
  if (only) element("number").value = only;
  look();
}

element("find").addEventListener("submit", (event) => {
  event.preventDefault();
  const number = element("number").value.replaceAll(/[\s.-]/g, "");
  const valid = NUMBER.test(number);
  element("find-problem").textContent = valid || !number ? "" : word.problems.number;
  element("number").setAttribute("aria-invalid", String(!valid && number !== ""));
  if (valid || !number) location.hash = number;
});
element("all").addEventListener("click", () => {
  element("number").value = "";
  element("find-problem").textContent = "";
  location.hash = "";
  element("number").focus();
});
for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    try {
      localStorage.setItem("language", button.dataset.language);
    } catch { /* then it holds for this visit */ }
    speak(button.dataset.language);
    look();
  });
}
addEventListener("hashchange", choose);
document.addEventListener("visibilitychange", () => document.hidden || look());

element("example").textContent = `curl ${location.origin}/messages -H 'Content-Type: application/json' \\
  -d '{"reference": "1", "to": "+33612345678", "from": "Chappe", "text": "Bonjour !"}'`;
speak(language);
choose();
setInterval(() => document.hidden || look(), PERIOD);
