// Whether this phone may hold unsent forms: nothing of whom or what. Each vault of drafts has a hint of its own, so
// that a page for nobody does not take away the hint of who signs in again later.
const HINTS = ["drafts", "guest-drafts"];

/** False only where there is nothing for sure; a browser that refuses its storage does not say. */
export function mayHaveKept() {
  try {
    return HINTS.some((name) => localStorage.getItem(name));
  } catch {
    return undefined;
  }
}

/** Say of the vault with this name that there is something in it, or nothing. */
export function hint(name, there) {
  try {
    if (there) localStorage.setItem(name, "1");
    else localStorage.removeItem(name);
  } catch {
    // Refused: then nothing is kept either, or it is found on its own page.
  }
}
