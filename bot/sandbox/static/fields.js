/* Fields that need help: files, which go up when they are chosen, and words with marks. */
import { $, $$, make } from "./dom.js";
import { app, tell } from "./server.js";

document.addEventListener("change", (event) => {
  const field = event.target;
  if (!field.matches("input[type=file]")) return;
  event.stopImmediatePropagation();
  const chips = field.dataset.attach === undefined ? $(".chips", field.closest(".uploads")) : $(".attached", field.closest(".composer"));
  take([...field.files], chips, Number(field.closest(".uploads")?.dataset.most ?? 10));
  field.value = "";
}, true);

async function take(files, chips, most) {
  for (const file of files) {
    if ($$(".chip", chips).length >= most) return tell(most === 1 ? "One file is enough here." : `You can choose at most ${most} files.`);
    const response = await fetch(`/upload?as=${app().dataset.me}&name=${encodeURIComponent(file.name)}`, {
      method: "POST", headers: { "content-type": "application/octet-stream" }, body: file,
    });
    const answer = await response.json();
    if (!response.ok) { tell(answer.words); continue; }
    const chip = make("button", { type: "button", className: "chip", title: "Leave it out" }, answer.name);
    chip.dataset.file = answer.id;
    chips.append(chip);
    chips.hidden = false;
  }
}

/** The files that stand in a field or beside what one writes. */
export const filesIn = (place) => $$("[data-file]", place).map((each) => each.dataset.file);

document.addEventListener("click", (event) => {
  const chip = event.target.closest("button[data-file]");
  if (!chip) return;
  const chips = chip.parentElement;
  chip.remove();
  if (chips.matches(".attached")) chips.hidden = !chips.children.length;
});

/* Buttons set marks around what is selected, or before each line. */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-mark]");
  if (!button) return;
  const field = $("textarea", button.closest(".rich")), { mark } = button.dataset;
  if (mark.endsWith(" ")) before(field, mark);
  else around(field, mark);
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
});

function around(field, mark) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  field.setRangeText(`${mark}${value.slice(start, end)}${mark}`, start, end, "preserve");
  field.setSelectionRange(start + mark.length, end + mark.length);
}

function before(field, mark) {
  const start = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1, end = field.selectionEnd;
  field.setRangeText(field.value.slice(start, end).split("\n").map((line) => mark + line).join("\n"), start, end, "end");
}

document.addEventListener("keydown", (event) => {
  const mark = { b: "*", i: "_" }[event.key];
  if (!mark || !(event.ctrlKey || event.metaKey) || !event.target.matches?.(".rich textarea")) return;
  event.preventDefault();
  around(event.target, mark);
});
