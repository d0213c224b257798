/* Selects whose options the app tells while one types. */
import { blockOf, changed, whereOf } from "./blocks.js";
import { $, $$, make } from "./dom.js";
import { ask, tell } from "./server.js";

const labels = new Map(); // of all options that were ever offered, by value
const eager = new WeakSet(); // fields in which Enter was pressed before the answer came
const waiting = new WeakMap(); // what was typed while an answer is under way

/** One question at a time; what is typed meanwhile is asked next. */
async function suggest(field) {
  if (waiting.has(field)) return waiting.set(field, true);
  const asks = field.closest(".asks"), element = field.closest(".el"), words = field.value;
  if (words.length < Number(asks.dataset.least)) return show(field, [note(`Type ${Number(asks.dataset.least) - words.length} more…`)]);
  waiting.set(field, false);
  const facts = { ...whereOf(element), block: blockOf(element), action: element.dataset.action, words };
  const answer = await ask("suggest", facts);
  const again = waiting.get(field);
  waiting.delete(field);
  if (again) return suggest(field);
  if (document.activeElement === field) show(field, answer.words ? [note(answer.words)] : rowsOf(answer));
  if (eager.delete(field)) takeMarked(field);
}

function rowsOf({ options = [], option_groups = [] }) {
  const groups = [...option_groups.map((group) => [group.label.text, group.options]), ["", options]];
  const rows = groups.flatMap(([name, all]) => [...(name && all.length ? [note(name, "group")] : []), ...all.map(row)]);
  return rows.length ? rows : [note("Nothing like that.")];
}

const note = (words, className = "note") => make("li", { className, textContent: words, role: "presentation" });

function row(option) {
  labels.set(option.value, option.text.text);
  const made = make("li", { role: "option" }, option.text.text, ...(option.description ? [make("small", { textContent: option.description.text })] : []));
  made.dataset.value = option.value;
  return made;
}

function show(field, rows) {
  const list = $(".offered", field.closest(".asks"));
  list.replaceChildren(...rows);
  list.hidden = false;
  field.setAttribute("aria-expanded", "true");
  mark(field, rows.find((each) => each.dataset.value !== undefined));
}

function hide(field) {
  $(".offered", field.closest(".asks")).hidden = true;
  field.setAttribute("aria-expanded", "false");
}

function mark(field, chosen) {
  $$(".offered li", field.closest(".asks")).forEach((each, at) => { each.id = `${field.id || "asks"}-${at}`; each.setAttribute("aria-selected", String(each === chosen)); });
  if (chosen) field.setAttribute("aria-activedescendant", chosen.id);
  else field.removeAttribute("aria-activedescendant");
  chosen?.scrollIntoView({ block: "nearest" });
}

function take(field, value) {
  const asks = field.closest(".asks"), chips = $(".chips", asks), several = asks.dataset.several !== undefined;
  const has = $$(".chip", chips);
  if (has.length >= Number(asks.dataset.most || Infinity) && several) return tell(`You can choose at most ${asks.dataset.most}.`);
  if (!several) chips.replaceChildren();
  if (!has.some((each) => several && each.value === value)) chips.append(chip(value));
  field.value = "";
  hide(field);
  changed(field.closest(".el"));
}

function takeMarked(field) {
  const row = $(".offered:not([hidden]) li[aria-selected=true]", field.closest(".asks"));
  if (row) take(field, row.dataset.value);
}

const chip = (value) => make("button", { type: "button", className: "chip", value, title: "Take it back", textContent: labels.get(value) ?? value });

/** Put back what was chosen before the form came anew. */
export function restoreAsked(element, values) {
  $(".chips", element).replaceChildren(...[values].flat().map(chip));
}

document.addEventListener("input", (event) => event.target.matches(".asks input") && suggest(event.target));
document.addEventListener("focusin", (event) => event.target.matches(".asks input") && Number(event.target.closest(".asks").dataset.least) === 0 && suggest(event.target));
document.addEventListener("focusout", (event) => event.target.matches(".asks input") && hide(event.target));
document.addEventListener("mousedown", (event) => {
  const row = event.target.closest(".asks .offered li");
  if (!row) return;
  event.preventDefault();
  if (row.dataset.value !== undefined) take($("input", row.closest(".asks")), row.dataset.value);
});
document.addEventListener("click", (event) => {
  const gone = event.target.closest(".asks .chip");
  if (!gone) return;
  const element = gone.closest(".el");
  gone.remove();
  $("input", element).focus();
  changed(element);
});

document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (!field.matches?.(".asks input") || event.isComposing) return;
  const list = $(".offered", field.closest(".asks")), rows = list.hidden ? [] : $$("li[data-value]", list);
  const now = rows.findIndex((each) => each.getAttribute("aria-selected") === "true");
  if (event.key === "Enter") { event.preventDefault(); if (waiting.has(field)) eager.add(field); else takeMarked(field); }
  else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); event.stopPropagation(); hide(field); }
  else if (event.key === "Backspace" && !field.value) $(".chips .chip:last-child", field.closest(".asks"))?.click();
  else if (rows.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    mark(field, rows[(now + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % rows.length]);
  }
}, true);
