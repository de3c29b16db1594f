// A form that the browser sends by itself, as without a script: if its answer never comes, it is known what it was.
const LET_GO = "let-go";

export function letGo(path) {
  try {
    sessionStorage.setItem(LET_GO, path);
  } catch {
    // Then it is offered once more, for the writer to see that it was sent.
  }
}

export function whatWasLetGo() {
  try {
    return sessionStorage.getItem(LET_GO);
  } catch {
    return null;
  }
}

export function arrived() {
  try {
    sessionStorage.removeItem(LET_GO);
  } catch {
    // As above.
  }
}
