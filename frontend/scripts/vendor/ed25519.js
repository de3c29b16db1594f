// Checks signatures where the browser itself cannot (old ones, and plain http on a school's network).
import { hashes, verify } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";

hashes.sha512 = sha512;

/** As strict as the server: RFC 8032, not the laxer ZIP 215. */
export const verifies = (signature, message, key) => verify(signature, message, key, { zip215: false });
