// Short good news. What the server wrote goes after six seconds; scripts say their own here.
import { all } from "./page.js";

const SECONDS = 6;

const leave = (box) =>
  setTimeout(() => {
    if (box.contains(document.activeElement)) leave(box);
    else box.remove();
  }, SECONDS * 1000);

export function toast(words) {
  const box = document.createElement("div");
  box.className = "toast";
  box.setAttribute("role", "status");
  document.body.append(box);
  box.textContent = words;
  leave(box);
}

export function setUpToasts() {
  for (const box of all("[data-toast]")) leave(box);
}
