// The way to what is kept, for the modules that sit on a page.
import { mayHaveKept } from "./draft-hint.js";
import { later, one } from "./page.js";

/** Where a draft is kept: by the address of its form. */
export const here = location.pathname + location.search;
/** Put behind that address, it opens the draft at once. */
export const OPENED = "#chua-gui";

export const place = one("[data-drafts]");
let store;

/** Fetch what encrypts and keeps. Without https nothing can be encrypted: then nothing is kept, nor fetched. */
export function prepare() {
  if (!isSecureContext) return Promise.resolve();
  store = store || import(place.dataset.store).catch(() => (store = undefined));
  return store;
}

/** Ask the store; undefined where there is none, or nothing in it. */
export const ask = async (what, ...about) => {
  if (!store && what !== "keep" && location.hash !== OPENED && mayHaveKept() === false) return undefined;
  const found = await prepare();
  return found && found[what](...about);
};

// Not with the page, which is to be read first: when it is touched, or when all else is there. A form may be filled in
// long after the network went away.
if (mayHaveKept() !== false) prepare();
else later(prepare);
