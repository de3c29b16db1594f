// The practice message that drops from under the strip, and the number of unread ones on it.
import { all, one, poll } from "./page.js";
import { fillCode } from "./otp.js";

const FRESH = 120;
const SHOWN_MS = 8000;
const seen = {
  get: () => sessionStorage.getItem("sms"),
  set: (text) => sessionStorage.setItem("sms", text),
};

/** How much longer a message is shown: as on a phone it does not begin anew with each page. */
function timeLeft({ text }) {
  let since = JSON.parse(sessionStorage.getItem("sms-since") || "{}");
  if (since.text !== text) since = { text, time: Date.now() };
  sessionStorage.setItem("sms-since", JSON.stringify(since));
  return since.time + SHOWN_MS - Date.now();
}

function sayUnread(count) {
  for (const place of all("[data-unread]")) place.textContent = count || "";
}

/** The code stands out in the text, as on a real phone. */
function write(place, { text, code }) {
  const [before, after] = code && text.includes(code) ? [text.slice(0, text.indexOf(code)), text.slice(text.indexOf(code) + code.length)] : [text, ""];
  place.textContent = before;
  if (after || before !== text) {
    const bold = document.createElement("b");
    bold.textContent = code;
    place.append(bold, after);
  }
}

function show(box, message) {
  // Where a code is asked for it stays; elsewhere it goes as on a phone, and waits in the inbox.
  const left = one("[data-otp]") ? Infinity : timeLeft(message);
  if (left <= 0) return seen.set(message.text);
  write(one("[data-sms-text]", box), message);
  one("[data-sms-from]", box).textContent = message.sender;
  const fill = one("[data-sms-fill]", box);
  fill.hidden = !message.code;
  if (message.url) fill.href = message.url;
  fill.onclick = (event) => {
    seen.set(message.text);
    if (fillCode(message.code)) {
      event.preventDefault();
      box.hidden = true;
    }
  };
  one("[data-sms-close]", box).onclick = () => {
    seen.set(message.text);
    box.hidden = true;
  };
  box.hidden = false;
  if (left < Infinity) setTimeout(leave, left, box, message);
}

function leave(box, message) {
  if (box.hidden || box.contains(document.activeElement)) return;
  seen.set(message.text);
  box.hidden = true;
}

export function setUpSms() {
  const place = one("[data-sms]");
  if (!place) return;
  const box = one(".sms", place);
  poll(place.dataset.poll, 3, async (answer) => {
    const { unread, latest } = await answer.json();
    sayUnread(unread);
    if (latest && latest.age < FRESH && latest.text !== seen.get()) show(box, latest);
  });
}
