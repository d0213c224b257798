/* The field one writes in: sending, completing commands, people, channels and emoji, and changing what one said. */
import { $, $$, make, where } from "./dom.js";
import { filesIn } from "./fields.js";
import { act } from "./server.js";

const drafts = new Map();
const LONGEST_LIST = 8; // entries that are offered at once
const TRIGGERS = [
  ["command", /^\/(\S*)$/], ["mention", /(?:^|\s)@([\p{L}\p{N} .'-]{0,30})$/u], ["channel", /(?:^|\s)#([\w-]*)$/], ["emoji", /(?:^|\s):([a-z0-9_+-]{2,})$/],
];
let emoji = [];

export function keepDraft() {
  for (const field of $$(".composer textarea")) drafts.set(field.dataset.draft, field.value);
}

export function wakeComposers() {
  for (const field of $$(".composer textarea:not([data-awake])")) {
    field.dataset.awake = "";
    field.value = drafts.get(field.dataset.draft) ?? "";
  }
}

const hintsOf = (field) => field.closest(".composer")?.querySelector(".hints");

/** The word before the cursor that may be completed: of which kind, how it starts, and where it stands. */
function asked(field) {
  const before = field.value.slice(0, field.selectionStart);
  for (const [kind, pattern] of TRIGGERS) {
    const found = pattern.exec(before);
    if (found) return { kind, word: found[1].toLowerCase(), from: before.length - found[1].length - 1 };
  }
  return null;
}

function offered({ kind, word }) {
  if (kind === "emoji") return emoji.filter(([name]) => name.includes(word)).slice(0, LONGEST_LIST).map(emojiRow);
  const rows = $$(`li[data-kind=${kind}]`, $("#offers").content);
  return rows.filter((each) => each.matches(".note") || each.dataset.match.toLowerCase().split("|").some((name) => name.startsWith(word)))
    .slice(0, kind === "command" ? 20 : LONGEST_LIST).map((each) => each.cloneNode(true));
}

function emojiRow([name, sign]) {
  const row = make("li", { role: "option" }, `${sign}  :${name}:`);
  row.dataset.insert = `:${name}: `;
  return row;
}

async function suggest(field) {
  const hints = hintsOf(field), word = asked(field);
  if (!hints) return;
  if (word?.kind === "emoji" && !emoji.length) emoji = (await (await fetch("/static/emoji.txt")).text()).trim().split("\n").map((line) => line.split(" "));
  const rows = word ? offered(word) : [];
  hints.replaceChildren(...rows);
  hints.hidden = !rows.length;
  field.setAttribute("aria-expanded", String(rows.length > 0));
  choose(field, rows.find((row) => row.dataset.insert));
}

function choose(field, row) {
  $$("li", hintsOf(field)).forEach((each, at) => { each.id = `hint-${at}`; each.setAttribute("aria-selected", String(each === row)); });
  row?.scrollIntoView({ block: "nearest" });
  if (row) field.setAttribute("aria-activedescendant", row.id);
  else field.removeAttribute("aria-activedescendant");
}

function take(field, row) {
  const { from } = asked(field), end = field.selectionStart;
  field.setRangeText(row.dataset.insert, from, end, "end");
  hintsOf(field).hidden = true;
  field.focus();
}

/** Keys while something is offered; true when the key was meant for the list. */
function steer(field, key) {
  const hints = hintsOf(field);
  if (!hints || hints.hidden) return false;
  const rows = $$("li[data-insert]", hints), now = rows.findIndex((each) => each.getAttribute("aria-selected") === "true");
  if (key === "Escape") hints.hidden = true;
  else if (!rows.length) return false;
  else if (key === "ArrowDown" || key === "ArrowUp") choose(field, rows[(now + (key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length]);
  else if (key === "Tab" || (key === "Enter" && field.value.slice(asked(field).from, field.selectionStart) !== rows[now].dataset.insert.trim())) take(field, rows[now]);
  else return false;
  return true;
}

async function send(field) {
  const text = field.value.trim(), { channel, thread } = field.closest(".composer").dataset;
  const stream = $(".stream", field.closest("#main, #thread")), attached = $(".attached", field.closest(".composer"));
  const files = filesIn(attached);
  if (!text && !files.length) return;
  field.value = "";
  if (hintsOf(field)) hintsOf(field).hidden = true;
  const answer = await act("say", { channel, thread, text, files });
  if (answer.refused && !field.value) field.value = text;
  if (!answer.refused) { attached.replaceChildren(); attached.hidden = true; }
  if (stream && !answer.refused) stream.scrollTop = stream.scrollHeight;
}

/** A command chosen from a menu: what is missing is typed. */
export function insert(field, words) {
  field.value = words;
  field.focus();
  suggest(field);
}

document.addEventListener("input", (event) => event.target.matches(".composer textarea") && suggest(event.target));
document.addEventListener("focusout", (event) => {
  if (event.target.matches(".composer textarea") && !event.relatedTarget?.closest(".hints")) setTimeout(() => { const hints = hintsOf(event.target); if (hints) hints.hidden = true; }, 150);
});
document.addEventListener("mousedown", (event) => {
  const row = event.target.closest(".hints li");
  if (!row) return;
  event.preventDefault();
  if (row.dataset.insert) take($("textarea", row.closest(".composer")), row);
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches?.(".composer textarea, .editing textarea") || event.isComposing) return;
  const done = steer(field, event.key) || typed(field, event);
  if (done) event.preventDefault();
});

function typed(field, event) {
  const editing = field.closest(".editing");
  if (event.key === "Enter" && !event.shiftKey) { if (editing) { field.blur(); save(field); } else send(field); return true; }
  if (event.key === "Escape" && editing) { stop(editing); return true; }
  if (event.key === "ArrowUp" && !field.value && !editing) {
    startEditing($$(".message[data-raw]", field.closest("#main, #thread")).at(-1));
    return true;
  }
  return false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".composer .send");
  if (button) send($("textarea", button.closest(".composer")));
});

/** A field takes the place of the words. */
export function startEditing(message) {
  if (!message || $(".editing", message)) return;
  const form = $("#editor").content.firstElementChild.cloneNode(true), field = $("textarea", form);
  field.value = message.dataset.raw;
  form.said = $(".body", message);
  form.said.replaceWith(form);
  field.focus();
}

const stop = (form) => form.replaceWith(form.said);
const save = (field) => act("edit", { ...where(field), text: field.value.trim() });

document.addEventListener("click", (event) => {
  const button = event.target.closest(".editing button"), form = button?.closest(".editing");
  if (!button) return;
  if (button.value === "save") { $("textarea", form).blur(); save($("textarea", form)); } else stop(form);
});
