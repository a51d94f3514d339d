// Small helpers: elements, numbers for people, the service.

const $ = (id) => document.getElementById(id);

/** An element; children that are text are never read as HTML. */
function h(tag, properties, ...children) {
  const [name, ...classes] = tag.split(".");
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "css") for (const [k, v] of Object.entries(value)) node.style.setProperty(k, v);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

const GIB = 1024 ** 3;

/** Bytes in the unit that gives three or four digits. */
function bytes(count) {
  if (!Number.isFinite(count)) return "–";
  const sign = count < 0 ? "−" : "";
  let value = Math.abs(count), unit = 0;
  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];
  while (value >= 1000 && unit < units.length - 1) { value /= 1024; unit += 1; }
  if (unit < 3 && value >= 1000) { value /= 1024; unit += 1; }
  const digits = unit === 0 ? 0 : value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${sign}${value.toFixed(digits)} ${units[unit]}`;
}

/** A whole number with its thousands apart, as the service's sentences have them. */
const whole = (value) => Number.isFinite(value) ? Math.round(value).toLocaleString("en-US") : "–";

/** A large count in words: 70.6 B. */
function count(value) {
  if (!Number.isFinite(value)) return "–";
  for (const [size, unit] of [[1e12, "T"], [1e9, "B"], [1e6, "M"], [1e3, "K"]])
    if (value >= size) return `${(value / size).toFixed(value / size >= 100 ? 0 : 1)} ${unit}`;
  return String(value);
}

/** Three significant digits. */
function figure(value) {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 1000) return whole(value);
  return String(Number(value.toPrecision(3)));
}

function milliseconds(value) {
  if (!Number.isFinite(value)) return "–";
  if (value >= 60_000) return duration(value / 3_600_000);
  return value >= 1000 ? `${figure(value / 1000)} s` : `${figure(value)} ms`;
}

function duration(hours) {
  if (!Number.isFinite(hours)) return "–";
  if (hours < 1) return `${figure(hours * 60)} min`;
  return hours < 72 ? `${figure(hours)} h` : `${figure(hours / 24)} days`;
}

function dollars(value) {
  if (!Number.isFinite(value)) return "–";
  if (value >= 1000) return `$${whole(value)}`;
  return `$${value >= 0.1 || value === 0 ? value.toFixed(2) : Number(value.toPrecision(2))}`;
}

/** A text whose numbers stay with their units when it is wrapped. */
const tied = (text) => text?.replace(/(\d) (?=[a-zA-Z/%])/g, "$1\u00a0").replaceAll(" / s", "\u00a0/\u00a0s") ?? null;

const plural = (n, word) => `${whole(n)} ${word}${n === 1 ? "" : "s"}`;
const percent = (part, all) => all > 0 ? `${(100 * part / all).toFixed(part / all < 0.1 ? 1 : 0)} %` : "–";

/** Counts as people write them: 13B, 8k (1024 for tokens), 1e9, 2 048. */
function parsedCount(text, kilo = 1000) {
  const match = /^\s*([\d.\s_,]*\d[\d.]*(?:e\d+)?)\s*([kmbt]?)\s*$/i.exec(text);
  if (!match) return text.trim();
  const number = Number(match[1].replace(/[\s_,]/g, ""));
  const scale = { "": 1, k: kilo, m: kilo === 1024 ? 1024 ** 2 : 1e6, b: 1e9, t: 1e12 }[match[2].toLowerCase()];
  return Number.isFinite(number) ? Math.round(number * scale * 1e6) / 1e6 : text.trim();
}

// MARK: the service

/** The key that a protected service asks for; kept for this tab of the browser only. */
const keyStore = {
  get() { try { return sessionStorage.getItem("plimsoll-key"); } catch { return null; } },
  set(value) { try { sessionStorage.setItem("plimsoll-key", value); } catch { /* private mode: asked again */ } },
};

class Refusal extends Error {
  constructor(status, problem) {
    super(problem?.detail ?? `The service answered ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

/** Asks the service; throws a Refusal where it does not answer 2xx. */
async function ask(path, { method = "GET", body, type = "application/json", signal } = {}) {
  const headers = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = type;
  const key = keyStore.get();
  if (key) headers.Authorization = `Bearer ${key}`;
  const answer = await fetch(path, { method, body, headers, signal });
  if (answer.status === 204) return null;
  const text = await answer.text();
  let data = null;
  try { data = JSON.parse(text); } catch { /* a proxy's page */ }
  if (!answer.ok) throw new Refusal(answer.status, data);
  const version = answer.headers.get("X-Catalog-Version");
  if (version) $("catalog-version").textContent = `Catalog ${version.slice(0, 8)}`;
  return data;
}

const post = (path, body, signal) => ask(path, { method: "POST", body: JSON.stringify(body), signal });

/** Every entry of a paged list. */
async function all(path, name) {
  const entries = [];
  let cursor = null;
  do {
    const page = await ask(`${path}?limit=1000${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ""}`);
    entries.push(...page[name]);
    cursor = page.next_cursor;
  } while (cursor);
  return entries;
}

/** Whether a route exists; routes that are not there have no tab. */
async function exists(path) {
  try { await ask(path, { method: "OPTIONS" }); return true; }
  catch (error) { return !(error instanceof Refusal && error.status === 404); }
}

function toast(text) {
  document.querySelector(".toast")?.remove();
  const node = h("div.toast", { role: "status" }, text);
  document.body.append(node);
  setTimeout(() => node.remove(), 2600);
}

async function copy(text, what) {
  try { await navigator.clipboard.writeText(text); toast(`${what} copied`); }
  catch {
    // Without a secure context there is no clipboard: show the text to copy by hand.
    const area = h("textarea", { rows: 6, readonly: true, "aria-label": what }, text);
    const box = h("div.banner", null, h("p", null, `Copy the ${what.toLowerCase()} from here:`), area);
    $("banner").replaceChildren(box);
    area.select();
  }
}
