// Where unsent forms are kept on this phone: encrypted in a vault of their own, so that they outlive the end
// of a session; opened only for the account that wrote them. Who has not signed in has another vault, whose
// mark is a cookie of the browser's session: closed, it can be opened no more.
import { hint } from "./draft-hint.js";
import { one } from "./page.js";
import { DAY, open, openKept } from "./vault.js";

const KIND = "draft";
const OWN = "drafts";
const GUEST = "guest-drafts";
const GUEST_COOKIE = "nhap";
const GUEST_HOURS = 2;

const isSignedIn = () => Boolean(one('meta[name="account"]'));
const life = () => (isSignedIn() ? DAY : (DAY / 24) * GUEST_HOURS);

function guestMark() {
  const known = document.cookie.split("; ").find((each) => each.startsWith(`${GUEST_COOKIE}=`));
  if (known) return known.slice(GUEST_COOKIE.length + 1);
  const mark = crypto.getRandomValues(new Uint32Array(4)).join("");
  const safe = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${GUEST_COOKIE}=${mark}; path=/; samesite=strict${safe}`;
  return mark;
}

async function destroyed(name) {
  hint(name, false);
  const kept = await openKept(name);
  if (kept) await kept.destroy();
}

async function opened() {
  if (!isSignedIn()) return open({ mark: guestMark(), name: GUEST });
  // Somebody has signed in: what was begun on this phone before may be somebody else's.
  await destroyed(GUEST);
  return open({ name: OWN });
}

let store;
const vault = () => (store = store || opened().catch(() => null));

/** Keep a draft under its address; false where this phone cannot. */
export async function keep(draft) {
  const place = await vault();
  if (!place || !(await place.put(KIND, draft.path, draft, { expires: life() }))) return false;
  hint(place.name, true);
  return true;
}

export async function find(path) {
  const place = await vault();
  return place ? place.get(KIND, path) : undefined;
}

export async function list() {
  const place = await vault();
  const found = place ? await place.list(KIND) : [];
  if (place) hint(place.name, found.length);
  return found;
}

export async function forget(path) {
  const place = await vault();
  if (place) await place.remove(KIND, path);
  await list();
}

/** At a sign-out: all of it, the keys first. */
export async function forgetAll() {
  store = undefined;
  await Promise.all([destroyed(OWN), destroyed(GUEST)]);
}
