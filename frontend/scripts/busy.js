// A sent form: its button keeps its width, says that it is sending, and a second tap sends nothing.
import { all } from "./page.js";

const sent = new Map();
// A form with data-file is answered by a file, and the page stays: by then it is on its way.
const FILE_STARTED_MS = 5000;

/** Say on a button that it is at work. */
export function begin(button) {
  const words = button.querySelector("span");
  sent.set(button, words.textContent);
  button.style.minWidth = `${button.offsetWidth}px`;
  button.classList.add("is-busy");
  button.setAttribute("aria-disabled", "true");
  words.textContent = button.dataset.busy;
}

export function restore() {
  for (const [button, words] of sent) {
    button.classList.remove("is-busy");
    button.removeAttribute("aria-disabled");
    button.style.minWidth = "";
    button.querySelector("span").textContent = words;
  }
  sent.clear();
  for (const form of document.forms) delete form.dataset.sent;
}

function onSubmit(event) {
  const form = event.target;
  if (form.method === "dialog" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "1";
  const button = event.submitter || all("button[data-busy]").find((candidate) => candidate.form === form);
  // After the browser has read the form: a changed button must not change what is sent.
  if (button && button.dataset.busy) setTimeout(begin, 0, button);
  if ("file" in form.dataset) setTimeout(restore, FILE_STARTED_MS);
}

export function setUpBusyButtons() {
  document.addEventListener("submit", onSubmit);
  // Back from the next page, out of the browser's memory: everything can be pressed again.
  addEventListener("pageshow", restore);
}
