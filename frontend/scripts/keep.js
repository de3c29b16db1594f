// On pages that stand after a success: registers the service worker, and asks whether the card is to be kept here.
// What keeps it is fetched only by who said yes (data-keeping is its address): the others never need it.
import { all, one } from "./page.js";

const ANSWER = "giu-the";
const NO = "0";
const YES = "1";
const isApple = () => /iP(hone|ad|od)/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);

// A browser may refuse its storage; then it is asked again the next time. Nothing of a person is in it.
function remember(name, value) {
  try {
    localStorage.setItem(name, value);
  } catch {
    // As above.
  }
}

function remembered(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function setUpCard(card) {
  const show = (wanted) => {
    card.hidden = false;
    for (const view of all("[data-keep-view]", card)) view.hidden = view.dataset.keepView !== wanted;
  };
  const keeping = () => import(card.dataset.keeping);
  const on = (name, act) => all(name, card).forEach((button) => button.addEventListener("click", act));
  on("[data-keep-yes]", async () => {
    remember(ANSWER, YES);
    show(await (await keeping()).keep(card));
  });
  on("[data-keep-no]", () => {
    remember(ANSWER, NO);
    show("refused");
  });
  on("[data-keep-end]", async () => show(await (await keeping()).end(card)));
  for (const words of all("[data-apple]", card)) words.hidden = !isApple();
  const answer = remembered(ANSWER);
  if (answer === YES) keeping().then(async ({ look }) => show(await look(card)));
  else show(answer === NO ? "refused" : "ask");
}

function setUp() {
  // Large text is known by a cookie that scripts do not see; pages that come without the server look here.
  remember("co-chu", document.documentElement.classList.contains("large") ? "lon" : "");
  if (!navigator.serviceWorker) return;
  navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => {});
  const place = one("[data-keeping]");
  if (!place || !window.indexedDB || !crypto.subtle) return;
  if ("keep" in place.dataset) setUpCard(place);
  else if (remembered(ANSWER) === YES) import(place.dataset.keeping).then((keeping) => keeping["keepTimeline" in place.dataset ? "timeline" : "keepOnly" in place.dataset ? "prune" : "list"](place));
}

setUp();
