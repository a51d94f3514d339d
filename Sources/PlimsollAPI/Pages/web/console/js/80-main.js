// The page at work: the form is watched, the tab's request is sent, its answer is shown.

const combos = Object.fromEntries(COMBOS.map((name) => [name, new Combobox(name, (value) => changed(name, value))]));

const VIEWS = { serving: servingView, quantization: quantizationView, training: trainingView, plans: plansView, hardware: hardwareView, sweep: sweepView };
const ROUTES = { training: "/v1/estimates/training", plans: "/v1/plans/sharding", hardware: "/v1/recommendations", sweep: "/v1/sweeps" };
const PREFIX = { training: "t-", plans: "p-", hardware: "r-", sweep: "s-" };

/** What a file that was dropped has told. */
let own = null;
let running = null;
let timer = 0;

const place = (name) => $(`${name}-result`) ?? $(`panel-${name}`);

// MARK: asking

function changed(id, value) {
  if (state[id] === value) return;
  state[id] = value;
  if (id === "model" || id === "source" || id === "config") facts();
  later(250);
}

function later(wait) {
  clearTimeout(timer);
  arrange();
  timer = setTimeout(update, wait);
}

async function update() {
  clearTimeout(timer);
  running?.abort();
  const control = running = new AbortController(), name = tab, target = place(name);
  clearErrors();
  let path, body;
  try { [path, body] = requestOf(name); }
  catch (error) {
    if (!(error instanceof FormError)) throw error;
    const isEmpty = ["model", "gpu", "parameters", "memory_gib"].includes(error.field) || (error.field === "config" && !state.config);
    if (isEmpty) target.replaceChildren(nothing(error.field === "gpu" ? "Which card?" : error.field === "memory_gib" ? "How large a card?" : "Which model?", error.message));
    else fieldError(error.field, error.message, []);
    return;
  }
  history.replaceState(null, "", address());
  target.setAttribute("aria-busy", "true");
  try {
    const answer = await post(path, body, control.signal);
    if (control.signal.aborted) return;
    target.replaceChildren(VIEWS[name](answer, body));
    peek(answer);
    $("status").textContent = target.querySelector(".verdict")?.textContent ?? `${target.querySelector("h2, h3, strong")?.textContent ?? "Answer"} shown`;
  } catch (error) {
    if (control.signal.aborted) return;
    refused(error, name, target);
  } finally {
    if (running === control) target.removeAttribute("aria-busy");
  }
}

// MARK: what went wrong

function clearErrors() {
  $("banner").replaceChildren();
  for (const node of document.querySelectorAll(".error")) node.hidden = true;
  for (const node of document.querySelectorAll("[aria-invalid]")) { node.removeAttribute("aria-invalid"); node.removeAttribute("aria-errormessage"); }
}

/** The input that a JSON pointer of the service means. */
function inputOf(pointer, name) {
  const parts = pointer.split("/").filter((part) => part && !["request", "base", "over"].includes(part) && !/^\d+$/.test(part));
  const [first, second] = parts;
  if (first === "model" && state.source !== "catalog") return state.source === "size" && $(second) ? second : state.source === "size" ? "parameters" : "config";
  if (first === "gpu" && state.card === "memory") return second === "bandwidth_gb_per_second" ? "bandwidth" : "memory_gib";
  if (first === "max_gpus" || first === "gpus_per_node") return `p-${first}`;
  const known = { parallel: second, budget_usd_per_hour: "r-budget", providers: "r-providers", classes: "r-class", requirements: second ? `r-${second}` : null, adapter: "t-rank", offload: name === "training" ? "t-offload" : undefined }[first] ?? first;
  if (!known) return null;
  const prefixed = `${PREFIX[name] ?? ""}${known}`;
  return $(prefixed) ? prefixed : $(known) ? known : null;
}

function fieldError(id, message, suggestions) {
  const place = $(`${id}-error`), input = $(id);
  if (!place) return false;
  const detail = input.closest("details");
  if (detail) detail.open = true;
  const offer = suggestions.slice(0, 3).map((suggestion, index) => [index ? ", " : " Did you mean ", h("button", { type: "button", onclick: () => { show(id, suggestion); changed(id, suggestion); } }, suggestion)]);
  place.replaceChildren(message, ...offer.flat(), ...(offer.length ? ["?"] : []));
  place.hidden = false;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-errormessage", place.id);
  return input.getClientRects().length > 0;
}

const sentence = (text) => { const line = text.replace(/^\/\S*: /, ""); return `${line[0].toUpperCase()}${line.slice(1)}${/[.!?]$/.test(line) ? "" : "."}`; };

function refused(error, name, target) {
  if (!(error instanceof Refusal)) {
    banner("The service does not answer. It may have been stopped, or the network is away.", h("button.ghost", { type: "button", onclick: update }, "Try again"));
    return;
  }
  if (error.status === 401 || error.status === 403) return askKey(error.message);
  if (error.status === 429) return banner(`${sentence(error.message)}`, h("button.ghost", { type: "button", onclick: update }, "Try again"));
  const problems = error.problem?.errors ?? [];
  const unplaced = problems.filter((problem) => {
    const id = inputOf(problem.pointer ?? "", name);
    return !(id && fieldError(id, sentence(problem.detail), problem.suggestions ?? []));
  });
  const lines = problems.length ? unplaced.map((problem) => sentence(problem.detail)) : [sentence(error.message)];
  if (lines.length) banner(lines.join(" "));
  const text = problems.length > unplaced.length ? "See what is marked in the form." : lines[0];
  target.replaceChildren(nothing("Not an estimate yet", text));
  $("status").textContent = `Refused: ${error.message}`;
}

function banner(text, ...actions) {
  $("banner").replaceChildren(h("div.banner", null, h("p", null, text), ...actions));
}

function askKey(text) {
  const field = h("input", { type: "password", id: "key", autocomplete: "off" });
  const form = h("form.banner", { onsubmit: (event) => { event.preventDefault(); keyStore.set(field.value.trim()); begin(); } },
    h("p", null, sentence(text)), h("label", { for: "key" }, "API key"), field, h("button.ghost", { type: "submit" }, "Use it"));
  $("banner").replaceChildren(form);
  field.focus();
}

// MARK: models

/** A line of what the chosen model is. */
async function facts() {
  const line = $("facts");
  if (state.source === "own") { line.textContent = own?.summary ?? ""; return; }
  line.textContent = "";
  if (state.source !== "catalog" || !state.model) return;
  const wanted = state.model;
  try {
    const model = await ask(`/v1/models/${wanted.split("/").map(encodeURIComponent).join("/")}`);
    if (state.model === wanted && state.source === "catalog") line.textContent = described(model);
  } catch { /* the estimate says what is wrong */ }
}

function described(model) {
  const a = model.architecture, p = model.parameters ?? {};
  const heads = a?.attention_heads ? `, ${a.attention.toUpperCase()}${a.kv_heads ? ` ${a.attention_heads}/${a.kv_heads}` : ""}` : "";
  return [
    p.total ? `${count(p.total)} parameters${p.active && p.active < p.total ? ` (${count(p.active)} active)` : ""}` : null,
    a ? `${a.layers} layers${heads}` : null,
    a?.max_context ? `${whole(a.max_context)} tokens at most` : null,
    model.license ? `licence ${model.license}` : null,
  ].filter(Boolean).join(" · ");
}

/** Reads a file that was dropped or chosen: a config, an index, or the header of weights. */
async function take(file) {
  show("source", "own");
  state.source = "own";
  arrange();
  own = { summary: `Reading ${file.name} …` };
  facts();
  try {
    if (/\.json$/i.test(file.name) || file.type === "application/json") await takeJSON(file);
    else await takeWeights(file);
  } catch (error) {
    own = null;
    state.config = "";
    show("config", "");
    fieldError("config", sentence(error.message), []);
    facts();
    return;
  }
  facts();
  later(0);
}

async function takeJSON(file) {
  if (file.size > LARGEST_HEADER) throw new Error(`${file.name} is larger than any config.json.`);
  const text = await file.text(), value = JSON.parse(text);
  if (value.weight_map) {
    inspected(await post("/v1/models/inspect", { safetensors_index: value }), file.name);
    return;
  }
  own = { summary: described(await post("/v1/models/inspect", { hf_config: value })) };
  state.config = text;
  show("config", JSON.stringify(value, null, 1));
}

async function takeWeights(file) {
  const header = await fileHeader(file);
  inspected(await ask("/v1/models/inspect", { method: "POST", body: header, type: "application/octet-stream" }), file.name);
}

function inspected(model, name) {
  const total = model.parameters?.total, config = model.catalog_entry?.config;
  if (!config && !total) throw new Error(`${name} does not tell the shape of the model; bring its config.json too.`);
  const bits = model.weights_bytes && total ? Math.round(80000 * model.weights_bytes / total) / 10000 : null;
  own = { bits, parameters: total, withoutConfig: !config, summary: `${name}: ${described(model)}${bits ? ` · ${bits.toFixed(2)} bits a weight as stored` : ""}${config ? "" : " · the shape is inferred from the size; add config.json for more"}` };
  state.config = config ? JSON.stringify(config) : "";
  show("config", config ? JSON.stringify(config, null, 1) : "");
  if (bits) { state.weights = ""; show("weights", ""); }
}

// MARK: the page

/** Shows the inputs that belong to the choices made. */
function arrange() {
  for (const node of document.querySelectorAll("[data-when]")) {
    const [id, value] = node.dataset.when.split("=");
    node.hidden = state[id] !== value;
  }
  for (const node of document.querySelectorAll("[data-tabs]")) node.hidden = !node.dataset.tabs.split(" ").includes(tab);
  $("batch").disabled = Boolean(state.batch_max);
  $("t-rank").disabled = !TECHNIQUES_WITH_RANK.includes(state["t-technique"]);
  $("gpus-field").hidden = tab === "plans" || tab === "hardware";
  const inside = document.querySelectorAll(".more input, .more select");
  const set = [...inside].filter((node) => node.value).length;
  $("more-count").textContent = set ? `(${set} set)` : "";
  $("weights").placeholder = state.source === "own" && own?.bits ? `${own.bits.toFixed(2)} bits, as the file` : "as published";
}

/** On a phone the answer lies below the form; a line at the foot of the screen says it meanwhile. */
function peek(answer) {
  const node = $("peek"), total = answer.memory?.per_gpu?.total_bytes, line = answer.fit?.usable_bytes_per_gpu;
  node.dataset.ready = total ? "1" : "";
  if (!total) node.hidden = true;
  node.className = `peek ${tone(answer.fit?.verdict)}`;
  if (total) node.replaceChildren(answer.fit ? pill(answer.fit.verdict) : h("b", null, "Takes"), h("span", null, line ? `${bytes(total)} of ${bytes(line)}` : bytes(total)), h("span", { "aria-hidden": "true" }, "↓"));
}

function watchResults() {
  new IntersectionObserver(([entry]) => { $("peek").hidden = entry.isIntersecting || !$("peek").dataset.ready; }).observe($("results"));
  $("peek").addEventListener("click", (event) => { event.preventDefault(); $("results").scrollIntoView(); $("results").focus({ preventScroll: true }); });
  document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); $("results").scrollIntoView(); $("results").focus({ preventScroll: true }); });
}

function select(name, focus = false) {
  tab = name;
  for (const other of TABS) {
    const isShown = other === name, button = $(`tab-${other}`);
    button.setAttribute("aria-selected", String(isShown));
    button.tabIndex = isShown ? 0 : -1;
    $(`panel-${other}`).hidden = !isShown;
    if (isShown) { button.scrollIntoView({ block: "nearest", inline: "nearest" }); if (focus) button.focus(); }
  }
  later(0);
}

function option(id, label, detail, aliases = []) {
  return { id, label, detail, aliases, words: [id, label, ...aliases].join(" ").toLowerCase() };
}

async function catalog() {
  const [models, gpus, formats, runtimes] = await Promise.all([
    all("/v1/models", "models"), all("/v1/gpus", "gpus"), ask("/v1/weight-formats"), ask("/v1/runtimes"),
  ]);
  combos.model.options = models.map((m) => option(m.id, m.name, `${m.id}${m.parameters ? ` · ${count(m.parameters)}` : ""}`, m.aliases));
  combos.gpu.options = gpus.map((g) => option(g.id, g.name, [bytes(g.memory.planned_bytes), g.memory.bandwidth_bytes_per_second ? `${figure(g.memory.bandwidth_bytes_per_second / 1e9)} GB/s` : null, g.class?.replaceAll("_", " ")].filter(Boolean).join(" · "), g.aliases));
  combos.weights.options = formats.weight_formats.map((f) => option(f.id, f.id, `${f.name} · ${figure(f.bits_per_weight)} bits`, f.aliases));
  combos.runtime.options = runtimes.runtimes.map((r) => option(r.id, r.name ?? r.id, r.id, r.aliases));
  // Aliases of a link become the entry that they mean.
  for (const name of COMBOS) combos[name].set(combos[name].find(state[name])?.id ?? state[name]);
}

async function tabs() {
  await Promise.all(Object.entries(ROUTES).map(async ([name, path]) => { $(`tab-${name}`).hidden = !await exists(path); }));
  if ($(`tab-${tab}`).hidden) select("serving");
}

async function begin() {
  clearErrors();
  try { await Promise.all([catalog(), tabs()]); }
  catch (error) { refused(error, tab, place(tab)); return; }
  facts();
  select(tab);
}

function listen() {
  for (const id of INPUTS) $(id).addEventListener("input", () => changed(id, valueOf(id)));
  for (const name of RADIOS) for (const node of document.getElementsByName(name)) node.addEventListener("change", () => changed(name, node.value));
  $("config").addEventListener("input", () => { own = null; });
  $("file").addEventListener("change", (event) => { const [file] = event.target.files; if (file) take(file); event.target.value = ""; });
  for (const form of document.forms) form.addEventListener("submit", (event) => { event.preventDefault(); update(); });
  $("form").addEventListener("reset", (event) => { event.preventDefault(); own = null; history.replaceState(null, "", location.pathname); restore(); facts(); select("serving"); });
  const tabList = $("tabs");
  tabList.addEventListener("click", (event) => { const button = event.target.closest("[role=tab]"); if (button) select(button.id.slice(4)); });
  tabList.addEventListener("keydown", (event) => {
    const open = TABS.filter((name) => !$(`tab-${name}`).hidden), here = open.indexOf(tab);
    const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: open.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    select(open[(to + open.length) % open.length], true);
  });
  $("copy-link").addEventListener("click", () => copy(address(), "Link"));
  $("copy-curl").addEventListener("click", () => { try { copy(curl(tab), "Command"); } catch (error) { toast(error.message); } });
  addEventListener("hashchange", () => { restore(); facts(); select(tab); });
  addEventListener("dragover", (event) => { event.preventDefault(); $("drop").classList.add("over"); });
  addEventListener("dragleave", () => $("drop").classList.remove("over"));
  addEventListener("drop", (event) => { event.preventDefault(); $("drop").classList.remove("over"); const [file] = event.dataTransfer.files; if (file) take(file); });
}

restore();
arrange();
listen();
watchResults();
begin();
