/* Words with marks: the buttons set them around what is selected, or before each line. */
import { $ } from "./dom.js";

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
