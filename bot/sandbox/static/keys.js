/* The keyboard: Escape closes what lies on top, arrows walk through menus. */
import { $, $$ } from "./dom.js";
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
