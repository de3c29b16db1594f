// What this phone keeps for the hours without network: encrypted, of one account, each with an end.
//
//   import * as vaults from "./vault.js";
//   const vault = await vaults.open();            // null: no storage, refused, too old, nobody signed in
//   await vault.put("card", id, value, { expires: 7 * vaults.DAY });   // false: not kept (full, or the key is gone)
//   const found = await vault.get("card", id);    // undefined, or { id, value, written, expires }
//   await vault.has("card", id);                  // the same, and nothing is dropped
//   await vault.list("card"); vault.dropped;      // how many could not be read any more, and went
//   await vault.remove("card", id); await vault.clear("card"); await vault.destroy();
//
// `open({ mark, name })`: the mark is an opaque value of the account that the server puts into the pages of who
// is signed in (<meta name="account">); a vault under another mark is emptied before it is opened. `name` is
// another database, for what belongs to nobody signed in: its mark is the caller's own.
// `openKept(name)` opens what is there, whosever it is, for pages that come without the server; null when empty.
//
// The key is AES-GCM of 256 bits, made here, never leaves the browser and cannot be read by a script. Times are
// the phone's, in milliseconds. A record ends when its time has come, and also when the clock stands before the
// time of writing: a clock put back by a year does not lengthen it. Nothing throws but a caller's mistake.
export const DAY = 24 * 3600 * 1000;

// Raised when what a record holds is meant differently: older ones are dropped.
const FORMAT = 1;
const KEYS = "keys";
const RECORDS = "records";
const OWNER = "account";
// Clocks are set right by seconds all the time.
const LEEWAY = 2 * 60 * 1000;

const answered = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const finished = (transaction) =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(true);
    transaction.onabort = () => reject(transaction.error);
  });

async function connect(name, isMade) {
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => {
    // Then there is none, and none is left behind by looking.
    if (!isMade) return request.transaction.abort();
    request.result.createObjectStore(KEYS);
    request.result.createObjectStore(RECORDS);
  };
  const base = await answered(request);
  // Another page destroys it: this one must not stand in the way.
  base.onversionchange = () => base.close();
  return base;
}

const hasMeans = () => typeof indexedDB === "object" && indexedDB && typeof crypto === "object" && Boolean(crypto.subtle);

function markOfPage() {
  const meta = typeof document === "object" && document.querySelector('meta[name="account"]');
  return meta ? meta.content : "";
}

const keptOwner = (base) => answered(base.transaction(KEYS).objectStore(KEYS).get(OWNER));

/** The owner under this mark; two pages at once end with one key, and another's records go with their key. */
async function ownerUnder(base, mark) {
  const kept = await keptOwner(base);
  if (kept && kept.mark === mark) return kept;
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const made = { mark, key, serial: crypto.getRandomValues(new Uint32Array(4)).join("-") };
  const change = base.transaction([KEYS, RECORDS], "readwrite");
  const end = finished(change);
  const there = await answered(change.objectStore(KEYS).get(OWNER));
  const owner = there && there.mark === mark ? there : made;
  if (owner === made) {
    change.objectStore(RECORDS).clear();
    change.objectStore(KEYS).put(made, OWNER);
  }
  await end;
  return owner;
}

export async function open({ mark = markOfPage(), name = "vault" } = {}) {
  if (!mark || !hasMeans()) return null;
  try {
    const base = await connect(name, true);
    return new Vault(base, await ownerUnder(base, mark), name);
  } catch {
    return null;
  }
}

export async function openKept(name = "vault") {
  if (!hasMeans()) return null;
  try {
    const base = await connect(name, false);
    const owner = await keptOwner(base);
    if (owner) return new Vault(base, owner, name);
    base.close();
  } catch {
    // As if nothing were kept.
  }
  return null;
}

const bytes = (value) => new TextEncoder().encode(JSON.stringify(value));

/** What a record is bound to: neither its place nor its times can be changed without the key. */
const bound = (kind, id, { written, expires }) => bytes([FORMAT, kind, id, written, expires]);

const isOver = ({ format, written, expires }, now) => format !== FORMAT || now >= expires || now < written - LEEWAY;

class Vault {
  constructor(base, owner, name) {
    this.base = base;
    this.owner = owner;
    this.name = name;
    this.dropped = 0;
  }

  get mark() {
    return this.owner.mark;
  }

  /** Keep a value (JSON) for `expires` milliseconds; false when it could not be kept. */
  async put(kind, id, value, { expires }) {
    const written = Date.now();
    const times = { written, expires: written + expires };
    try {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const how = { name: "AES-GCM", iv, additionalData: bound(kind, id, times) };
      const sealed = await crypto.subtle.encrypt(how, this.owner.key, bytes(value));
      return await this.store(kind, id, { format: FORMAT, ...times, iv, sealed });
    } catch {
      return false;
    }
  }

  // In one transaction with a look at the key: after a sign-out in another page nothing comes in any more.
  async store(kind, id, record) {
    const change = this.base.transaction([KEYS, RECORDS], "readwrite");
    const end = finished(change);
    end.catch(() => {});
    const owner = await answered(change.objectStore(KEYS).get(OWNER));
    if (!owner || owner.serial !== this.owner.serial) return false;
    change.objectStore(RECORDS).put(record, [kind, id]);
    return end;
  }

  async get(kind, id) {
    try {
      const record = await answered(this.records().get([kind, id]));
      return record && (await this.opened(kind, id, record));
    } catch {
      return undefined;
    }
  }

  /** Whether there is one that can be read; what cannot be stays, for a page to say that it goes. */
  async has(kind, id) {
    try {
      const record = await answered(this.records().get([kind, id]));
      return Boolean(record && (await this.read(kind, id, record)));
    } catch {
      return false;
    }
  }

  /** All that is kept of a kind, the oldest first. */
  async list(kind) {
    try {
      const store = this.records();
      const range = IDBKeyRange.bound([kind], [kind, []]);
      const [keys, records] = await Promise.all([answered(store.getAllKeys(range)), answered(store.getAll(range))]);
      const found = await Promise.all(records.map((record, n) => this.opened(kind, keys[n][1], record)));
      return found.filter(Boolean).sort((one, other) => one.written - other.written);
    } catch {
      return [];
    }
  }

  /** The value of a record; one that is over, of an older format or not of this key goes away instead, and is counted. */
  async opened(kind, id, record) {
    const found = await this.read(kind, id, record);
    if (found) return found;
    this.dropped += 1;
    await this.remove(kind, id);
    return undefined;
  }

  async read(kind, id, record) {
    if (!record || isOver(record, Date.now())) return undefined;
    try {
      const how = { name: "AES-GCM", iv: record.iv, additionalData: bound(kind, id, record) };
      const plain = await crypto.subtle.decrypt(how, this.owner.key, record.sealed);
      return { id, value: JSON.parse(new TextDecoder().decode(plain)), written: record.written, expires: record.expires };
    } catch {
      // Changed or of another key: it can never be read again.
      return undefined;
    }
  }

  remove(kind, id) {
    return this.drop([kind, id]);
  }

  clear(kind) {
    return this.drop(IDBKeyRange.bound([kind], [kind, []]));
  }

  async drop(which) {
    try {
      const store = this.records("readwrite");
      store.delete(which);
      return await finished(store.transaction);
    } catch {
      return false;
    }
  }

  /** The key first, so that what a copy of the storage holds is worth nothing; then all of it. */
  async destroy() {
    try {
      const change = this.base.transaction([KEYS, RECORDS], "readwrite");
      change.objectStore(KEYS).clear();
      change.objectStore(RECORDS).clear();
      await finished(change);
    } catch {
      // It was closed because somebody else destroys it, or cannot be written: deleting is tried all the same.
    }
    this.base.close();
    return answered(indexedDB.deleteDatabase(this.name)).then(() => true, () => false);
  }

  records(mode = "readonly") {
    return this.base.transaction(RECORDS, mode).objectStore(RECORDS);
  }
}
