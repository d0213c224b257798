/* Files: they go up when they are chosen; which ones goes along with what is sent. */
import { $, $$ } from "./dom.js";
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
    const chip = Object.assign(document.createElement("button"), { type: "button", className: "chip", textContent: answer.name, title: "Leave it out" });
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
