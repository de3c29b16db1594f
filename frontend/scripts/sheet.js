// Sheets and dialogs: the link that opens one leads to a page of its own where <dialog> is not known.
import { all } from "./page.js";

export function setUpSheets() {
  if (!window.HTMLDialogElement) return;
  for (const opener of all("[data-sheet]")) {
    const sheet = document.getElementById(opener.dataset.sheet);
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      sheet.showModal();
    });
    sheet.addEventListener("click", (event) => {
      if (event.target === sheet) sheet.close();
    });
  }
}
