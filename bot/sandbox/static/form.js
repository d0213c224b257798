/* The window that the app has open: sending it, what stands in red, and keeping what was typed. */
import { restoreAsked } from "./asks.js";
import { blockOf, showChips, stateOf } from "./blocks.js";
import { $, $$ } from "./dom.js";
import { act } from "./server.js";

document.addEventListener("submit", async (event) => {
  event.preventDefault();
  const view = event.target.dataset.view, dialog = event.target.closest("dialog");
  if (!view || !dialog) return;
  const button = $(".btn.primary", dialog);
  button.classList.add("waiting");
  const answer = await act("submit", { view, state: stateOf(event.target) });
  button.classList.remove("waiting");
  if (!dialog.isConnected || dialog.dataset.view !== view) return;
  showTrouble(dialog, answer.trouble);
  showErrors(dialog, answer.errors ?? {});
});

function showTrouble(dialog, words) {
  const line = $(".trouble", dialog);
  line.textContent = words ?? "";
  line.hidden = !words;
}

function showErrors(dialog, errors) {
  for (const block of $$("[data-block]", dialog)) {
    const field = $(".field", block), words = errors[block.dataset.block];
    if (!field) continue;
    field.classList.toggle("wrong", Boolean(words));
    Object.assign($(".error", field), { hidden: !words, textContent: words ?? "" });
    const control = $("input, select, textarea, summary", field);
    control.toggleAttribute("aria-invalid", Boolean(words));
    control.setAttribute("aria-describedby", $(".error", field).id);
  }
  const first = $(".field.wrong", dialog);
  $("input, select, textarea, summary", first ?? dialog)?.focus({ preventScroll: true });
  first?.scrollIntoView({ block: "nearest" });
}

/** Show the form that the server says is open, or none; what was typed stays where the same field comes again. */
export function showForm(fresh) {
  const form = $("#form"), view = fresh?.dataset.view ?? "";
  if (!view) return form.open && close(form);
  if (form !== fresh && form.open && form.dataset.view === view && form.dataset.hash === fresh.dataset.hash) return;
  const typed = form.open && form.dataset.view === view ? stateOf(form) : {};
  const files = form.open && form.dataset.view === view ? $$(".uploads .chips", form) : [];
  if (form !== fresh) form.replaceChildren(...fresh.childNodes);
  Object.assign(form.dataset, { view, hash: fresh.dataset.hash });
  restore(form, typed);
  $$(".uploads .chips", form).forEach((chips, at) => { if (files[at]?.children.length) chips.replaceWith(files[at]); });
  if (!form.open) form.showModal();
  (($("[autofocus]", form) ?? $(".field :is(input, select, textarea, summary)", form)) ?? $("footer .btn", form))?.focus();
}

function close(form) {
  form.close();
  form.replaceChildren();
  form.dataset.view = "";
}

function restore(form, typed) {
  for (const element of $$(".field .el[data-action]", form)) {
    const value = typed[blockOf(element)]?.[element.dataset.action];
    if (value === undefined || value === null || element.dataset.type === "file_input") continue;
    if ($(".asks", element)) { restoreAsked(element, value); continue; }
    const boxes = $$("input[type=checkbox], input[type=radio]", element);
    boxes.forEach((each) => { each.checked = [value].flat().includes(each.value); });
    if (!boxes.length) $("input, select, textarea", element).value = value;
    else if ($(".several", element)) showChips($(".several", element), boxes[0]);
  }
}

document.addEventListener("cancel", (event) => {
  if (!event.target.matches("#form")) return;
  event.preventDefault();
  act("close", { view: event.target.dataset.view });
}, true);
document.addEventListener("click", (event) => {
  if (event.target.closest("#form [data-close]")) act("close", { view: $("#form").dataset.view });
});
