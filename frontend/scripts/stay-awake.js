// While the large digits are read across a counter the screen stays on, where the browser can do that.
// The lock goes when the page is hidden, so it is asked for again when the page is back.
async function stayAwake() {
  if (document.visibilityState !== "visible") return;
  try {
    await navigator.wakeLock.request("screen");
  } catch {
    // Refused (low battery, plain http): the digits stand all the same.
  }
}

if ("wakeLock" in navigator) {
  document.addEventListener("visibilitychange", stayAwake);
  stayAwake();
}
