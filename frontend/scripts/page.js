// The few words that all components use.
export const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
export const one = (selector, inside = document) => inside.querySelector(selector);

/** Send a form as a tap on its button would, so that busy buttons and the browser's history behave the same. */
export function send(form) {
  if (form.requestSubmit) form.requestSubmit();
  else form.submit();
}

// The frame that is asked for is not on the screen yet when its callbacks have run.
const PAINTED_MS = 200;
// A browser that draws nothing, as behind another window or short of memory, does not call back at all.
const UNPAINTED_MS = 1500;
const UNTOUCHED_MS = 3000;

/** Do something once the page is painted: on a slow line nothing is in the way of what is read. */
export function painted(act) {
  let begun = false;
  const begin = () => {
    if (!begun) act();
    begun = true;
  };
  requestAnimationFrame(() => setTimeout(begin, PAINTED_MS));
  setTimeout(begin, UNPAINTED_MS);
}

/** Do something once all else of the page is there and has been read for a while. */
export function later(act) {
  const soon = () => setTimeout(act, UNTOUCHED_MS);
  if (document.readyState === "complete") soon();
  else addEventListener("load", soon);
}

/** Call `found(response)` each `seconds` while the page is seen, with the last ETag; 304 is no news.
    The first time once the page is painted. */
export function poll(url, seconds, found) {
  let etag;
  let wait = seconds;
  const ask = async () => {
    if (!document.hidden) {
      try {
        const answer = await fetch(url, { cache: "no-store", headers: etag ? { "If-None-Match": etag } : {} });
        wait = answer.ok || answer.status === 304 ? seconds : wait * 2;
        if (answer.ok) {
          const first = etag === undefined;
          etag = answer.headers.get("ETag") || "";
          await found(answer, first);
        }
      } catch {
        wait *= 2;
      }
    }
    setTimeout(ask, Math.min(wait, 60) * 1000);
  };
  painted(ask);
}
