/* Speaking with the server: what one does, what has changed, where one goes. The server renders all of it. */
import { $, make } from "./dom.js";

/* What becomes of a page that comes, what is kept when one leaves, and how much of a channel is wanted: page.js says. */
let page = null;
export const wire = (given) => { page = given; };

export const app = () => $("#app");

/** Ask or tell the server something; nothing else changes. */
export async function ask(verb, facts = {}) {
  const response = await fetch(`/act/${verb}`, {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ as: app().dataset.me, ...facts }),
  });
  return response.ok ? response.json() : { refused: true, words: "The sandbox could not do that." };
}

/** Do something, and look what has become of it. */
export async function act(verb, facts = {}) {
  const answer = await ask(verb, facts);
  if (answer.words) tell(answer.words);
  if (answer.drawer) await go(withDrawer(answer.drawer));
  else await refresh();
  return answer;
}

export function tell(words) {
  const line = make("p", {}, words);
  $("#toasts").append(line);
  setTimeout(() => line.remove(), 7000);
}

export function withDrawer(name) {
  const url = new URL(location.href);
  url.searchParams.set("drawer", name);
  return url.href;
}

let asked = 0, running = null, going = null;
export function refresh() {
  asked += 1;
  running ??= (async () => {
    try {
      while (asked) {
        asked = 0;
        await going; // who goes elsewhere arrives first
        await load(location.href, "again");
      }
    } finally { running = null; }
  })();
  return running;
}

let turn = 0;
/** `how`: "again" for the same place, "next" for another one, "back" for one that was left. */
export async function load(url, how) {
  const mine = ++turn;
  const response = await fetch(url, { headers: { "x-page": how, "x-shown": how === "again" ? page.wanted() : "" } });
  const text = await response.text();
  if (mine !== turn) return; // somebody has gone elsewhere meanwhile
  if (!response.ok) return location.assign(response.url);
  if (how === "next" && response.url !== location.href) history.pushState(null, "", response.url);
  else if (response.redirected) history.replaceState(null, "", response.url);
  page.arrive(new DOMParser().parseFromString(text, "text/html"), how);
}

export async function go(url) {
  page.leave();
  document.body.classList.remove("places");
  const mine = going = load(url, "next").finally(() => { if (going === mine) going = null; });
  await mine;
}

let source = null;
/** Hear what changes; with the inspector open, also what goes to and fro. */
export function listen() {
  source?.close();
  source = new EventSource(`/live?as=${app().dataset.me}&trace=${app().dataset.drawer === "inspector" ? 1 : ""}`);
  source.onmessage = refresh;
  source.addEventListener("trace", () => document.dispatchEvent(new Event("traced")));
  source.onopen = refresh; // something may have been said before anybody listened
}
