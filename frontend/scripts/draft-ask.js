// The way to what is kept, for the modules that sit on a page.
import { one } from "./page.js";

/** Where a draft is kept: by the address of its form. */
export const here = location.pathname + location.search;
/** Put behind that address, it opens the draft at once. */
export const OPENED = "#chua-gui";

export const place = one("[data-drafts]");
// Without https nothing can be encrypted: then nothing is kept, and what would keep it is not fetched.
const store = isSecureContext ? import(place.dataset.store).catch(() => {}) : Promise.resolve();
/** Ask the store; undefined where there is none. */
export const ask = async (what, ...about) => {
  const found = await store;
  return found && found[what](...about);
};
