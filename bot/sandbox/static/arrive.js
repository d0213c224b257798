/* What the server sent takes its place on the page. */
import { wakeComposers } from "./composer.js";
import { $ } from "./dom.js";
import { showForm } from "./form.js";
import { markFound } from "./found.js";
import { patch, remember } from "./patch.js";
import { act, app, listen } from "./server.js";
import { forget, isLow, settle, sink } from "./stream.js";

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
