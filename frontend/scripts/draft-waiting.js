// On every page but their own: how many unsent forms wait, and the way to each.
import { ask, here, OPENED, place } from "./draft-ask.js";
import { one } from "./page.js";

function row({ open, drop }, { id, value }) {
  const item = document.createElement("p");
  item.className = "spread";
  const link = document.createElement("a");
  link.href = id + OPENED;
  link.textContent = `${open}: ${value.title}`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-text";
  button.append(document.createElement("span"));
  button.firstChild.textContent = drop;
  // Which one, for who hears the button alone.
  button.setAttribute("aria-label", `${drop}: ${value.title}`);
  button.addEventListener("click", () => ask("forget", id).then(sayWaiting));
  item.append(link, button);
  return item;
}

export async function sayWaiting() {
  const waiting = ((await ask("list")) || []).filter((draft) => draft.id !== here || !one("form[data-draft]"));
  place.hidden = !waiting.length;
  const count = document.createElement("b");
  count.textContent = place.dataset.count.replace("{n}", waiting.length);
  const lines = one("div", place);
  // replaceChildren is younger than the oldest browsers.
  lines.textContent = "";
  lines.append(count, ...waiting.map((draft) => row(place.dataset, draft)));
}
