/* Finding things on the page. */
export const $ = (query, root = document) => root.querySelector(query);
export const $$ = (query, root = document) => [...root.querySelectorAll(query)];

/** Which message something stands in. */
export const where = (from) => {
  const message = from.closest(".message");
  return message ? { channel: message.dataset.channel, ts: message.dataset.ts } : {};
};
