/* Ctrl or Cmd and K: go to a channel, or become somebody else. */
import { $, $$ } from "./dom.js";
import { go } from "./server.js";

const MOST = 12; // rows at once

const box = () => $("#jump");

function open() {
  if ($("dialog[open]")) return;
  const field = Object.assign(document.createElement("input"), { type: "text", placeholder: "Where to, or who?", autocomplete: "off" });
  for (const [name, value] of Object.entries({ role: "combobox", "aria-label": "Go to", "aria-autocomplete": "list", "aria-expanded": "true", "aria-controls": "jump-rows" })) field.setAttribute(name, value);
  const rows = Object.assign(document.createElement("ul"), { id: "jump-rows", role: "listbox", className: "offered" });
  box().replaceChildren(field, rows);
  show("");
  box().showModal();
}

/** Everything at the side that one can go to: places first, then people. */
function links(words) {
  const all = [...$$("#places a").map((each) => [each, ""]), ...$$("#who .people a:not([aria-current])").map((each) => [each, "become "])];
  return all.map(([link, verb]) => ({ href: link.href, verb, look: link.firstElementChild, name: link.children[1].textContent }))
    .filter(({ name }) => name.toLowerCase().split(/[\s-]+/).some((part) => part.startsWith(words)) || name.toLowerCase().includes(words))
    .sort((one, other) => Number(other.name.toLowerCase().startsWith(words)) - Number(one.name.toLowerCase().startsWith(words))).slice(0, MOST);
}

function show(words) {
  const rows = links(words.trim().toLowerCase().replace(/^[#@]/, "")).map(({ href, verb, look, name }, at) => {
    const row = Object.assign(document.createElement("li"), { id: `jump-${at}`, role: "option" });
    row.dataset.href = href;
    row.append(look.cloneNode(true), Object.assign(document.createElement("span"), { textContent: name }), Object.assign(document.createElement("small"), { textContent: verb && "become this person" }));
    return row;
  });
  $("#jump-rows").replaceChildren(...rows);
  mark(rows[0]);
}

function mark(row) {
  $$("li", box()).forEach((each) => each.setAttribute("aria-selected", String(each === row)));
  $("input", box()).setAttribute("aria-activedescendant", row?.id ?? "");
  row?.scrollIntoView({ block: "nearest" });
}

function take(row) {
  box().close();
  if (row) go(row.dataset.href);
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey) { event.preventDefault(); return box().open ? box().close() : open(); }
  if (!event.target.closest?.("#jump")) return;
  const rows = $$("li", box()), now = rows.findIndex((each) => each.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(rows[(now + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % (rows.length || 1)]);
  else if (event.key === "Enter") take(rows[now]);
  else return;
  event.preventDefault();
});
document.addEventListener("input", (event) => event.target.closest("#jump") && show(event.target.value));
document.addEventListener("click", (event) => {
  if (event.target === box()) return box().close();
  const row = event.target.closest("#jump li");
  if (row) take(row);
});
