// What was filled in, as it is kept and put back. Passwords, codes, files and hidden fields (the token) are not.
import { one } from "./page.js";

const NEVER = ["password", "file", "hidden", "submit", "button", "reset", "image"];
const isKept = (box) => box.name && !box.disabled && !NEVER.includes(box.type) && box.autocomplete !== "one-time-code";
const isTick = (box) => box.type === "checkbox" || box.type === "radio";

const words = (element) => {
  if (!element) return "";
  const copy = element.cloneNode(true);
  for (const aside of copy.querySelectorAll("small, .vh")) aside.remove();
  return copy.textContent.trim();
};

function labelOf(box) {
  const group = words(one("legend", box.closest("fieldset") || document.createElement("i")));
  const own = box.type === "radio" ? "" : words(box.labels && box.labels[0]);
  return [group, own].filter(Boolean).join(" – ");
}

/** What a person would read in it: the words of a choice, not its code. */
function shownIn(box) {
  if (box.type === "radio") return words(box.labels && box.labels[0]);
  if (box.type === "checkbox") return "✓";
  return box.options ? words(box.options[box.selectedIndex]) : box.value;
}

/** [name, value, label, what was read there]; a box without a tick is noted as empty. */
export function fieldsOf(form) {
  return [...form.elements]
    .filter((box) => isKept(box) && !(box.type === "radio" && !box.checked))
    .map((box) => (isTick(box) && !box.checked ? [box.name, "", "", ""] : [box.name, box.value, labelOf(box), shownIn(box)]));
}

function put(boxes, value) {
  if (isTick(boxes[0])) {
    const wanted = value ? boxes.find((box) => box.value === value) : boxes[0];
    if (wanted) wanted.checked = Boolean(value);
    return wanted;
  }
  const [box] = boxes;
  if (box.options && ![...box.options].some((option) => option.value === value)) return undefined;
  box.value = value;
  return box;
}

/** Fill the form in; gives what it has no place for any more, to be shown as words. */
export function fill(form, fields) {
  return fields.filter(([name, value]) => {
    const boxes = [...form.elements].filter((box) => box.name === name && isKept(box));
    const box = boxes.length ? put(boxes, value) : undefined;
    if (box) box.dispatchEvent(new Event("input", { bubbles: true }));
    return !box && value;
  });
}
