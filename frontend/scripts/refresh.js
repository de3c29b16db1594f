// A page that waits for somebody's decision reloads when there is one (its ETag changes).
import { one, poll } from "./page.js";

const EACH = 5;

export function setUpRefresh() {
  const place = one("[data-refresh-url]");
  if (!place) return;
  poll(place.dataset.refreshUrl, EACH, (answer, first) => {
    // Never under the fingers of someone who types.
    if (!first && !document.activeElement?.matches("input, textarea, select")) location.reload();
  });
}
