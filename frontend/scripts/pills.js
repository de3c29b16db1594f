// The chosen one of a row of pills, or of the lists of a desk, is brought into view, sideways only.
export function setUpPills() {
  for (const row of document.querySelectorAll(".pills, .desk-nav")) {
    const chosen = row.querySelector("[aria-current]");
    if (chosen) row.scrollLeft = chosen.offsetLeft - (row.clientWidth - chosen.offsetWidth) / 2;
  }
}
