/* The page: what hears of what, and everything that is clicked outside a form. */
import { arrive, remember, settled } from "./arrive.js";
import "./asks.js";
import { confirmed, press } from "./blocks.js";
import { insert, keepDraft, startEditing } from "./composer.js";
import { $, $$, where } from "./dom.js";
import { showForm } from "./form.js";
import "./keys.js";
import { act, app, go, listen, load, refresh, tell, wire } from "./server.js";
import { DEEDS } from "./steer.js";
import { sink, wanted } from "./stream.js";
import "./trace.js";

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
  if (url.pathname.startsWith("/archives/")) {
    url.searchParams.set("as", app().dataset.me);
    url.searchParams.set("drawer", app().dataset.drawer);
  }
  return url.href;
}

const ACTS = {
  ...DEEDS,
  join: (from) => act("join", { channel: from.value }),
  react: (from, where) => act("react", { ...where, name: from.value }),
  shortcut: (from, where) => act("shortcut", { ...where, shortcut: from.value }),
  global: (from) => act("shortcut", { shortcut: from.value }),
  command: (from) => insert($("textarea", from.closest(".composer")), from.value),
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
  } else if (event.target.closest(".el :is(button:not(.asks *, .marks *), a)")) press(event.target.closest("button, a"), event);
});

document.addEventListener("toggle", (event) => {
  const menu = event.target.open && $(".menu", event.target);
  if (!menu) return;
  const end = menu.closest(".stream")?.getBoundingClientRect().bottom ?? innerHeight;
  menu.classList.toggle("up", menu.getBoundingClientRect().bottom > end - 8);
}, true);

addEventListener("popstate", () => load(location.href, "back"));

wire({ arrive, leave: keepDraft, wanted });
remember(document);
showForm($("#form"));
settled({ moved: true, thread: true, marked: true });
listen();
setInterval(refresh, 60_000); // minutes pass even when nobody says anything
