/* What concerns the sandbox itself: its time, what goes wrong on purpose; and the search. */
import { $ } from "./dom.js";
import { act, app, go } from "./server.js";

export const DEEDS = {
  travel: (from) => act("clock", { to: from.value }),
  getoff: () => act("getoff"),
  faults: (from) => {
    const scene = from.closest(".scene");
    const on = scene && $("[data-on]", scene)?.value, seconds = scene && $("[data-seconds]", scene)?.value;
    return act("faults", { key: from.value, on, seconds });
  },
};

document.addEventListener("change", (event) => event.target.matches("[data-limits]") && act("limits", { to: event.target.value }));

document.addEventListener("submit", (event) => {
  if (event.target.matches("[data-travels]")) {
    event.preventDefault();
    act("clock", { to: $("input", event.target).value });
    event.target.closest("details").open = false;
  } else if (event.target.matches("#finder")) {
    event.preventDefault();
    const url = new URL(event.target.dataset.to, location.href);
    url.searchParams.set("q", $("input", event.target).value.trim());
    if (app().dataset.drawer) url.searchParams.set("drawer", app().dataset.drawer);
    go(url.href);
  }
});
