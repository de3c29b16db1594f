// The field for a one-time code. It sends itself only when the phone or the practice message filled it in:
// who types may still want to look.
import { one, send } from "./page.js";

const LENGTH = 6;
const digits = (text) => text.replace(/\D/g, "");

/** Fill the code in and send it; false where the page has no such field. */
export function fillCode(code) {
  const field = one("[data-otp]");
  if (!field) return false;
  field.value = code;
  field.focus();
  send(field.form);
  return true;
}

function watch(field) {
  let before = digits(field.value).length;
  field.addEventListener("input", (event) => {
    const now = digits(field.value).length;
    const pasted = event.inputType === "insertFromPaste";
    if (now === LENGTH && now - before >= LENGTH && !pasted) send(field.form);
    before = now;
  });
}

async function takeFromSms() {
  if (!("OTPCredential" in window)) return;
  try {
    const message = await navigator.credentials.get({ otp: { transport: ["sms"] } });
    if (message) fillCode(message.code);
  } catch {
    // No message, or the person said no: they type.
  }
}

export function setUpOtp() {
  const field = one("[data-otp]");
  if (!field) return;
  watch(field);
  takeFromSms();
}
