// What keeps unsent forms is fetched where there is a form to keep, or where something may have been kept; once the
// page is painted, so that on a slow line nothing is in the way of what is read.
import { mayHaveKept } from "./draft-hint.js";
import { one, painted } from "./page.js";

export function setUpDrafts() {
  const place = one("[data-drafts]");
  if (!place || !(one("form[data-draft]") || mayHaveKept())) return;
  painted(() => import(place.dataset.src).catch(() => {}));
}
