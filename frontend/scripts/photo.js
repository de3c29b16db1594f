// A photo: opened by a button, shown at once, made smaller when that helps, and sent by the ordinary form.
import { all, one, send } from "./page.js";

const LONGEST = 2000;
const QUALITY = 0.85;
const SMALL_ENOUGH = 300 * 1024;

async function shrink(file) {
  if (file.size <= SMALL_ENOUGH || !window.createImageBitmap || !window.DataTransfer) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    return blob && blob.size < file.size ? new File([blob], "photo.jpg", { type: "image/jpeg" }) : file;
  } catch {
    // This browser cannot read it (HEIC, say); the server can.
    return file;
  }
}

function put(input, file) {
  const files = new DataTransfer();
  files.items.add(file);
  input.files = files.files;
}

function preview(box, file) {
  const image = one("[data-photo-preview]", box);
  image.onerror = () => {
    image.hidden = true;
  };
  image.src = URL.createObjectURL(file);
  image.hidden = false;
}

async function chosen(box, input) {
  const file = input.files[0];
  if (!file) return;
  const says = one("[data-photo-says]", box);
  preview(box, file);
  says.textContent = box.dataset.shrinking;
  const smaller = await shrink(file);
  if (smaller !== file) put(input, smaller);
  says.textContent = box.dataset.sending;
  const bar = one("progress", box);
  bar.removeAttribute("value");
  bar.hidden = false;
  send(input.form);
}

function setUpPhoto(box) {
  const input = one("input[type=file]", box);
  const openers = all(`[data-photo-open="${input.id}"]`);
  input.addEventListener("change", () => chosen(box, input));
  if (!openers.length) return;
  input.classList.add("vh");
  input.tabIndex = -1;
  for (const button of all("[data-photo-send]")) button.hidden = true;
  for (const button of openers) {
    button.hidden = false;
    button.addEventListener("click", () => {
      if (button.dataset.capture) input.setAttribute("capture", button.dataset.capture);
      else input.removeAttribute("capture");
      input.click();
    });
  }
}

export function setUpPhotos() {
  for (const box of all("[data-photo]")) setUpPhoto(box);
}
