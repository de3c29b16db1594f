// Says while one types which number it is; the server asks the same rule again.
import { all } from "./page.js";

function kindOf(typed) {
  const text = typed.normalize("NFKC").replace(/[\s.\-–/]/g, "");
  if (/^[a-z]{2}\d{13}$/i.test(text)) return "card";
  if (/^\d{12}$/.test(text)) return "citizen";
  return /^\d{10}$/.test(text) ? "insurance" : "";
}

export function setUpNumbers() {
  for (const place of all('[data-says="number"]')) {
    const field = document.getElementById(place.dataset.for);
    const say = () => {
      const words = place.dataset[kindOf(field.value)] || "";
      if (place.textContent !== words) place.textContent = words;
    };
    field.addEventListener("input", say);
    say();
  }
}
