// Shows what was typed at a tap, and notices accents that a Vietnamese keyboard put in unseen.
import { all, one } from "./page.js";

const ACCENTS = /[^\u0000-\u007f]/;

function setUpEye(box) {
  const field = one("input", box);
  const eye = one("[data-eye]", box);
  eye.hidden = false;
  eye.addEventListener("click", () => {
    const shown = field.type === "password";
    field.type = shown ? "text" : "password";
    eye.setAttribute("aria-pressed", String(shown));
    field.focus();
  });
  // A password field left open would be offered to the browser's memory of ordinary texts.
  field.form?.addEventListener("submit", () => {
    field.type = "password";
  });
}

export function setUpPasswords() {
  for (const box of all("[data-password]")) setUpEye(box);
  for (const place of all("[data-telex]")) {
    const field = document.getElementById(place.dataset.telex);
    field.addEventListener("input", () => {
      place.textContent = ACCENTS.test(field.value) ? place.dataset.words : "";
    });
  }
}
