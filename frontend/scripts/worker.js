// The service worker: the shell of the site on the phone, and an answer to every address without network.
//
// The server puts `self.PAGES` (addresses of pages, each with a mark of its content) before this text, the build the
// list of built files. No answer that the network gives is ever kept here: what is personal lies encrypted in the
// vault, and pages of the shell read it from there. A new worker comes with the next page (never under a form).
import { CARD, forgetCopies } from "./copies.js";
import { openKept } from "./vault.js";

const FILES = self.__WB_MANIFEST.map((file) => file.url);
const SHELL = `shell-${FILES.concat(Object.values(self.PAGES)).join("|").replace(/\/static\/build\//g, "")}`;
const [OFFLINE, GUIDE] = Object.keys(self.PAGES);
const HELP = "/tro-giup";
const SIGN_OUT = "/dang-xuat";
// A cache with nothing in it: its being there says that a sign-out is still to be sent.
const SIGNED_OUT = "signed-out";
const MARK = "X-Account-Mark";
const CARD_PAGE = /^\/nguoi\/([\w-]+)\/the(\/so-lon)?$/;
// A card is shown from the phone when the network is slower than this; other pages wait for long.
const CARD_PATIENCE = 80;
const PATIENCE = 20000;
// Until a page that is left is no longer counted, and the one that comes has fetched its files.
const LEAVING_TRIES = 4;
const LEAVING_MS = 250;

const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function fill() {
  const shell = await caches.open(SHELL);
  const pages = Object.keys(self.PAGES).map((url) => new Request(url, { cache: "reload", credentials: "omit" }));
  // All or nothing: a worker that is killed here is installed again.
  await shell.addAll([...FILES, ...pages]);
}

async function begin() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== SHELL && name !== SIGNED_OUT).map((name) => caches.delete(name)));
  if (self.registration.navigationPreload) await self.registration.navigationPreload.enable();
}

const fromShell = async (url) => (await caches.open(SHELL)).match(url, { ignoreVary: true });

/** What stands on the phone for an address; a shell that the browser has thrown away leaves its own error. */
async function withoutNetwork(path) {
  return (await fromShell(path === HELP ? GUIDE : OFFLINE)) || Response.error();
}

async function destroyVault() {
  const vault = await openKept();
  if (vault) await vault.destroy();
}

/** Whose page came: another account's copies go whole, with nobody signed in all that access had given. */
async function lookWhose(answer) {
  const mark = answer.headers.get(MARK);
  const vault = mark && (await openKept());
  if (!vault || vault.mark === mark) return;
  if (mark === "none") await forgetCopies(vault);
  else await vault.destroy();
}

async function signOut(event) {
  await destroyVault();
  try {
    const answer = await fetch(event.request);
    if (answer.status < 500) return answer;
  } catch {
    // Without network.
  }
  await caches.open(SIGNED_OUT);
  if (self.registration.sync) await self.registration.sync.register(SIGNED_OUT).catch(() => {});
  return withoutNetwork();
}

let sending;

/** Send the sign-out that was asked for without network, once at a time; whether it has arrived. */
function sendSignOut() {
  sending = sending || sendOnce().finally(() => (sending = undefined));
  return sending;
}

async function sendOnce() {
  await destroyVault();
  try {
    const token = await (await fetch(`${SIGN_OUT}/phieu.json`, { cache: "no-store" })).json();
    const answer = await fetch(SIGN_OUT, { method: "POST", body: new URLSearchParams(token), redirect: "manual" });
    if (answer.type !== "opaqueredirect") return false;
    await caches.delete(SIGNED_OUT);
    return true;
  } catch {
    return false;
  }
}

/**
 * Let a worker that waits take over once a page has been opened, if it is the only one then: until it is there, nobody
 * can say whether it takes the place of the one that is open, or comes beside it in a tab of its own. No event is held
 * open for this: a browser changes workers when the old one has nothing at hand.
 */
async function letTheNextTakeOver(opened) {
  await self.clients.get(opened);
  // One that comes later waits for the next page: this one may be a form, and touched by then.
  const { waiting } = self.registration;
  for (let times = 0; waiting && times < LEAVING_TRIES; times += 1) {
    await pause(LEAVING_MS);
    const pages = await self.clients.matchAll({ type: "window" });
    if (pages.length === 1 && pages[0].id === opened) return waiting.postMessage("take over");
  }
}

async function hasCopy(url) {
  const found = !url.searchParams.has("moi") && CARD_PAGE.exec(url.pathname);
  const vault = found && (await openKept());
  return Boolean(vault && (await vault.has(CARD, found[1])));
}

/** Back to what a form was answered with: the browser has it no more, and must not send the form again. */
const isGone = (request) => request.cache === "only-if-cached";

async function asked(event) {
  // The browser itself looks no further than into its own memory, where it was led on as well.
  if (isGone(event.request)) return fetch(event.request.url, { redirect: "manual" });
  return (await event.preloadResponse) || fetch(event.request);
}

async function opened(event, url) {
  if (await caches.has(SIGNED_OUT)) {
    // Before anything else: the page that comes must be nobody's.
    return (await sendSignOut()) ? fetch(event.request) : withoutNetwork(url.pathname);
  }
  const fresh = asked(event);
  event.waitUntil(fresh.then(lookWhose).catch(() => {}));
  const kept = await hasCopy(url);
  try {
    const answer = await Promise.race([fresh, pause(kept ? CARD_PATIENCE : PATIENCE)]);
    if (answer && !(kept && answer.status >= 500)) return answer;
  } catch {
    // Without network.
  }
  return withoutNetwork(url.pathname);
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", (event) => event.data === "take over" && self.skipWaiting());
self.addEventListener("sync", (event) => {
  if (event.tag === SIGNED_OUT) event.waitUntil(caches.has(SIGNED_OUT).then((is) => is && sendSignOut()));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.mode !== "navigate") {
    if (FILES.includes(url.pathname)) event.respondWith(fromShell(url.pathname).then((file) => file || fetch(request)));
  } else if (request.method === "GET") {
    letTheNextTakeOver(event.resultingClientId);
    event.respondWith(opened(event, url));
  } else if (url.pathname === SIGN_OUT) {
    event.respondWith(signOut(event));
  } else if (isGone(request)) {
    event.respondWith(Response.redirect(url.href, 303));
  } else {
    // What was filled in is kept by then (drafts.js): the page says so, and leads back to it.
    event.respondWith(fetch(request).catch(() => withoutNetwork(url.pathname)));
  }
});
