/* Buttons and choices. The page says which element it was and what was chosen; the server looks the element up. */
import { $, $$, make } from "./dom.js";
import { filesIn } from "./fields.js";
import { act, tell } from "./server.js";

const SEVERAL = /^(multi_|checkboxes)/;
const PRESSED = /^(button|workflow_button|icon_button|overflow|feedback_buttons)$/;
const TEXTS = /text_input$|number_input$/;

function valueOf(element) {
  const type = element.dataset.type;
  if (type === "file_input") return filesIn(element);
  if (type.endsWith("external_select")) return asked(element, type.startsWith("multi_"));
  if (SEVERAL.test(type)) return $$("input:checked", element).map((each) => each.value);
  if (type === "radio_buttons") return $("input:checked", element)?.value ?? null;
  return $("input, select, textarea", element)?.value || null;
}

function asked(element, several) {
  const values = $$(".chip", element).map((each) => each.value);
  return several ? values : values[0] ?? null;
}

export const blockOf = (element) => element.closest("[data-block]").dataset.block;

/** Everything chosen and typed in a message or form, by block and action. */
export function stateOf(surface) {
  const state = {};
  for (const element of $$(".el[data-action]", surface)) {
    if (!PRESSED.test(element.dataset.type)) (state[blockOf(element)] ??= {})[element.dataset.action] = valueOf(element);
  }
  return state;
}

const surfaceOf = (element) => {
  const surface = element.closest("[data-surface]");
  const { channel, ts, view } = surface.dataset;
  return [surface, view ? { view } : { channel, ts }];
};

export const whereOf = (element) => surfaceOf(element)[1];

export async function press(button, event) {
  const element = button.closest(".el");
  if (!element?.closest("[data-surface]")) return;
  if (!button.matches("a")) event?.preventDefault();
  const answer = $("template.confirm", element);
  if (answer && !(await sure(element, answer))) return;
  button.closest("details")?.removeAttribute("open");
  await send(element, button.getAttribute("value"));
}

async function send(element, value) {
  const [surface, where] = surfaceOf(element);
  element.classList.add("waiting");
  const facts = { ...where, block: blockOf(element), action: element.dataset.action, value, state: stateOf(surface) };
  await act("press", facts).finally(() => element.classList.remove("waiting"));
}

/** While one is asked, what was chosen stays as it is: what arrives meanwhile waits. */
async function sure(element, question) {
  element.dataset.asked = "";
  return await confirmed(question).finally(() => delete element.dataset.asked);
}

export function confirmed(template) {
  const box = $("#ask"), parts = template.content.cloneNode(true);
  const foot = make("footer", {}, ...$$("button", parts));
  box.replaceChildren(parts, foot);
  box.showModal();
  $("button:last-child", foot).focus();
  return new Promise((done) => {
    box.onclose = () => done(box.returnValue === "yes");
    box.returnValue = "";
    foot.onclick = (event) => event.target.closest("button") && box.close(event.target.closest("button").value);
  });
}

document.addEventListener("change", (event) => {
  const element = event.target.closest(".el");
  if (event.target.matches(".narrow, .asks input") || !element?.closest("[data-surface]")) return;
  if (event.target.closest(".several")) showChips(event.target.closest(".several"), event.target);
  changed(element);
});

/** What stands in an element has changed; outside of inputs the app is told at once. */
export function changed(element) {
  const field = element.closest(".field");
  field?.classList.remove("wrong");
  if (!element.closest("[data-surface]") || (field && field.dataset.tells === undefined)) return;
  const question = $("template.confirm", element);
  if (!question) return send(element, valueOf(element));
  sure(element, question).then((yes) => (yes ? send(element, valueOf(element)) : undo(element)));
}

/** As the server knows it. */
function undo(element) {
  for (const each of $$("input", element)) { each.checked = each.defaultChecked; each.value = each.defaultValue; }
  for (const each of $$("option", element)) each.selected = each.defaultSelected;
}

export function showChips(several, box) {
  const most = Number(several.dataset.most) || Infinity, ticked = $$("input:checked", several).filter((each) => !each.matches(".narrow"));
  if (ticked.length > most) { box.checked = false; return tell(`You can choose at most ${most}.`); }
  $(".chips", several).replaceChildren(...ticked.map((each) =>
    make("span", { className: "chip" }, $("span", each.closest("label")).firstChild.textContent)));
}

document.addEventListener("input", (event) => {
  const narrow = event.target.closest(".narrow"), words = event.target.value?.toLowerCase();
  if (narrow) $$(".box", narrow.closest(".several")).forEach((each) => { each.hidden = !each.textContent.toLowerCase().includes(words); });
  const field = event.target.closest(".field");
  if (!field) return;
  field.classList.remove("wrong");
  $(".error", field).hidden = true;
  countDown(field, event.target);
});

function countDown(field, input) {
  const left = Number(input.dataset.longest) - input.value.length;
  $(".left", field)?.remove();
  if (!(left < 100)) return;
  field.append(make("small", { className: "left" }, left < 0 ? `${-left} too many` : `${left} left`));
}
