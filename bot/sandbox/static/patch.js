/* Bringing what is on the page up to what the server says, without disturbing what has not changed. */
const made = new WeakMap(); // how each part looked when it came from the server

export function remember(root) {
  for (const part of root.querySelectorAll("[id]")) made.set(part, part.outerHTML);
}

const same = (part, next) => made.get(part) === made.get(next);

/** Bring the parts of a region up to date: lists row by row, kept parts not at all, the others as a whole. */
export function patch(region, fresh, whole) {
  region.className = fresh.className;
  region.hidden = fresh.hidden;
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
    } else swap(part, next);
  }
}

function swap(part, next) {
  if (part.matches("details")) next.open = part.open;
  const { scrollTop } = part;
  part.replaceWith(next);
  next.scrollTop = scrollTop;
}

function patchRows(list, fresh) {
  const low = list.scrollHeight - list.scrollTop - list.clientHeight < 90;
  const had = new Map([...list.children].map((row) => [row.id, row]));
  let before = null, isNew = false;
  for (const next of [...fresh.children]) {
    const row = had.get(next.id);
    had.delete(next.id);
    const kept = row && (same(row, next) || busy(row)) ? row : next;
    if (row && kept !== row) row.replaceWith(kept);
    const place = before ? before.nextSibling : list.firstChild;
    if (kept !== place) list.insertBefore(kept, place);
    isNew ||= !row;
    before = kept;
  }
  for (const gone of had.values()) gone.remove();
  if (low) list.scrollTop = list.scrollHeight;
  else if (isNew) list.parentElement.querySelector(".newer").hidden = false;
}

/** Somebody is typing in it. */
const busy = (row) => row.contains(document.activeElement) && document.activeElement.matches("input, textarea");
