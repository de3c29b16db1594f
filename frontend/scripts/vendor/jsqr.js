// Reads QR codes where the browser itself cannot; fetched only there.
/*! jsQR 1.4.0, Apache-2.0, github.com/cozmo/jsQR */
import jsQR from "jsqr";

/** The text in a picture (ImageData), or undefined. Light on dark is looked for as well when `thorough`. */
export function decode({ data, width, height }, thorough) {
  return jsQR(data, width, height, { inversionAttempts: thorough ? "attemptBoth" : "dontInvert" })?.data;
}
