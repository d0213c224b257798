/* Changing what one said: a field takes the place of the words. */
import { $, where } from "./dom.js";
import { act } from "./server.js";

export function startEditing(message) {
  if (!message || $(".editing", message)) return;
  const form = $("#editor").content.firstElementChild.cloneNode(true), field = $("textarea", form);
  field.value = message.dataset.raw;
  form.said = $(".body", message);
  form.said.replaceWith(form);
  field.focus();
}

export const stop = (form) => form.replaceWith(form.said);
export const save = (field) => act("edit", { ...where(field), text: field.value.trim() });

document.addEventListener("click", (event) => {
  const button = event.target.closest(".editing button"), form = button?.closest(".editing");
  if (!button) return;
  if (button.value === "save") { $("textarea", form).blur(); save($("textarea", form)); } else stop(form);
});
