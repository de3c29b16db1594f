// Judges the token of a card as vssid_app/registry/card_qr/token_rules.py does, without asking anybody.
import { fromBase64, jsonIn } from "./base64.js";
import { joined } from "./qr-text.js";

const ALGORITHM = "Ed25519";
const LEEWAY = 5 * 60;
const MAX_LENGTH = 4096;
const VIETNAM = 7 * 3600;

/** Seconds since 1970 as the day in Vietnam, 20261122; there has been no summer time since 1975. */
const dayAt = (seconds) => Number(new Date((seconds + VIETNAM) * 1000).toISOString().slice(0, 10).replace(/-/g, ""));

function keyOf(text, keys) {
  if (text.length > MAX_LENGTH) return { reason: "too_long" };
  const parts = text.split(".");
  const header = parts.length === 3 && jsonIn(parts[0]);
  if (!header) return { reason: "malformed" };
  if (header.alg !== ALGORITHM) return { reason: "wrong_algorithm" };
  if (typeof header.kid !== "string" || Object.keys(header).length !== 2) return { reason: "malformed" };
  const key = keys.find((each) => each.kid === header.kid);
  return key ? { key, parts } : { reason: "unknown_key" };
}

const isDay = (value) => Number.isInteger(value) && value > 18000000 && value < 100000000;
const isSound = (said) =>
  [said.n, said.h].every((value) => typeof value === "string") &&
  [said.iat, said.exp, said.b].every(Number.isInteger) &&
  isDay(said.a) &&
  ["z", "y", "c"].every((name) => !(name in said) || isDay(said[name]));

function inTime(said, now) {
  if (said.iat > now + LEEWAY) return "from_future";
  if (said.exp <= now) return "expired";
  const day = dayAt(now + (said.o || 0));
  if (day < said.a) return "card_not_yet";
  return said.z && said.z < day ? "card_expired" : "ok";
}

/** The facility on the day in the card's world: another one may hold from a day within the token's life. */
export const facilityAt = (said, now) => (said.c && said.c <= dayAt(now + (said.o || 0)) ? said.g : said.f);

/** `{reason, world, said}`; `said` are the short claims, there as soon as the signature is good. */
export async function checkToken(pasted, { keys, world }, now, verifies) {
  const text = joined(pasted);
  const { reason, key, parts } = keyOf(text, keys);
  if (reason) return { reason };
  let isGood;
  try {
    const signature = fromBase64(parts[2]);
    isGood = signature.length === 64 && (await verifies(signature, new TextEncoder().encode(`${parts[0]}.${parts[1]}`), fromBase64(key.x)));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  if (!isGood) return { reason: "bad_signature" };
  const said = jsonIn(parts[1]);
  if (!said || !isSound(said)) return { reason: "malformed" };
  if (said.w !== key.world) return { reason: "bad_signature" };
  if (key.world !== world) return { reason: "other_world", world: key.world };
  return { reason: inTime(said, now), world: key.world, said };
}
