// The button that begins a scan: what scans is fetched at its first tap.
import { all } from "./page.js";
import { toast } from "./toast.js";

export function setUpScanButtons() {
  for (const button of all("[data-scan-start]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      import(button.dataset.scanStart).then(
        ({ start }) => start(),
        () => toast(button.dataset.failed),
      );
    });
  }
}
