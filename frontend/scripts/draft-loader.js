// What keeps unsent forms is fetched where there is a form to keep, or where something may have been kept.
import { one } from "./page.js";

function mayHaveKept() {
  try {
    return Boolean(localStorage.getItem("drafts"));
  } catch {
    return false;
  }
}

export function setUpDrafts() {
  const place = one("[data-drafts]");
  if (place && (one("form[data-draft]") || mayHaveKept())) import(place.dataset.src).catch(() => {});
}
