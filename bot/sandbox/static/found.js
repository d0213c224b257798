/* The words that were searched for, marked where they stand. */
import { $, $$ } from "./dom.js";

const MOST = 500; // places

export function markFound(words) {
  if (!CSS.highlights) return;
  CSS.highlights.delete("found");
  const wanted = words.toLowerCase().split(/\s+/).filter((word) => word && !/^(from|in):./.test(word));
  if (!wanted.length || !$("#results")) return;
  const places = $$("#results .content").flatMap((each) => placesIn(each, wanted)).slice(0, MOST);
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
