// Time that passes on a page: a countdown in words, and things that come or go when it is over.
import { all } from "./page.js";

const inWords = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

function count(place) {
  // Seconds from now, not a time of day: the clock of the phone may be wrong.
  const end = Date.now() + Number(place.dataset.countdown) * 1000;
  const say = () => {
    const left = Math.max(0, Math.round((end - Date.now()) / 1000));
    place.textContent = inWords(left);
    if (left) setTimeout(say, 1000);
  };
  say();
}

const after = (seconds, done) => setTimeout(done, Number(seconds) * 1000);

export function setUpCountdowns() {
  for (const place of all("[data-countdown]")) count(place);
  for (const thing of all("[data-show-after]")) {
    thing.hidden = Number(thing.dataset.showAfter) > 0;
    after(thing.dataset.showAfter, () => (thing.hidden = false));
  }
  for (const thing of all("[data-hide-after]")) after(thing.dataset.hideAfter, () => (thing.hidden = true));
  for (const details of all("[data-open-after]")) after(details.dataset.openAfter, () => (details.open = true));
}
