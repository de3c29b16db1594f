// The page of verifying: reads, judges by the keys in the page, and asks for today's word where there is network.
import { fromBase64 } from "./base64.js";
import { curveFrom, NoCurve, prepareCurve } from "./curve.js";
import { later, one } from "./page.js";
import { parseQr, showDay, withoutControls } from "./qr-text.js";
import { prepareScan, setUpScan } from "./scan.js";
import { checkToken, facilityAt } from "./token.js";

const OLD_AFTER = 25 * 3600;
const WAIT = 8000;

const place = one("[data-verify]");
const form = document.getElementById("form");
const box = one("[data-scan]");
const offline = JSON.parse(document.getElementById("offline").textContent);
const { verdicts, labels, sexes, level, no_end: noEnd, facilities } = offline.words;
const intro = one("[data-intro]");
const drawings = document.getElementById("drawings").content;
const verifies = curveFrom(place.dataset.curve);
let asked = 0;

function element(tag, className, ...inside) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...inside);
  return made;
}

const words = (name) => one(`[data-words="${name}"]`, drawings).cloneNode(true);

const two = (number) => String(number).padStart(2, "0");

function shown(name, value) {
  if (["si_number", "citizen_id", "legacy_id_card"].includes(name)) {
    return value.length === 10 ? value.replace(/^(...)(...)/, "$1\u00a0$2\u00a0") : value.replace(/(...)(?=.)/g, "$1\u00a0");
  }
  if (name === "card_code") return value.replace(/^(..)(.)(..)(...)(...)(....)$/, "$1\u00a0$2\u00a0$3\u00a0$4\u00a0$5\u00a0$6");
  if (name === "level") return level.replace("{}", value);
  if (name === "sex") return sexes[value] || value;
  if (name === "facility_code" && value.length === 5) {
    const code = `${value.slice(0, 2)}-${value.slice(2)}`;
    return facilities[value] ? `${facilities[value]} (${code})` : code;
  }
  return value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, "$3/$2/$1");
}

function fieldsOf(said) {
  const made = new Date((said.iat + (said.o || 0) + 7 * 3600) * 1000);
  const fields = {
    full_name: withoutControls(said.h),
    date_of_birth: showDay(said.b),
    si_number: said.n,
    valid_from: showDay(said.a),
    valid_to: said.z && showDay(said.z),
    level: said.l && String(said.l),
    facility_code: facilityAt(said, Date.now() / 1000),
    five_year_date: said.y && showDay(said.y),
    made: `${two(made.getUTCHours())}:${two(made.getUTCMinutes())}, ${two(made.getUTCDate())}/${two(made.getUTCMonth() + 1)}/${made.getUTCFullYear()}`,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value));
}

function facts(found) {
  const fields = found.valid_from ? { ...found, valid_to: found.valid_to || noEnd } : found;
  const list = element("dl", "facts");
  for (const [name, label] of labels) {
    if (fields[name]) list.append(element("div", "", element("dt", "", label), element("dd", "", shown(name, fields[name]))));
  }
  return list;
}

function say(...parts) {
  intro.hidden = true;
  place.hidden = false;
  place.textContent = "";
  place.append(...parts);
}

/** Practice first, then the verdict, then what the code says. */
function show(code, fields, { practice = false, signed = false, also } = {}) {
  const verdict = verdicts[code];
  const icon = one(`[data-icon="${verdict.icon}"] svg`, drawings).cloneNode(true);
  const title = element("h2", `state-title${verdict.tone ? ` tone-${verdict.tone}` : ""}`, icon, element("span", "", verdict.title));
  const parts = [title, element("p", "", verdict.sentence)];
  if (practice) parts.unshift(document.getElementById("practice-mark").content.cloneNode(true));
  if (also) parts.push(words(also));
  if (Object.keys(fields).length) parts.push(facts(fields));
  if (signed) parts.push(words("papers"));
  say(...parts);
}

function lookAt() {
  place.focus({ preventScroll: true });
  place.scrollIntoView({ block: "start" });
}

/** The register's word of today, null where it says nothing, undefined without network. */
async function today(text) {
  const data = new URLSearchParams({ text, csrf_token: form.elements.csrf_token.value });
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), WAIT);
  try {
    const answer = await fetch(place.dataset.today, { method: "POST", body: data, signal: stop.signal });
    return answer.ok ? (await answer.json()).today : undefined;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function judgeToken(text, mine) {
  const now = Date.now() / 1000;
  const { reason, world, said } = await checkToken(text, offline, now, verifies);
  const code = reason === "ok" && now - said.iat > OLD_AFTER ? "old" : reason;
  const fields = said ? fieldsOf(said) : {};
  const facets = { practice: Boolean(said) && world !== "live", signed: Boolean(said) };
  const asks = said && !["expired", "from_future"].includes(reason);
  show(code, fields, { ...facets, also: asks && "asking" });
  lookAt();
  if (!asks) return;
  const state = await today(text);
  if (mine !== asked) return;
  const counts = state && !(state === "unknown" && reason !== "ok");
  show(counts ? `today_${state}` : code, fields, { ...facets, also: state === undefined && "unasked" });
}

async function judge(text) {
  const mine = ++asked;
  const { kind, fields } = parseQr(text);
  if (kind !== "own") {
    show(kind, fields);
    lookAt();
    return;
  }
  try {
    await judgeToken(text, mine);
  } catch (error) {
    // This browser cannot; the server can.
    if (!(error instanceof NoCurve)) console.error(error);
    form.elements.text.value = text;
    say(words("no-curve"));
    lookAt();
  }
}

export const start = setUpScan(box, judge);

form.addEventListener("submit", (event) => {
  const text = form.elements.text.value;
  // Without a text, and where this machine cannot judge, the server says what is to be said.
  if (!text.trim() || one('[data-words="no-curve"]', place)) return;
  event.preventDefault();
  judge(text);
});
// For the hours without network. Who scans before that has them fetched at once.
later(() => {
  if (offline.keys.length) prepareCurve(place.dataset.curve, fromBase64(offline.keys[0].x));
  prepareScan(box);
});
