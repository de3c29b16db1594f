// Fills the form of registering from a QR code; what was filled in is said, and can be changed.
import { one } from "./page.js";
import { parseQr } from "./qr-text.js";
import { setUpScan } from "./scan.js";

const box = one("[data-scan]");
const says = one("[data-fill-says]");

const isPractice = ({ citizen_id: citizen, si_number: insured }) => /^(000|099)/.test(citizen || "") || /^99/.test(insured || "");

function put(id, value) {
  const field = document.getElementById(id);
  if (!field || !value) return false;
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function putDay(id, iso) {
  const [year, month, day] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(iso || "") || []).slice(1).map(Number);
  return Boolean(year) && [put(`${id}-day`, day), put(`${id}-month`, month), put(`${id}-year`, year)].every(Boolean);
}

function putSex(sex) {
  const value = { M: "male", F: "female" }[sex];
  const choice = value && one(`input[name=sex][value=${value}]`);
  if (choice) choice.checked = true;
  return Boolean(choice);
}

/** Of several numbers the one that this step asks for. */
const numberFor = ({ card_code: card, si_number: insured, citizen_id: citizen }) => card || insured || citizen;

function fill({ kind, fields }) {
  if (kind === "unknown") return "unknown";
  if (says.dataset.practice && !isPractice(fields)) return "real";
  const isIdentityPaper = kind === "cccd";
  const done = [
    put("number", numberFor(fields)),
    put("full_name", fields.full_name),
    putDay("birth", fields.date_of_birth),
    putSex(fields.sex),
    put("citizen_id", fields.citizen_id),
    isIdentityPaper && putDay("issued_on", fields.issued_on),
  ];
  return done.some(Boolean) ? "filled" : "unknown";
}

export const start = setUpScan(box, (text) => {
  says.textContent = says.dataset[fill(parseQr(text))];
  says.scrollIntoView({ block: "center" });
});
