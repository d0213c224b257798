/* The page: where one is, what has changed, and everything that is clicked outside a form. The server renders all of it. */
import { press, showForm } from "./blocks.js";
import { keepDraft, startEditing, wakeComposers } from "./composer.js";
import { $, $$ } from "./dom.js";
import { patch, remember } from "./patch.js";

const app = () => $("#app");

export async function act(verb, facts = {}) {
  const response = await fetch(`/act/${verb}`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ as: app().dataset.me, ...facts }),
  });
  const answer = response.ok ? await response.json() : { words: "The sandbox could not do that." };
  if (answer.words) tell(answer.words);
  await refresh();
  return answer;
}

export function tell(words) {
  const line = Object.assign(document.createElement("p"), { textContent: words });
  $("#toasts").append(line);
  setTimeout(() => line.remove(), 7000);
}

let asked = 0, running = null;
export function refresh() {
  asked += 1;
  running ??= (async () => {
    try {
      while (asked) { asked = 0; await load(location.href); }
    } finally { running = null; }
  })();
  return running;
}

let turn = 0, hasGone = false;
async function load(url) {
  const mine = ++turn;
  const response = await fetch(url, { headers: { "x-refresh": "1" } });
  if (!response.ok) return location.assign(response.url);
  const text = await response.text();
  if (mine !== turn) return; // somebody has gone elsewhere meanwhile
  if (response.redirected) history.replaceState(null, "", response.url);
  arrive(new DOMParser().parseFromString(text, "text/html"));
}

async function go(url) {
  keepDraft();
  history.pushState(null, "", url);
  document.body.classList.remove("places");
  hasGone = true;
  await load(url);
}

function arrive(page) {
  remember(page);
  const fresh = $("#app", page), moved = app().dataset.place !== fresh.dataset.place || app().dataset.me !== fresh.dataset.me;
  const thread = moved || app().dataset.thread !== fresh.dataset.thread, marked = app().dataset.at !== fresh.dataset.at;
  const before = app().dataset.me;
  document.title = page.title;
  app().className = fresh.className;
  for (const name of ["me", "place", "thread", "at"]) app().dataset[name] = fresh.dataset[name] ?? "";
  patch($("#side"), $("#side", fresh), moved);
  patch($("#main"), $("#main", fresh), moved);
  patch($("#thread"), $("#thread", fresh), thread);
  showForm($("#form", page));
  if (before !== app().dataset.me) listen();
  settle(moved, thread, marked);
  if (hasGone && !matchMedia("(hover: none)").matches) ($("#thread textarea") ?? $("#main textarea"))?.focus({ preventScroll: true });
  hasGone = false;
}

function settle(moved, thread, marked) {
  wakeComposers();
  for (const stream of $$(".stream")) {
    const there = $(".message.marked", stream), isNew = stream.closest("#thread") ? thread : moved;
    if (there && (isNew || marked)) there.scrollIntoView({ block: "center" });
    else if (isNew) stream.scrollTop = stream.scrollHeight;
    $$(".message", stream).forEach((each, at, all) => { each.tabIndex = at === all.length - 1 ? 0 : -1; });
  }
  if (moved && app().dataset.place === "home") act("home");
}

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
  delete: (from, where) => confirm("Delete this message? This cannot be undone.") && act("delete", where),
  dismiss: (from, where) => act("dismiss", where),
  side: () => document.body.classList.toggle("places"),
  newer: (from) => { const stream = $(".stream", from.closest("#main, #thread")); stream.scrollTop = stream.scrollHeight; },
};

export const where = (from) => {
  const message = from.closest(".message");
  return message ? { channel: message.dataset.channel, ts: message.dataset.ts } : {};
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

let source = null;
function listen() {
  source?.close();
  source = new EventSource(`/live?as=${app().dataset.me}`);
  source.onmessage = refresh;
  source.onopen = refresh; // something may have been said before anybody listened
}

remember(document);
showForm($("#form"));
settle(true, true, true);
listen();
setInterval(refresh, 60_000); // minutes pass even when nobody says anything
document.addEventListener("scroll", ({ target }) => {
  const low = target.scrollHeight - target.scrollTop - target.clientHeight < 90;
  if (target.matches?.(".stream") && low) $(".newer", target.parentElement)?.setAttribute("hidden", "");
}, true);
