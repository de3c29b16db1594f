// Keeping the card on this phone, fetched by keep.js for who said yes. `keep`, `look` and `end` give the name of the
// view that the card's section shows next.
import { CARD, CONSENT, consent, renew, TIMELINE, withdraw } from "./copies.js";
import { all, one } from "./page.js";
import { open } from "./vault.js";

const opened = open();

/** Make the copy anew; without an answer that of the last time still holds. */
async function renewed(vault, card) {
  const { keep: url, person } = card.dataset;
  await renew(vault, CARD, person, url);
  const copy = await vault.get(CARD, person);
  if (!copy) return "failed";
  one("[data-keep-until]", card).textContent = copy.value.until;
  return "kept";
}

/** The holder has said yes. */
export async function keep(card) {
  const vault = await opened;
  if (!vault) return "failed";
  // Asked for while a finger is on it, so that the browser does not clear it away for want of room.
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => {});
  return (await consent(vault, card.dataset.person)) ? renewed(vault, card) : "failed";
}

// A copy is asked for again with another card's page, when it is older than this: the answer may be that it ended.
const FRESH = 60 * 60 * 1000;

async function renewOthers(vault, { keep: url, person }) {
  for (const { id, written } of await vault.list(CARD)) {
    if (id !== person && Date.now() - written > FRESH) await renew(vault, CARD, id, url.replace(person, id));
  }
}

/** Somebody said yes on this phone before: whoever is signed in now, for this card or for another. */
export async function look(card) {
  const vault = await opened;
  if (vault) renewOthers(vault, card.dataset);
  return vault && (await vault.get(CONSENT, card.dataset.person)) ? renewed(vault, card) : "ask";
}

export async function end(card) {
  const vault = await opened;
  if (vault) await withdraw(vault, card.dataset.person);
  return "ask";
}

/** On the holder's own Home: copies of whom the holder sees no more go, whatever page is opened next. */
export async function prune({ dataset }) {
  const vault = await opened;
  const seen = new Set(dataset.keepOnly.split(" "));
  for (const { id } of vault ? await vault.list(CARD) : []) if (!seen.has(id)) await withdraw(vault, id);
}

/** The list on the page of signed-in devices. */
export async function list(place) {
  const vault = await opened;
  const copies = vault ? await vault.list(CARD) : [];
  for (const { id, value } of copies) {
    const line = one("template", place).content.cloneNode(true).firstElementChild;
    one("b", line).textContent = value.name;
    one("[data-keep-until]", line).textContent = value.until;
    one("button", line).addEventListener("click", async () => {
      await withdraw(vault, id);
      line.remove();
      place.hidden = !all("li", place).length;
    });
    one("ul", place).append(line);
  }
  place.hidden = !copies.length;
}

/** Only for who keeps a card: its question names the timeline too, the last seen alone. */
export async function timeline({ dataset }) {
  const vault = await opened;
  if (!vault || !(await vault.list(CONSENT)).length) return;
  const said = await renew(vault, TIMELINE, dataset.code, dataset.keepTimeline);
  if (said !== "kept") return;
  for (const { id } of await vault.list(TIMELINE)) if (id !== dataset.code) await vault.remove(TIMELINE, id);
}
