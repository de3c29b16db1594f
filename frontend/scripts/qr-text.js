// What the text of a QR code says: of a paper card (old, 2021), of a chip CCCD, of our own card. The twin of
// vssid_app/registry/card_qr/text_rules.py; both are held to tests/registry/card_qr/texts.json.
import { jsonIn, utf8 } from "./base64.js";

const MAX_LENGTH = 4096;
const MIN_FIELDS = 7;
const ENDS = /^[ \t\r\n\u00a0\ufeff]+|[ \t\r\n\u00a0\ufeff]+$/g;
const GAPS = /[ \t\r\n\u00a0\ufeff]+/g;
const CONTROL = /[\x00-\x1f\x7f-\x9f\ud800-\udfff]/u;
const CONTROLS = /[\x00-\x1f\x7f-\x9f\ud800-\udfff]/gu;
const TOKEN = /^[\w-]+\.[\w-]+\.[\w-]*$/;

const strip = (text) => text.replace(ENDS, "");
const plain = (part) => part.normalize("NFC");
export const withoutControls = (text) => text.replace(CONTROLS, "");
/** "20090905" or 20090905 as "2009-09-05"; 2009 stays a year. */
export const showDay = (number) => String(number).replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3");

function hexed(part) {
  if (!/^([0-9A-Fa-f]{2})+$/.test(part)) return plain(part);
  try {
    const text = utf8(Uint8Array.from(part.match(/../g), (pair) => parseInt(pair, 16)));
    return CONTROL.test(text) ? part : strip(plain(text));
  } catch {
    return part;
  }
}

function day(part) {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(part) || /^(\d{2})(\d{2})(\d{4})$/.exec(part);
  if (!found || !/^(19|20|21)/.test(found[3])) return part;
  const [d, m, y] = found.slice(1).map(Number);
  const date = new Date(Date.UTC(y, m - 1, d));
  return date.getUTCMonth() === m - 1 && date.getUTCDate() === d ? date.toISOString().slice(0, 10) : part;
}

function facility(part) {
  const found = /^(\d{2}) *-? *([0-9A-Z]{3})$/.exec(part.toUpperCase());
  return found ? found[1] + found[2] : part;
}

const sex = (part) => ({ 1: "M", 2: "F", nam: "M", nu: "F" })[part.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()] || part;

const CARD = {
  1: ["full_name", hexed],
  2: ["date_of_birth", day],
  3: ["sex", sex],
  4: ["address", hexed],
  5: ["facility_code", facility],
  6: ["valid_from", day],
  7: ["valid_to", day],
  8: ["issued_on", day],
  9: ["management_code", plain],
  10: ["parent_name", hexed],
  11: ["level", plain],
  12: ["five_year_date", day],
};
const LAYOUTS = {
  card_old: CARD,
  card_2021: { ...CARD, 15: ["office_name", hexed] },
  cccd: {
    1: ["legacy_id_card", plain],
    2: ["full_name", plain],
    3: ["date_of_birth", day],
    4: ["sex", sex],
    5: ["address", plain],
    6: ["issued_on", day],
  },
};
const NUMBERS = {
  card_old: (first) => ({ card_code: first, si_number: first.slice(-10) }),
  card_2021: (first) => ({ si_number: first }),
  cccd: (first) => ({ citizen_id: first }),
};

function kindOf(first) {
  if (/^[A-Z]{2}[1-5]\d{12}$/.test(first)) return "card_old";
  if (/^\d{10}$/.test(first)) return "card_2021";
  return /^\d{12}$/.test(first) ? "cccd" : "unknown";
}

const isNumber = (value) => Number.isInteger(value) && value >= 0 && value < 1e8;

function own(text) {
  const [head, body, signature] = text.split(".");
  const claims = jsonIn(body);
  if (!jsonIn(head) || !claims || !("n" in claims) || !("h" in claims)) return { kind: "unknown", signed: false, fields: {} };
  const fields = {};
  for (const [key, name] of [["n", "si_number"], ["h", "full_name"], ["f", "facility_code"]]) {
    if (typeof claims[key] === "string") fields[name] = withoutControls(claims[key]);
  }
  for (const [key, name] of [["b", "date_of_birth"], ["a", "valid_from"], ["z", "valid_to"], ["y", "five_year_date"]]) {
    if (isNumber(claims[key])) fields[name] = showDay(claims[key]);
  }
  if (isNumber(claims.l)) fields.level = String(claims.l);
  return { kind: "own", signed: Boolean(signature), fields };
}

/** Spaces out of what was pasted over several lines: a token has none. */
export const joined = (text) => text.slice(0, MAX_LENGTH + 1).replace(GAPS, "");

export function parseQr(whole) {
  const text = strip(whole.slice(0, MAX_LENGTH + 1));
  const unknown = { kind: "unknown", signed: false, fields: {} };
  if (text.length > MAX_LENGTH) return unknown;
  if (TOKEN.test(joined(text))) return own(joined(text));
  const parts = text.split("|").map(strip);
  const first = parts[0].toUpperCase();
  const kind = parts.length < MIN_FIELDS ? "unknown" : kindOf(first);
  if (kind === "unknown") return unknown;
  const fields = NUMBERS[kind](first);
  for (const [index, [name, read]] of Object.entries(LAYOUTS[kind])) {
    const part = parts[index] || "";
    if (!["", "-", "$"].includes(part)) fields[name] = withoutControls(read(part));
  }
  return { kind, signed: false, fields };
}
