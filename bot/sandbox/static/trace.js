/* The inspector: what went to and fro, newest first. The server filters; rows that lie outside the window cost nothing. */
import { $, $$, make } from "./dom.js";
import { app } from "./server.js";

const MOST = 1000; // rows
const LIMIT = 3; // seconds; later Slack complains
let newest = 0, running = null, again = false;

const list = () => $("#trace");

/** Fetch what is new, or everything after the filter has changed. */
function look(afresh) {
  if (!list()) return;
  if (afresh) newest = 0;
  if (running) { again = true; return; }
  running = fetchRows(afresh).finally(() => { running = null; if (again) { again = false; look(false); } });
}

async function fetchRows(afresh) {
  const form = $("#sieve"), asked = new URLSearchParams({ after: newest, as: app().dataset.me, kind: $("select", form).value, words: $("input", form).value });
  const response = await fetch(`/trace?${asked}`);
  if (!response.ok || !list()) return;
  const { entries, from } = await response.json();
  if (afresh || !newest) list().replaceChildren();
  for (const entry of entries) place(entry);
  newest = from;
  while (list().children.length > MOST) list().lastElementChild.remove();
  $(".none", list())?.remove();
  if (!list().children.length) list().append(make("li", { className: "none" }, "Nothing yet. Write something, or press a button."));
}

/** A row that is there already is only brought up to date: it may be open. */
function place(entry) {
  const row = document.getElementById(`entry-${entry.number}`), head = summary(entry);
  if (row) return $("summary", row).replaceWith(head);
  const made = make("li", { className: "entry" }, make("details", {}, head));
  made.id = `entry-${entry.number}`;
  made.dataset.number = entry.number;
  list().prepend(made);
}

function summary(entry) {
  const bar = make("i", {});
  bar.style.width = `${Math.min(entry.waited / LIMIT, 1) * 100}%`;
  const took = make("span", { className: "took" }, make("span", { className: "gauge" }, bar), entry.finished ? spoken(entry.waited) : "…");
  const name = make("span", { className: "name" }, make("b", {}, entry.name), make("small", {}, [entry.is_envelope ? "Slack → app" : "app → Slack", entry.kind.replace("_", " "), entry.attempt ? `again, ${entry.attempt}` : ""].filter(Boolean).join(" · ")));
  const status = make("span", { className: "status" }, entry.status || "under way");
  const head = make("summary", { className: [entry.late && "late", entry.refused && "refused", !entry.finished && "open"].filter(Boolean).join(" ") }, make("time", {}, entry.when, ...(entry.day ? [make("small", {}, entry.day)] : [])), name, status, took);
  if (entry.sentence) {
    const words = make("span", { className: "sentence" }, entry.late && entry.is_envelope ? `Slack would have said: ${entry.sentence}` : entry.sentence);
    if (entry.address) words.append(" ", make("span", { className: "where" }, entry.address.replace("https://", "")));
    head.append(words);
  }
  return head;
}

const spoken = (seconds) => seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;

document.addEventListener("toggle", async (event) => {
  const details = event.target, row = details.closest?.("#trace .entry");
  if (!row || !details.open) return;
  const response = await fetch(`/trace/${row.dataset.number}`);
  if (!response.ok) return;
  const { payload, answer, id } = await response.json();
  $$(".whole", details).forEach((each) => each.remove());
  const part = (title, what) => [make("h4", {}, title), make("pre", {}, what === null ? "nothing" : JSON.stringify(what, null, 2))];
  details.append(make("div", { className: "whole" }, ...(id ? [make("p", {}, id)] : []), ...part("Sent", payload), ...part("Answer", answer)));
}, true);

document.addEventListener("traced", () => look(false));
document.addEventListener("input", (event) => event.target.closest("#sieve") && look(true));
document.addEventListener("submit", (event) => event.target.matches("#sieve") && event.preventDefault());
new MutationObserver(() => { if (list() && !list().children.length) look(true); }).observe(document.documentElement, { childList: true, subtree: true });
setInterval(() => { if ($("#trace .open")) look(false); }, 500); // a bar grows while something is under way
