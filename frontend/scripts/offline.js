// The page that stands for every address without network: what this phone keeps, read from the vault.
import { CARD, renew, TIMELINE } from "./copies.js";
import { whatWasLetGo } from "./let-go.js";
import { all, one } from "./page.js";
import { openKept } from "./vault.js";

const SIGNED_OUT = "signed-out";
const VIETNAM = 7 * 3600;
const DAY = 24 * 3600 * 1000;
const place = one("[data-offline]");
const { copyUrl } = place.dataset;
// Looked at before the drafts' own script takes it for arrived.
const isUnsent = whatWasLetGo() === location.pathname + location.search;

// Where one expects the card, without network too; every other page was asked for in vain.
const LEADS_TO_CARD = /^\/(toi(\/the)?|nguoi\/[\w-]+\/(the(\/so-lon)?)?)?$/;

const template = (id) => document.getElementById(id).content.cloneNode(true);
const text = (selector, words, inside) => all(selector, inside).forEach((element) => (element.textContent = words));

function show(view) {
  // The large digits stand on white, as on the page with network.
  document.body.classList.toggle("page-white", Boolean(one(".desk-number", view)));
  place.textContent = "";
  place.append(view);
  document.title = `${one("h1").textContent} – ${place.dataset.site}`;
  scrollTo(0, 0);
}

/** The day of the copy's world, 2026-11-22: of the phone's clock only what has passed on it since counts. */
const dayThere = ({ value, written }) => new Date((value.moment + VIETNAM) * 1000 + Date.now() - written).toISOString().slice(0, 10);

function stateOf(copy) {
  const { value } = copy;
  const isOver = value.valid_to && value.moment && dayThere(copy) > value.valid_to;
  return isOver ? { state: "expired", headline: value.over, qr: "" } : value;
}

function facts(view, lines) {
  const list = one("dl", view);
  for (const [label, value] of lines) {
    const line = document.createElement("div");
    for (const [tag, words] of [["dt", label], ["dd", value]]) line.append(Object.assign(document.createElement(tag), { textContent: words }));
    list.append(line);
  }
}

function code(view, qr, isOld) {
  const picture = one(".card-qr", view);
  if (qr) one("img", picture).src = `data:image/svg+xml,${encodeURIComponent(qr)}`;
  else picture.remove();
  one("[data-old-code]", view).hidden = !qr || !isOld;
}

function fillIn(view, value, headline) {
  text(".card-name", value.name, view);
  text(".card-born", value.born, view);
  text("[data-made]", value.made, view);
  text(".desk-prefix", value.prefix, view);
  text(".desk-state", headline, view);
}

function card(copy, hasOthers) {
  const { id, value, written } = copy;
  const view = template("card");
  const { state, headline, qr } = stateOf(copy);
  const head = template(`state-${state}`);
  one("h1 span", head).textContent = headline;
  one("[data-state]", view).replaceWith(head);
  fillIn(view, value, headline);
  const digits = all(".card-digits span", view);
  digits[0].textContent = value.prefix.replace(/ /g, "\u00a0");
  digits[1].textContent = value.number;
  code(view, qr, Date.now() - written > DAY);
  facts(view, value.facts);
  one("[data-large]", view).href = `#so-${id}`;
  one("[data-all]", view).hidden = !hasOthers;
  one("[data-elsewhere]", view).hidden = LEADS_TO_CARD.test(location.pathname) || Boolean(location.hash);
  one("[data-fresh]", view).href = `/nguoi/${id}/the?moi=1`;
  show(view);
}

function desk(copy) {
  const { id, value } = copy;
  const view = template("desk");
  fillIn(view, value, stateOf(copy).headline);
  const parts = value.number.split(/\s/);
  all(".desk-digits span", view).forEach((span, n) => (span.textContent = parts[n]));
  one("[data-close]", view).href = `#the-${id}`;
  show(view);
}

function timeline({ value }) {
  const view = template("timeline");
  text("h1", value.status, view);
  text("[data-code]", value.code, view);
  text("[data-office]", value.office, view);
  text("[data-made]", value.made, view);
  for (const step of value.steps) {
    const line = template(`step-${step.state}`);
    one(".node-title", line).prepend(step.title);
    if (step.text) text(".hint", step.text, line);
    else one(".hint", line).remove();
    one("ol", view).append(line);
  }
  show(view);
}

function list(cards, timelines) {
  const view = template("list");
  const row = (href, title, words) => {
    const line = template("row");
    one("a", line).href = href;
    text(".row-title", title, line);
    text(".row-value", words, line);
    one("ul", view).append(line);
  };
  for (const { id, value } of cards) row(`#the-${id}`, value.name, value.relation || place.dataset.own);
  for (const { id, value } of timelines) row(`#ho-so-${id}`, value.code, value.status);
  show(view);
}

/** What the address asks for: a tap on this page (the part after #) before the address that could not be had. */
function wanted() {
  const tapped = /^#(the|so|ho-so)-(.+)$/.exec(location.hash);
  if (tapped) return { kind: tapped[1], id: tapped[2] };
  if (location.hash === "#tat-ca") return {};
  const person = /^\/nguoi\/([^/]+)\/(the\/so-lon|the|)/.exec(location.pathname);
  if (person) return { kind: person[2] === "the/so-lon" ? "so" : "the", id: person[1] };
  const dossier = /^\/ho-so\/([^/]+)/.exec(location.pathname);
  if (dossier) return { kind: "ho-so", id: dossier[1] };
  return { isOwn: location.pathname.startsWith("/toi") };
}

async function kept() {
  const vault = await openKept();
  return vault ? { vault, cards: await vault.list(CARD), timelines: await vault.list(TIMELINE) } : { cards: [], timelines: [] };
}

/** What was kept has come to its end, or cannot be read any more: by an older version, or after a change of clocks. */
function sayDropped() {
  for (const words of all("[data-dropped]")) words.hidden = false;
}

async function draw() {
  if (window.caches && (await caches.has(SIGNED_OUT))) return show(template("signed-out"));
  if (isUnsent && !location.hash) return show(template("unsent"));
  const { vault, cards, timelines } = await kept();
  const { kind, id, isOwn } = wanted();
  const found = (kind === "ho-so" ? timelines : cards).find((copy) => copy.id === id) || (isOwn && cards.find(({ value }) => !value.relation));
  if (!found) {
    if (cards.length || timelines.length) list(cards, timelines);
    if (vault && vault.dropped) sayDropped();
  } else {
    try {
      if (kind === "ho-so") timeline(found);
      else if (kind === "so") desk(found);
      else card(found, cards.length + timelines.length > 1);
    } catch {
      // Its facts are those of another version: what stands here already stays, and says so.
      await vault.remove(kind === "ho-so" ? TIMELINE : CARD, found.id);
      return sayDropped();
    }
  }
  performance.mark("shown");
  return found && kind !== "ho-so" && { vault, id: found.id };
}

/** The network was slow, not away: what it says comes in place, and what it takes away goes. */
async function lookAgain({ vault, id }) {
  const said = await renew(vault, CARD, id, copyUrl.replace("ID", id));
  if (said === "ended") show(template("ended"));
  else if (said === "kept") {
    await draw();
    for (const words of all("[data-renewed]")) words.hidden = false;
  }
}

async function start() {
  try {
    if (localStorage.getItem("co-chu")) document.documentElement.classList.add("large");
  } catch {
    // The usual size.
  }
  const shown = await draw();
  if (shown && navigator.onLine) await lookAgain(shown);
}

addEventListener("hashchange", draw);
// Over the whole page: templates are copied anew each time.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-again]")) location.reload();
  // Asked for anew: the form must not go by itself.
  if (event.target.closest("[data-reopen]")) location.replace(location.pathname + location.search);
});
start();
