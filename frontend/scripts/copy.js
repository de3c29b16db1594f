// Copy, share, print: shown only where the browser can.
import { all } from "./page.js";
import { toast } from "./toast.js";

function copyOldWay(text) {
  const box = document.createElement("textarea");
  box.value = text;
  document.body.append(box);
  box.select();
  const done = document.execCommand("copy");
  box.remove();
  return done;
}

async function copy(button) {
  const text = button.dataset.copy;
  // The clipboard needs https; a school's own network may have none.
  const done = navigator.clipboard ? await navigator.clipboard.writeText(text).then(() => true, () => copyOldWay(text)) : copyOldWay(text);
  if (done) toast(button.dataset.said);
}

function show(selector, act) {
  for (const button of all(selector)) {
    button.hidden = false;
    button.addEventListener("click", () => act(button));
  }
}

const share = ({ dataset }) =>
  navigator.share({ title: document.title, text: dataset.share, url: dataset.shareUrl || location.href }).catch(() => {});

export function setUpCopying() {
  show("[data-copy]", copy);
  if (navigator.share) show("[data-share]", share);
  show("[data-print]", () => print());
}
