// Builds what the site serves from static/build: the style sheets, the scripts, the app mark and the
// icons, named by their content, each with a .br and a .gz beside it, and manifest.json.
// `node build.mjs --check` builds into memory and fails when the committed files differ.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { injectManifest } from "workbox-build";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static", "build");

function styles(name) {
  const folder = mkdtempSync(join(tmpdir(), "styles-"));
  const out = join(folder, name);
  const cli = join(here, "node_modules", "@tailwindcss", "cli", "dist", "index.mjs");
  execFileSync(process.execPath, [cli, "-i", join(here, "styles", name), "-o", out, "--minify"], {
    cwd: here,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const css = readFileSync(out);
  rmSync(folder, { recursive: true });
  return css;
}

// Each is whole by itself; what only some browsers need is fetched by its address, which stands in the page.
const SCRIPTS = {
  "app.js": "app.js",
  "draft-store.js": "draft-store.js",
  "drafts.js": "drafts.js",
  "fill.js": "fill.js",
  "home-screen.js": "home-screen.js",
  "invited.js": "invited.js",
  "keep.js": "keep.js",
  "keeping.js": "keeping.js",
  "offline.js": "offline.js",
  "stay-awake.js": "stay-awake.js",
  "verify.js": "verify.js",
  "jsqr.js": "vendor/jsqr.js",
  "ed25519.js": "vendor/ed25519.js",
};
// BigInt, without which there is no reckoning on that curve, is younger than the rest.
const TARGETS = { "ed25519.js": "es2020" };

// What the service worker lays by, beside the pages that the server tells it of (vssid_app/pwa/kept_pages.py).
const SHELL = ["app.css", "app.js", "draft-store.js", "drafts.js", "mark.svg", "offline.js"];

async function script(name) {
  const result = await build({
    entryPoints: [join(here, "scripts", SCRIPTS[name] || name)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: [TARGETS[name] || "es2019"],
    // The licences of what others wrote.
    legalComments: "eof",
  });
  return Buffer.from(result.outputFiles[0].contents);
}

/** The service worker with the list of the shell's files; their names change with their content. */
async function worker(files, manifest) {
  const folder = mkdtempSync(join(tmpdir(), "worker-"));
  const [source, out] = [join(folder, "source.js"), join(folder, "worker.js")];
  for (const name of SHELL) writeFileSync(join(folder, manifest[name]), files[manifest[name]]);
  writeFileSync(source, await script("worker.js"));
  const { warnings } = await injectManifest({
    swSrc: source,
    swDest: out,
    globDirectory: folder,
    globPatterns: SHELL.map((name) => manifest[name]),
    modifyURLPrefix: { "": "/static/build/" },
    dontCacheBustURLsMatching: /\.[0-9a-f]{10}\./,
  });
  const made = readFileSync(out);
  rmSync(folder, { recursive: true });
  if (warnings.length) throw new Error(warnings.join("\n"));
  return made;
}

// The inside of each lucide drawing, without its <svg>: vssid_app/core/assets.py puts that around it.
function icons() {
  const names = readFileSync(join(here, "icons.txt"), "utf8").split("\n").filter(Boolean);
  const drawings = names.map((name) => {
    const svg = readFileSync(join(here, "node_modules", "lucide-static", "icons", `${name}.svg`), "utf8");
    const inside = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
    return [name, inside.replace(/\s*\n\s*/g, "").replaceAll(" />", "/>")];
  });
  return JSON.stringify(Object.fromEntries(drawings), null, 1) + "\n";
}

const hashed = (name, content) => {
  const mark = createHash("sha256").update(content).digest("hex").slice(0, 10);
  return name.replace(/(\.\w+)$/, `.${mark}$1`);
};

async function everything() {
  const sources = {
    "app.css": styles("app.css"),
    "desk.css": styles("desk.css"),
    "mark.svg": readFileSync(join(here, "images", "mark.svg")),
  };
  for (const name of Object.keys(SCRIPTS)) sources[name] = await script(name);
  const files = { "icons.json": Buffer.from(icons()) };
  const manifest = {};
  for (const [name, content] of Object.entries(sources)) {
    manifest[name] = hashed(name, content);
    files[manifest[name]] = content;
  }
  const made = await worker(files, manifest);
  manifest["worker.js"] = hashed("worker.js", made);
  files[manifest["worker.js"]] = made;
  files["manifest.json"] = Buffer.from(JSON.stringify(manifest, null, 1) + "\n");
  return { files, manifest };
}

function compressed(content) {
  const br = brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  return { br, gz: gzipSync(content, { level: 9 }) };
}

function write({ files, manifest }) {
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(target, name), content);
  for (const [name, file] of Object.entries(manifest)) {
    const { br, gz } = compressed(files[file]);
    writeFileSync(join(target, `${file}.br`), br);
    writeFileSync(join(target, `${file}.gz`), gz);
    console.log(`${name.padEnd(10)} ${files[file].length} bytes, br ${br.length}, gz ${gz.length}`);
  }
}

// Compressed bytes may differ between versions of zlib: what they unpack to is compared instead.
function differences({ files, manifest }) {
  const there = new Set(readdirSync(target));
  const read = (name) => (there.has(name) ? readFileSync(join(target, name)) : Buffer.from(""));
  const wrong = Object.entries(files).filter(([name, content]) => !read(name).equals(content)).map(([name]) => name);
  for (const file of Object.values(manifest)) {
    if (!there.has(`${file}.br`) || !brotliDecompressSync(read(`${file}.br`)).equals(files[file])) wrong.push(`${file}.br`);
    if (!there.has(`${file}.gz`) || !gunzipSync(read(`${file}.gz`)).equals(files[file])) wrong.push(`${file}.gz`);
  }
  return wrong;
}

const built = await everything();
if (process.argv.includes("--check")) {
  const wrong = differences(built);
  if (wrong.length) {
    console.error(`static/build is behind its sources (${wrong.join(", ")}): run frontend/build and commit static/build.`);
    process.exit(1);
  }
  console.log("static/build is what its sources give.");
} else {
  write(built);
}
