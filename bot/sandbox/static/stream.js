/* The stream of messages: staying at its end, finding the marked one, and what was said earlier. */
import { $, $$ } from "./dom.js";
import { refresh } from "./server.js";

const NEAR_TOP = 300; // pixels; so far from the top earlier messages are fetched
const MORE = 300; // messages
let shown = 0; // messages that are wanted; 0: as many as the server likes

export const wanted = () => String(shown || "");
export const forget = () => { shown = 0; };

export const isLow = (stream) => stream && stream.scrollHeight - stream.scrollTop - stream.clientHeight < 90;
const low = new WeakSet(); // streams that are read at their end, and stay there
export function sink(stream) {
  if (!stream) return;
  stream.scrollTop = stream.scrollHeight;
  low.add(stream);
}

/** `moved`: this is another place; `thread`: another thread; `marked`: another message is pointed at. */
export function settle({ moved, thread, marked }) {
  for (const stream of $$(".stream")) {
    const there = $(".message.marked", stream), isNew = stream.closest("#thread") ? thread : moved;
    const line = $(".new-line", stream);
    if (there && (isNew || marked)) there.scrollIntoView({ block: "center" });
    else if (isNew && stream.matches(".results")) stream.scrollTop = 0;
    else if (isNew && line) { sink(stream); if (line.offsetTop < stream.scrollTop) line.scrollIntoView({ block: "start" }); }
    else if (isNew) sink(stream);
    $$(".message", stream).forEach((each, at, all) => { each.tabIndex = at === all.length - 1 ? 0 : -1; });
  }
}

document.addEventListener("scroll", ({ target }) => {
  if (!target.matches?.(".stream")) return;
  if (isLow(target)) $(".newer", target.parentElement)?.setAttribute("hidden", "");
  low[isLow(target) ? "add" : "delete"](target);
  const earlier = target.scrollTop < NEAR_TOP && $("#earlier", target);
  if (!earlier || earlier.dataset.asked !== undefined) return;
  earlier.dataset.asked = "";
  shown = Number(earlier.dataset.shown) + MORE;
  refresh();
}, true);

document.addEventListener("load", ({ target }) => { // a picture has come, and pushed the end away
  const stream = target.matches?.(".stream img") && target.closest(".stream");
  if (low.has(stream)) sink(stream);
}, true);

document.addEventListener("keydown", (event) => {
  const message = event.target.closest?.(".message");
  if (!message || message !== event.target || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
  const all = $$(".message", message.closest(".stream"));
  all[all.indexOf(message) + (event.key === "ArrowUp" ? -1 : 1)]?.focus();
  event.preventDefault();
});
