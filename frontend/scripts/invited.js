// Reads the QR code of an invitation: an address of this site leads on, of any other code it is said what it is not.
import { one } from "./page.js";
import { setUpScan } from "./scan.js";

const says = one("[data-invited-says]");

/** The path of the invitation that a code leads to; undefined for any other code, another site's too. */
function invitation(text) {
  try {
    const { origin, pathname } = new URL(text.trim());
    return origin === location.origin && /^\/moi\/[\w-]{22}$/.test(pathname) ? pathname : undefined;
  } catch {
    return undefined;
  }
}

export const start = setUpScan(one("[data-scan]"), (text) => {
  const path = invitation(text);
  says.textContent = says.dataset[path ? "found" : "other"];
  if (path) location.assign(path);
  else says.scrollIntoView({ block: "center" });
});
