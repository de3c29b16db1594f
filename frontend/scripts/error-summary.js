// The summary of errors takes the focus, so that it is read first; its links put the cursor into the box.
import { all, one } from "./page.js";

export function setUpErrorSummary() {
  one("[data-focus]")?.focus();
  for (const link of all(".error-summary a")) {
    link.addEventListener("click", (event) => {
      const box = document.getElementById(link.hash.slice(1));
      if (!box) return;
      event.preventDefault();
      box.focus({ preventScroll: true });
      (box.closest(".field") || box).scrollIntoView({ block: "start" });
    });
  }
}
