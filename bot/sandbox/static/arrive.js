/* What the server sent takes its place on the page, without disturbing what has not changed. */
import { wakeComposers } from "./composer.js";
import { $ } from "./dom.js";
import { showForm } from "./form.js";
import { act, app, listen } from "./server.js";
import { forget, isLow, markFound, settle, sink } from "./stream.js";

const NAMES = ["me", "place", "thread", "at", "words", "drawer"];

export function arrive(page, how) {
  remember(page);
  const fresh = $("#app", page), wasLow = isLow($("#main .stream"));
  const other = Object.fromEntries(NAMES.map((name) => [name, (app().dataset[name] ?? "") !== (fresh.dataset[name] ?? "")]));
  const moved = other.place || other.me || other.words, thread = moved || other.thread;
  document.title = page.title;
  app().className = fresh.className;
  for (const name of NAMES) app().dataset[name] = fresh.dataset[name] ?? "";
  if (moved) forget();
  patch($("#side"), $("#side", fresh), moved);
  patch($("#top"), $("#top", fresh), false);
  patch($("#main"), $("#main", fresh), moved);
  patch($("#thread"), $("#thread", fresh), thread);
  patch($("#drawer"), $("#drawer", fresh), other.drawer);
  showForm($("#form", page));
  if (other.me || other.drawer) listen();
  settled({ moved, thread, marked: other.at });
  if ((thread || other.drawer) && wasLow && !fresh.dataset.at) sink($("#main .stream")); // it has become narrower or wider
  if (how === "next") focus(moved || other.thread, other.drawer);
}

export function settled(now) {
  wakeComposers();
  markFound(app().dataset.words);
  settle(now);
  if (!now.moved) return;
  const { place } = app().dataset;
  if (place === "home") act("home");
  else if ($("#main .tabs [aria-current]")?.textContent === "Messages") act("home", { tab: "messages" });
  const field = $("#finder input");
  if (document.activeElement !== field || place !== "search") field.value = app().dataset.words;
}

/** Who goes somewhere wants to write there, or to look at what they opened. */
function focus(moved, drawer) {
  if (matchMedia("(hover: none)").matches || $("dialog[open]")) return;
  if (drawer && app().dataset.drawer) return $("#drawer :is(.sieve input, .scroll button, .scroll a, header a)")?.focus();
  if (moved) ($("#thread textarea") ?? $("#main .composer textarea") ?? $("#main :is(.result a, .home button)"))?.focus({ preventScroll: true });
  else if (drawer) $("#main .composer textarea")?.focus({ preventScroll: true });
}

const made = new WeakMap(); // how each part looked when it came from the server

export function remember(root) {
  for (const part of root.querySelectorAll("[id]")) made.set(part, part.outerHTML);
}

const same = (part, next) => made.get(part) === made.get(next);

/** Bring the parts of a region up to date: lists row by row, kept parts not at all, the others as a whole. */
export function patch(region, fresh, whole) {
  region.className = fresh.className;
  region.hidden = fresh.hidden;
  if (fresh.hasAttribute("aria-label")) region.setAttribute("aria-label", fresh.getAttribute("aria-label"));
  const pairs = [...fresh.children].map((next) => [[...region.children].find((part) => part.id === next.id), next]);
  if (whole || pairs.length !== region.children.length || pairs.some(([part]) => !part)) {
    region.replaceChildren(...fresh.childNodes);
    return;
  }
  for (const [part, next] of pairs) {
    if (part.matches("[data-kept]") || same(part, next)) continue;
    if (part.matches("[data-keyed]")) {
      patchRows(part, next);
      made.set(part, made.get(next));
    } else if (!busy(part)) swap(part, next);
  }
}

/** What was open stays open, what had the focus keeps it, what was scrolled stays there. */
function swap(part, next) {
  const open = [part, ...part.querySelectorAll("details")], fresh = [next, ...next.querySelectorAll("details")];
  if (open.length === fresh.length) open.forEach((each, at) => { if (each.matches("details")) fresh[at].open = each.open; });
  const focused = pathOf(part), { scrollTop } = part;
  part.replaceWith(next);
  next.scrollTop = scrollTop;
  focused?.reduce((at, number) => at?.children[number], next)?.focus({ preventScroll: true });
}

/** Where the focus is within a part, child by child. */
function pathOf(part) {
  const path = [];
  let at = document.activeElement;
  if (!part.contains(at)) return null;
  for (; at !== part; at = at.parentElement) path.unshift([...at.parentElement.children].indexOf(at));
  return path;
}

function patchRows(list, fresh) {
  const low = list.scrollHeight - list.scrollTop - list.clientHeight < 90, anchor = anchorOf(list);
  const had = new Map([...list.children].map((row) => [row.id, row]));
  const last = list.lastElementChild?.id;
  let before = null;
  for (const next of [...fresh.children]) {
    const row = had.get(next.id);
    had.delete(next.id);
    const kept = row && (same(row, next) || busy(row)) ? row : next;
    if (row && kept !== row) swap(row, kept);
    const place = before ? before.nextSibling : list.firstChild;
    if (kept !== place) list.insertBefore(kept, place);
    before = kept;
  }
  for (const gone of had.values()) gone.remove();
  if (!list.matches(".stream")) return;
  if (low) list.scrollTop = list.scrollHeight;
  else {
    anchor();
    const newer = list.parentElement.querySelector(".newer");
    if (newer && last !== list.lastElementChild?.id) newer.hidden = false;
  }
}

/** Remembers what is at the upper edge; called, brings it there again. */
function anchorOf(list) {
  const top = list.getBoundingClientRect().top;
  const row = [...list.children].find((each) => each.id !== "earlier" && each.getBoundingClientRect().bottom > top);
  const was = row?.getBoundingClientRect().top;
  return () => {
    const now = row && document.getElementById(row.id);
    if (now) list.scrollTop += now.getBoundingClientRect().top - was;
  };
}

/** Somebody is typing in it, or is asked whether they mean it. */
const busy = (row) => row.querySelector("[data-asked]") || (row.contains(document.activeElement) && document.activeElement.matches("input, textarea, select"));
