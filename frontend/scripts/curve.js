// Signatures by the browser's own cryptography, else by a script that is fetched only then.
export class NoCurve extends Error {}

let fetched;

async function ownKey(raw) {
  try {
    return await crypto.subtle.importKey("raw", raw, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    // An old browser, or plain http: `crypto.subtle` is not there.
    return undefined;
  }
}

function fallback(address) {
  fetched = fetched || import(address).catch((error) => {
    fetched = undefined;
    throw new NoCurve(error.message);
  });
  return fetched;
}

/** `verifies(signature, message, key)`. */
export const curveFrom = (address) => async (signature, message, raw) => {
  const key = await ownKey(raw);
  if (key) return crypto.subtle.verify({ name: "Ed25519" }, key, signature, message);
  return (await fallback(address)).verifies(signature, message, raw);
};

/** Fetches what this browser lacks while there is network. */
export async function prepareCurve(address, raw) {
  if (!(await ownKey(raw))) await fallback(address).catch(() => {});
}
