// Forms without network: what could not be sent is said, kept on this phone, and opened again to be sent by
// its writer; never by itself. A form that reached the server is led on by it (vssid_app/core/once.py).
import { begin, restore } from "./busy.js";
import { ask, here, OPENED, prepare } from "./draft-ask.js";
import { fieldsOf, fill } from "./draft-fields.js";
import { sayWaiting } from "./draft-waiting.js";
import { arrived, letGo, whatWasLetGo } from "./let-go.js";
import { all, one, send } from "./page.js";

const SLOW_MS = 5000;
const HANGS_MS = 20_000;
const PHOTO_HANGS_MS = 90_000;
const TYPING_MS = 600;
const PROBE = "/healthz";
const clock = (time) => new Date(time).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit" });

/** A form that was let go has arrived when the server leads on, says what to mend or asks on; not when it wants a sign-in. */
async function settle() {
  const path = whatWasLetGo();
  arrived();
  const ledOn = here !== path && !location.pathname.startsWith("/dang-nhap");
  if (path && (ledOn || one(".error-summary, [data-answers]"))) await ask("forget", path);
}
const settled = settle().catch(() => {});

/** One form with its note at the thumb. */
class Form {
  constructor(form) {
    this.form = form;
    this.note = one("[data-draft-note]", form);
    this.words = this.note.dataset;
    this.dock = one(".dock");
    if (this.dock) this.dock.prepend(this.note);
    form.addEventListener("submit", (event) => this.submitted(event));
    form.addEventListener("input", () => this.typed());
    addEventListener("offline", () => this.wentOffline());
    addEventListener("online", () => this.cameBack());
    for (const button of all("[data-draft-do]", this.note)) button.addEventListener("click", () => this[button.dataset.draftDo]());
    if (navigator.onLine === false) this.wentOffline();
    this.offer();
  }

  say(sentence, { mark = false, buttons = [], gone = [] } = {}) {
    this.note.hidden = false;
    one("[data-draft-mark]", this.note).hidden = !mark;
    one("[data-draft-says]", this.note).textContent = sentence;
    one("[data-draft-gone]", this.note).textContent = gone.length ? `${this.words.gone} ${gone.map((field) => `${field[2]}: ${field[3]}`).join("; ")}` : "";
    for (const button of all("[data-draft-do]", this.note)) button.hidden = !buttons.includes(button.dataset.draftDo);
  }

  hush() {
    this.note.hidden = true;
  }

  get photo() {
    const chooser = one("input[type=file]", this.form);
    return chooser && chooser.files.length;
  }

  /** Keep what is filled in, and give the words that say whether that could be. */
  async kept() {
    if (this.photo) return this.words.picture;
    const fields = fieldsOf(this.form);
    if (!fields.some((field) => field[1])) return "";
    const key = this.form.elements.form_key;
    const title = one("h1").textContent.trim();
    return (await ask("keep", { path: here, title, key: key ? key.value : "", fields })) ? this.words.kept : this.words.unkept;
  }

  get password() {
    return one("input[type=password]", this.form);
  }

  async submitted(event) {
    const { form } = this;
    if (form.dataset.free) {
      delete form.dataset.free;
      return;
    }
    // A browser that does not say which button was pressed would search where one sends: it does as it always did.
    if (event.defaultPrevented || !("submitter" in event)) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    form.dataset.sent = "1";
    this.button = event.submitter || all("button[type=submit]").find((button) => button.form === form && !button.name && !button.hidden);
    if (this.button && this.button.dataset.busy) begin(this.button);
    const slow = setTimeout(() => this.say(this.words.slow), SLOW_MS);
    const answer = await this.sent();
    clearTimeout(slow);
    await this.answered(answer);
  }

  /** The answer; undefined where none came. A search or a password is only let through where there is a network. */
  async sent() {
    const { form, button } = this;
    if (navigator.onLine === false) return undefined;
    this.isSearch = Boolean(button && button.name);
    this.isProbe = this.isSearch || this.password;
    const stop = new AbortController();
    const hangs = setTimeout(() => stop.abort(), this.photo ? PHOTO_HANGS_MS : HANGS_MS);
    try {
      const data = new FormData(form);
      const body = this.photo ? data : new URLSearchParams(data);
      const how = this.isProbe ? {} : { method: "POST", body, headers: { "X-Sent-By-Script": "1" } };
      return await fetch(this.isProbe ? PROBE : form.getAttribute("action") || here, { ...how, cache: "no-store", signal: stop.signal });
    } catch {
      return undefined;
    } finally {
      clearTimeout(hangs);
    }
  }

  async answered(answer) {
    const status = answer ? answer.status : 0;
    if (status === 204) await ask("forget", here);
    if (status === 200) return this.letGo();
    if (status === 409) await this.kept();
    const next = answer && answer.headers.get("X-Led-To");
    if (next) return lead(next);
    const kept = await this.kept();
    restore();
    for (const sign of all("progress", this.form)) sign.hidden = true;
    for (const sign of all("[data-photo-says]", this.form)) sign.textContent = "";
    this.unsent = true;
    return this.say(`${this.reason(status)} ${kept}`, { mark: true, buttons: [status === 400 ? "reload" : "retry"] });
  }

  reason(status) {
    if (status) return status === 400 ? this.words.old : this.words.trouble;
    // A lost answer does not say whether the form arrived.
    return navigator.onLine === false ? this.words.unsent : this.words.unsure;
  }

  /**
   * As without a script: the answer is a page with something to mend, which the browser shows best. The network may
   * be lost on this way too: what is filled in is kept until something has come. A search leaves nothing behind.
   */
  async letGo() {
    if (!this.isSearch) {
      await this.kept();
      letGo(here);
    }
    restore();
    this.hush();
    this.form.dataset.free = "1";
    if (this.button) this.button.click();
    else send(this.form);
  }

  retry() {
    if (this.button) this.button.click();
    else send(this.form);
  }

  reload() {
    history.replaceState(null, "", here + OPENED);
    location.reload();
  }

  typed() {
    this.touched = true;
    prepare();
    if (navigator.onLine !== false) return;
    clearTimeout(this.typing);
    this.typing = setTimeout(() => this.wentOffline(), TYPING_MS);
  }

  async wentOffline() {
    if (!this.touched || this.photo) return this.say(this.words.lost);
    const kept = await this.kept();
    return this.say(kept === this.words.unkept ? `${this.words.lost}. ${kept}` : this.words.offline);
  }

  cameBack() {
    if (this.unsent) this.say(this.words.back, { mark: true, buttons: ["retry"] });
    else if (!this.form.dataset.sent) this.hush();
  }

  /** What was kept for this page before: filled in when it was opened for that, else offered. */
  async offer() {
    await settled;
    this.found = await ask("find", here);
    if (!this.found) return;
    if (location.hash === OPENED) this.refill();
    else this.say(`${this.words.found} ${clock(this.found.written)}.`, { mark: true, buttons: ["refill", "drop"] });
  }

  refill() {
    const { key, fields } = this.found.value;
    const gone = fill(this.form, fields);
    if (key && this.form.elements.form_key) this.form.elements.form_key.value = key;
    this.say(this.words.filled, { mark: true, buttons: ["drop"], gone });
  }

  async drop() {
    await ask("forget", here);
    this.unsent = false;
    this.hush();
  }
}

/** As a redirect would: the same page again is fetched anew, with its place on it. */
function lead(next) {
  const to = new URL(next, location.href);
  if (to.pathname + to.search !== here) return location.assign(to.href);
  history.replaceState(null, "", to.href);
  return location.reload();
}

function forgetAtSignOut(event) {
  if (event.target.matches('form[action$="/dang-xuat"]')) ask("forgetAll");
}

document.addEventListener("submit", forgetAtSignOut, true);
// Back out of the browser's memory: everything can be pressed again.
addEventListener("pageshow", restore);
addEventListener("online", sayWaiting);
for (const form of all("form[data-draft]")) new Form(form);
settled.then(sayWaiting);
