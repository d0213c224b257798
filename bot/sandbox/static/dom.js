/* Finding and making things on the page. */
export const $ = (query, root = document) => root.querySelector(query);
export const $$ = (query, root = document) => [...root.querySelectorAll(query)];

/** `make("li", { className: "note" }, "words", child)` */
export const make = (name, facts, ...inside) => {
  const made = Object.assign(document.createElement(name), facts);
  made.append(...inside);
  return made;
};

/** Which message something stands in. */
export const where = (from) => {
  const message = from.closest(".message");
  return message ? { channel: message.dataset.channel, ts: message.dataset.ts } : {};
};
