/* The keyboard: Escape closes what lies on top, arrows walk through menus; Ctrl or Cmd and K leads anywhere. */
import { $, $$, make } from "./dom.js";
import { go } from "./server.js";

const MENUS = "details.drop[open], details.who[open], details.several[open]";
const ITEMS = "[role=menuitem], .people a, .pop button, .pop input";
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  if (event.key === "Escape" && close(event.target)) event.preventDefault();
  else if (event.key in STEPS && walk(event.target, STEPS[event.key])) event.preventDefault();
});

/** The innermost open menu, else the places at the side, else the drawer or thread that has the focus. */
function close(target) {
  const menu = $$(MENUS).at(-1);
  if (menu) { menu.open = false; $("summary", menu).focus(); return true; }
  if ($("dialog[open]")) return false;
  if (document.body.classList.contains("places")) { document.body.classList.remove("places"); $(".opener")?.focus(); return true; }
  const region = target.closest?.("#drawer, #thread") ?? $("#drawer:not([hidden])");
  const away = region && $("[data-closes]", region);
  if (away) go(away.href);
  return Boolean(away);
}

function walk(target, step) {
  const menu = target.closest?.("details.drop, details.who");
  if (!menu || target.matches("input, textarea, select")) return false;
  if (!menu.open) { if (!target.matches("summary")) return false; menu.open = true; }
  const items = $$(ITEMS, menu), at = items.indexOf(target);
  items[at < 0 ? (step > 0 ? 0 : items.length - 1) : (at + step + items.length) % items.length]?.focus();
  return items.length > 0;
}

/* Go to a channel, or become somebody else. */
const MOST = 12; // rows at once

const box = () => $("#jump");

function open() {
  if ($("dialog[open]")) return;
  const field = make("input", {
    type: "text", placeholder: "Where to, or who?", autocomplete: "off", role: "combobox", ariaLabel: "Go to", ariaAutoComplete: "list", ariaExpanded: "true",
  });
  field.setAttribute("aria-controls", "jump-rows");
  box().replaceChildren(field, make("ul", { id: "jump-rows", role: "listbox", className: "offered" }));
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
    const row = make("li", { id: `jump-${at}`, role: "option" }, look.cloneNode(true), make("span", {}, name), make("small", {}, verb && "become this person"));
    row.dataset.href = href;
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

function leap(row) {
  box().close();
  if (row) go(row.dataset.href);
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey) { event.preventDefault(); return box().open ? box().close() : open(); }
  if (!event.target.closest?.("#jump")) return;
  const rows = $$("li", box()), now = rows.findIndex((each) => each.getAttribute("aria-selected") === "true");
  if (event.key === "ArrowDown" || event.key === "ArrowUp") mark(rows[(now + (event.key === "ArrowDown" ? 1 : rows.length - 1)) % (rows.length || 1)]);
  else if (event.key === "Enter") leap(rows[now]);
  else return;
  event.preventDefault();
});
document.addEventListener("input", (event) => event.target.closest("#jump") && show(event.target.value));
document.addEventListener("click", (event) => {
  if (event.target === box()) return box().close();
  const row = event.target.closest("#jump li");
  if (row) leap(row);
});
