/* The stream of messages: staying at its end, finding the marked one and the words searched for, and what was said earlier. */
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

const MOST_FOUND = 500; // places where words that are searched for are marked

/** The words that were searched for, marked where they stand. */
export function markFound(words) {
  if (!CSS.highlights) return;
  CSS.highlights.delete("found");
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word && !/^(from|in):./.test(word));
  if (!wanted.length || !$("#results")) return;
  const places = $$("#results .content").flatMap((each) => placesIn(each, wanted)).slice(0, MOST_FOUND);
  CSS.highlights.set("found", new Highlight(...places));
}

function placesIn(element, wanted) {
  const walk = document.createTreeWalker(element, NodeFilter.SHOW_TEXT), places = [];
  while (walk.nextNode()) {
    const text = walk.currentNode.data.toLowerCase();
    for (const word of wanted) for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) places.push(range(walk.currentNode, at, word.length));
  }
  return places;
}

function range(node, from, length) {
  const made = new Range();
  made.setStart(node, from);
  made.setEnd(node, Math.min(from + length, node.data.length)); // in some alphabets small letters take more room
  return made;
}
