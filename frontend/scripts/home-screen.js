// The card that offers the home screen: only where it can be done, only after a success, and never again once refused.
import { all, one } from "./page.js";

const KEY = "man-hinh-chinh";

// A browser may refuse its storage; then nothing is remembered.
function remembered() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember() {
  try {
    localStorage.setItem(KEY, "1");
  } catch {
    // Asked again the next time.
  }
}

// An iPad says that it is a Mac, but no Mac is touched.
const isApple = () => /iP(hone|ad|od)/.test(navigator.userAgent) || (navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1);
const isInstalled = () => navigator.standalone || matchMedia("(display-mode: standalone)").matches;

function setUp() {
  const card = one("[data-home-screen]");
  const buttons = all("[data-install]");
  let offer;

  const show = (wanted) => {
    for (const button of wanted) button.hidden = false;
    if (card && !remembered()) card.hidden = false;
  };
  const finish = () => {
    remember();
    for (const done of [card, ...buttons]) if (done) done.hidden = true;
  };

  // app.js has prevented the browser's own offer, on every page.
  addEventListener("beforeinstallprompt", (event) => {
    offer = event;
    show(buttons);
  });
  addEventListener("appinstalled", finish);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      offer.prompt();
      offer.userChoice.then(finish);
    });
  }
  if (!card) return;
  one("[data-home-screen-refuse]", card).addEventListener("click", finish);
  if (isApple() && !isInstalled()) show(all("[data-steps]", card));
}

setUp();
