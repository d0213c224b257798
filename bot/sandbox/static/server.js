/* Speaking with the server: what one does, what has changed, where one goes. The server renders all of it. */
import { keepDraft, wakeComposers } from "./composer.js";
import { $, $$ } from "./dom.js";
import { showForm } from "./form.js";
import { patch, remember } from "./patch.js";

export const app = () => $("#app");

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
export async function load(url) {
  const mine = ++turn;
  const response = await fetch(url, { headers: { "x-refresh": "1" } });
  if (!response.ok) return location.assign(response.url);
  const text = await response.text();
  if (mine !== turn) return; // somebody has gone elsewhere meanwhile
  if (response.redirected) history.replaceState(null, "", response.url);
  arrive(new DOMParser().parseFromString(text, "text/html"));
}

export async function go(url) {
  keepDraft();
  history.pushState(null, "", url);
  document.body.classList.remove("places");
  hasGone = true;
  await load(url);
}

export const isLow = (stream) => stream && stream.scrollHeight - stream.scrollTop - stream.clientHeight < 90;
export const sink = (stream) => { if (stream) stream.scrollTop = stream.scrollHeight; };

function arrive(page) {
  remember(page);
  const fresh = $("#app", page), moved = app().dataset.place !== fresh.dataset.place || app().dataset.me !== fresh.dataset.me;
  const thread = moved || app().dataset.thread !== fresh.dataset.thread, marked = app().dataset.at !== fresh.dataset.at;
  const before = app().dataset.me, wasLow = isLow($("#main .stream"));
  document.title = page.title;
  app().className = fresh.className;
  for (const name of ["me", "place", "thread", "at"]) app().dataset[name] = fresh.dataset[name] ?? "";
  patch($("#side"), $("#side", fresh), moved);
  patch($("#main"), $("#main", fresh), moved);
  patch($("#thread"), $("#thread", fresh), thread);
  showForm($("#form", page));
  if (before !== app().dataset.me) listen();
  settle(moved, thread, marked);
  if (thread && wasLow && !fresh.dataset.at) sink($("#main .stream")); // it has become narrower or wider
  if (hasGone && !matchMedia("(hover: none)").matches) ($("#thread textarea") ?? $("#main textarea"))?.focus({ preventScroll: true });
  hasGone = false;
}

export function settle(moved, thread, marked) {
  wakeComposers();
  for (const stream of $$(".stream")) {
    const there = $(".message.marked", stream), isNew = stream.closest("#thread") ? thread : moved;
    if (there && (isNew || marked)) there.scrollIntoView({ block: "center" });
    else if (isNew) sink(stream);
    $$(".message", stream).forEach((each, at, all) => { each.tabIndex = at === all.length - 1 ? 0 : -1; });
  }
  if (moved && app().dataset.place === "home") act("home");
}

let source = null;
export function listen() {
  source?.close();
  source = new EventSource(`/live?as=${app().dataset.me}`);
  source.onmessage = refresh;
  source.onopen = refresh; // something may have been said before anybody listened
}
