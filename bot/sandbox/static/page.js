/* The page: everything that is clicked and keyed outside a form. */
import { confirmed, press } from "./blocks.js";
import { startEditing } from "./composer.js";
import { $, $$, where } from "./dom.js";
import { showForm } from "./form.js";
import { remember } from "./patch.js";
import { act, app, go, isLow, listen, load, refresh, settle, sink, tell } from "./server.js";

function follow(event) {
  const link = event.target.closest("a[href]");
  if (!link || link.target || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return false;
  if (link.dataset.copy !== undefined) {
    navigator.clipboard?.writeText(link.href).then(() => tell("The link is copied."), () => tell(link.href));
  } else if (/^\/(as|archives)\//.test(link.pathname) && link.origin === location.origin) go(asMe(link));
  else return false;
  event.preventDefault();
  return true;
}

/** A link to a message leads to where this person sees it. */
function asMe(link) {
  const url = new URL(link.href);
  if (url.pathname.startsWith("/archives/")) url.searchParams.set("as", app().dataset.me);
  return url.href;
}

const ACTS = {
  join: (from) => act("join", { channel: from.value }),
  react: (from, where) => act("react", { ...where, name: from.value }),
  shortcut: (from, where) => act("shortcut", { ...where, shortcut: from.value }),
  edit: (from) => startEditing(from.closest(".message")),
  delete: async (from, where) => await confirmed($("#farewell")) && act("delete", where),
  dismiss: (from, where) => act("dismiss", where),
  side: () => document.body.classList.toggle("places"),
  newer: (from) => sink($(".stream", from.closest("#main, #thread"))),
};

document.addEventListener("click", (event) => {
  const open = $$("details.drop[open], details.who[open]").filter((each) => !each.contains(event.target));
  open.forEach((each) => { each.open = false; });
  if (!event.target.closest("#side, .opener")) document.body.classList.remove("places");
  if (follow(event)) return event.target.closest("details.drop, details.who")?.removeAttribute("open");
  const button = event.target.closest("[data-act]");
  if (button) {
    ACTS[button.dataset.act](button, where(button));
    button.closest("details")?.removeAttribute("open");
  } else if (event.target.closest(".el button, .el a")) press(event.target.closest("button, a"), event);
});

document.addEventListener("toggle", (event) => {
  const menu = event.target.open && $(".menu", event.target);
  if (menu) menu.classList.toggle("up", menu.getBoundingClientRect().bottom > innerHeight - 12);
}, true);

document.addEventListener("keydown", (event) => {
  const message = event.target.closest?.(".message");
  if (event.key === "Escape") $$("details.drop[open], details.who[open]").forEach((each) => { each.open = false; $("summary", each).focus(); });
  if (!message || message !== event.target || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const all = $$(".message", message.closest(".stream"));
  all[all.indexOf(message) + (event.key === "ArrowUp" ? -1 : 1)]?.focus();
  event.preventDefault();
});

addEventListener("popstate", () => load(location.href));

remember(document);
showForm($("#form"));
settle(true, true, true);
listen();
setInterval(refresh, 60_000); // minutes pass even when nobody says anything
document.addEventListener("scroll", ({ target }) => {
  if (target.matches?.(".stream") && isLow(target)) $(".newer", target.parentElement)?.setAttribute("hidden", "");
}, true);
