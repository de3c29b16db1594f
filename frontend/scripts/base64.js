// Base64 as tokens have it: for addresses, no padding, one spelling for one content (the server is as strict).
export function fromBase64(text) {
  if (!/^[\w-]*$/.test(text)) throw new TypeError("not base64");
  const content = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const again = btoa(content).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  if (again !== text) throw new TypeError("not the one spelling");
  return Uint8Array.from(content, (letter) => letter.charCodeAt(0));
}

/** The object in a part of a token; undefined when there is none. */
export function jsonIn(part) {
  try {
    const value = JSON.parse(utf8(fromBase64(part)));
    return value && typeof value === "object" && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export const utf8 = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
