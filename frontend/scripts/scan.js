// Reads a QR code by the camera or from a picture: with the browser's own reader, else one fetched only then.
import { one } from "./page.js";

const EACH = 180;
const VIDEO_SIDE = 720;
// Small codes in large photos are found in large ones, blurred ones in small ones.
const PICTURE_SIDES = [1000, 1800, 600, 2600];

let fetched;
let own;

async function findReader() {
  try {
    if ((await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async (source) => (await detector.detect(source))[0]?.rawValue;
    }
  } catch {
    // Not in this browser, or its parts are missing.
  }
  return undefined;
}

/** The browser's own reader, if it has one; asked for once. */
const ownReader = () => (own = own || findReader());

const widthOf = (source) => source.videoWidth || source.naturalWidth || source.width;
const heightOf = (source) => source.videoHeight || source.naturalHeight || source.height;

function pixels(source, side) {
  const scale = Math.min(1, side / Math.max(widthOf(source), heightOf(source)));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(widthOf(source) * scale));
  canvas.height = Math.max(1, Math.round(heightOf(source) * scale));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(source, 0, 0, canvas.width, canvas.height);
  return pen.getImageData(0, 0, canvas.width, canvas.height);
}

function decoder(box) {
  fetched = fetched || import(box.dataset.decoder).catch((error) => {
    fetched = undefined;
    throw error;
  });
  return fetched;
}

/** Fetches what this browser lacks while there is network. */
export async function prepareScan(box) {
  if (!(await ownReader())) await decoder(box).catch(() => {});
}

async function readVideo(box, video) {
  const read = await ownReader();
  if (read) return read(video);
  return (await decoder(box)).decode(pixels(video, VIDEO_SIDE));
}

async function readPicture(box, picture) {
  const read = await ownReader();
  const text = read && (await read(picture).catch(() => undefined));
  if (text) return text;
  const { decode } = await decoder(box);
  const most = Math.max(widthOf(picture), heightOf(picture));
  for (const side of PICTURE_SIDES.filter((each, n) => n < 2 || each < most)) {
    const found = decode(pixels(picture, side), true);
    if (found) return found;
  }
  return undefined;
}

function openPicture(file) {
  return new Promise((done, failed) => {
    const picture = new Image();
    const address = URL.createObjectURL(file);
    const forget = () => URL.revokeObjectURL(address);
    picture.onload = () => {
      forget();
      done(picture);
    };
    picture.onerror = () => {
      forget();
      failed(new TypeError("no picture"));
    };
    picture.src = address;
  });
}

/** Gives `start()`, which opens the camera, or says why not and offers a picture; `found(text)` may come again. */
export function setUpScan(box, found) {
  const video = one("video", box);
  const input = one("input[type=file]", box);
  const says = one("[data-scan-says]", box);
  const stopButton = one("[data-scan-stop]", box);
  let stream;

  const say = (name) => {
    says.textContent = box.dataset[name] || "";
  };
  const stop = () => {
    stream?.getTracks().forEach((track) => track.stop());
    stream = undefined;
    video.srcObject = null;
    video.hidden = true;
  };
  const done = (text) => {
    stop();
    box.hidden = true;
    say("");
    found(text);
  };

  async function look(mine) {
    if (stream !== mine) return;
    let text;
    try {
      text = video.readyState >= 2 ? await readVideo(box, video) : undefined;
    } catch {
      stop();
      say("broken");
      return;
    }
    if (stream !== mine) return;
    if (text) done(text);
    else setTimeout(look, EACH, mine);
  }

  async function start() {
    box.hidden = false;
    box.scrollIntoView({ block: "nearest" });
    stop();
    if (!navigator.mediaDevices?.getUserMedia) {
      say("noCamera");
      return;
    }
    say("opening");
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    } catch (error) {
      say(error.name === "NotAllowedError" ? "denied" : "noCamera");
      return;
    }
    video.srcObject = stream;
    video.hidden = false;
    say("looking");
    await video.play().catch(() => {});
    box.scrollIntoView({ block: "nearest" });
    look(stream);
  }

  async function chosen() {
    const file = input.files[0];
    input.value = "";
    if (!file) return;
    stop();
    say("reading");
    try {
      const text = await readPicture(box, await openPicture(file));
      if (text) done(text);
      else say("nothing");
    } catch (error) {
      say(error instanceof TypeError && error.message === "no picture" ? "unreadable" : "broken");
    }
  }

  const pick = (capture) => {
    if (capture) input.setAttribute("capture", "environment");
    else input.removeAttribute("capture");
    input.click();
  };
  one("[data-scan-take]", box).addEventListener("click", () => pick(true));
  one("[data-scan-pick]", box).addEventListener("click", () => pick(false));
  stopButton.addEventListener("click", () => {
    stop();
    box.hidden = true;
  });
  input.addEventListener("change", chosen);
  // A camera that goes on behind another page would frighten people.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden && stream) {
      stop();
      say("");
      box.hidden = true;
    }
  });
  return start;
}
