// The copies of cards and of a dossier's timeline in this phone's vault, and how they are made anew.
import { DAY } from "./vault.js";

export const CARD = "card";
export const TIMELINE = "timeline";
// That the holder said yes for a person on this phone; it outlives a copy that has come to its end.
export const CONSENT = "consent";
const CONSENT_DAYS = 365;
const WAIT = 15000;

export const consent = (vault, person) => vault.put(CONSENT, person, true, { expires: CONSENT_DAYS * DAY });

export async function withdraw(vault, person) {
  await vault.remove(CARD, person);
  await vault.remove(CONSENT, person);
}

/** All that access to an account gave; forms that were never sent stay for their writer. */
export async function forgetCopies(vault) {
  for (const kind of [CARD, TIMELINE, CONSENT]) await vault.clear(kind);
}

/**
 * Read the facts at `url` and keep them: "kept", "full" when they could not be kept, "away" without network, and
 * "ended" when they are not for this phone any more (signed out, no longer in care, no card): the copy is gone then.
 */
export async function renew(vault, kind, id, url) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT);
  try {
    const answer = await fetch(url, { cache: "no-store", redirect: "manual", signal: stop.signal });
    if (answer.type === "opaqueredirect" || [401, 403, 404].includes(answer.status)) {
      await vault.remove(kind, id);
      return "ended";
    }
    if (!answer.ok) return "away";
    const value = await answer.json();
    return (await vault.put(kind, id, value, { expires: value.kept_for * 1000 })) ? "kept" : "full";
  } catch {
    return "away";
  } finally {
    clearTimeout(timer);
  }
}
