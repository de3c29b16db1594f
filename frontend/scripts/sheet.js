// Sheets and dialogs: the link that opens one leads to a page of its own where <dialog> is not known.
import { all } from "./page.js";

/** A sheet whose rows are fetched at the first tap, so that pages need not carry them; without network its page. */
async function openFrom(opener) {
  const answer = await fetch(`${opener.dataset.sheetFrom}${opener.dataset.sheetFrom.includes("?") ? "&" : "?"}phan=1`);
  if (!answer.ok || answer.redirected) throw new Error("no list");
  const sheet = document.createElement("dialog");
  sheet.className = "sheet";
  sheet.setAttribute("aria-labelledby", "sheet-title");
  sheet.innerHTML = await answer.text();
  sheet.addEventListener("click", (event) => event.target === sheet && sheet.close());
  sheet.addEventListener("close", () => sheet.remove());
  document.body.append(sheet);
  sheet.showModal();
}

export function setUpSheets() {
  if (!window.HTMLDialogElement) return;
  for (const opener of all("[data-sheet-from]")) {
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      openFrom(opener).catch(() => window.location.assign(opener.href));
    });
  }
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
