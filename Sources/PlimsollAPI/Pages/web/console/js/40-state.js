// What is asked: the form, its place in the URL, and the requests it makes.

const TABS = ["serving", "quantization", "training", "plans", "hardware", "sweep"];
const COMBOS = ["model", "weights", "runtime", "gpu"];
const RADIOS = ["source", "card"];
const START = { source: "catalog", card: "catalog", model: "meta-llama/Meta-Llama-3-70B", weights: "int8", batch: "4", context: "8192", gpu: "h100-sxm-80gb", gpus: "2" };

/** Ids of the plain inputs; every one is also a name in the URL. */
const INPUTS = [...document.querySelectorAll("input[id]:not([type=file]), select[id], textarea[id]")].map((node) => node.id).filter((id) => !COMBOS.includes(id));

const state = {};
let tab = "serving";

function valueOf(id) {
  const node = $(id);
  return node.type === "checkbox" ? (node.checked ? "1" : "") : node.value.trim();
}

function show(id, value) {
  if (COMBOS.includes(id)) return combos[id].set(value);
  if (RADIOS.includes(id)) {
    for (const node of document.getElementsByName(id)) node.checked = node.value === value;
    return;
  }
  const node = $(id);
  if (node.type === "checkbox") node.checked = value === "1";
  else if (node.tagName === "SELECT" && ![...node.options].some((option) => option.value === value)) node.add(new Option(value, value));
  if (node.type !== "checkbox") node.value = value;
}

const fields = [...COMBOS, ...RADIOS, ...INPUTS];

/** Reads `#tab?name=value&…`; without one the form starts with an example. */
function restore() {
  const [name, query = ""] = decodeHash();
  tab = TABS.includes(name) ? name : "serving";
  const given = new URLSearchParams(query);
  const isEmpty = [...given.keys()].length === 0;
  for (const id of fields) {
    const value = isEmpty ? START[id] ?? "" : given.get(id) ?? (RADIOS.includes(id) ? "catalog" : "");
    state[id] = value;
    show(id, value);
  }
}

function decodeHash() {
  const text = location.hash.slice(1), cut = text.indexOf("?");
  return cut < 0 ? [text] : [text.slice(0, cut), text.slice(cut + 1)];
}

/** The page's address with everything that was asked; the fragment is never sent to a server. */
function address() {
  const query = new URLSearchParams();
  for (const id of fields) {
    if (!state[id] || (RADIOS.includes(id) && state[id] === "catalog")) continue;
    if (id === "model" && state.source !== "catalog") continue;
    query.set(id, id === "config" ? compact(state[id]) : state[id]);
  }
  return `${location.origin}${location.pathname}#${tab}?${query.toString().replaceAll("%2F", "/").replaceAll("%2C", ",")}`;
}

function compact(text) {
  try { return JSON.stringify(JSON.parse(text)); } catch { return text; }
}

/** A wrong entry of the form that the service need not be asked about. */
class FormError extends Error {
  constructor(field, text) { super(text); this.field = field; }
}

const tokens = (id) => state[id] ? parsedCount(state[id], 1024) : undefined;
const number = (id) => state[id] ? parsedCount(state[id]) : undefined;
const text = (id) => state[id] || undefined;

/** Members that are set; an object without one is left out. */
function filled(object) {
  const members = Object.entries(object).filter(([, value]) => value !== undefined);
  return members.length ? Object.fromEntries(members) : undefined;
}

function modelOf() {
  if (state.source === "catalog") {
    if (!state.model) throw new FormError("model", "Choose a model of the catalog, or bring a file of your own.");
    return state.model;
  }
  if (state.source === "size") {
    if (!state.parameters) throw new FormError("parameters", "How many parameters has the model?");
    return filled({ parameters: number("parameters"), hidden_size: number("hidden_size"), layers: number("layers"), kv_heads: number("kv_heads") });
  }
  if (own?.withoutConfig && !state.config) return { parameters: own.parameters };
  if (!state.config) throw new FormError("config", "Paste the model’s config.json, or drop a file of it.");
  try { return { hf_config: JSON.parse(state.config) }; }
  catch (error) { throw new FormError("config", `This is not JSON yet: ${error.message}.`); }
}

function weightsOf() {
  if (!state.weights && state.source === "own" && own?.bits) return { bits_per_weight: own.bits };
  const bits = /^([\d.]+) ?(bits?)?$/.exec(state.weights);
  return bits ? { bits_per_weight: Number(bits[1]) } : text("weights");
}

function hardware() {
  const gpu = state.card === "catalog" ? text("gpu")
    : filled({ memory_gib: number("memory_gib"), bandwidth_gb_per_second: number("bandwidth") });
  if (state.card === "memory" && !state.memory_gib) throw new FormError("memory_gib", "GiB of the card?");
  return filled({ gpu, gpus: gpu ? number("gpus") : undefined }) ?? {};
}

/** A request of /v1/estimates/inference, with or without its hardware. */
function servingRequest({ withLayout = true, withLoad = true, withWeights = true } = {}) {
  return filled({
    model: modelOf(),
    weights: withWeights ? weightsOf() : undefined,
    kv_cache: text("kv_cache"),
    runtime: text("runtime"),
    ...(withLoad ? { batch: state.batch_max ? "max" : tokens("batch"), context: tokens("context") } : {}),
    prompt: withLoad ? tokens("prompt") : undefined,
    max_batched_tokens: tokens("max_batched_tokens"),
    max_sequences: tokens("max_sequences"),
    gpu_layers: number("gpu_layers"),
    expert_layers_on_host: number("expert_layers_on_host"),
    attention: text("attention"),
    memory_utilization: number("memory_utilization"),
    estimator: text("estimator"),
    ...(withLayout ? { ...hardware(), parallel: layout() } : {}),
  });
}

function layout() {
  return filled({ tensor: number("tensor"), pipeline: number("pipeline"), data: number("data"), expert: number("expert") });
}

const TECHNIQUES_WITH_RANK = ["lora", "qlora", "dora", "qdora", "rslora", "galore"];

function trainingRequest(withHardware = true) {
  const adapter = TECHNIQUES_WITH_RANK.includes(state["t-technique"]);
  return filled({
    model: modelOf(),
    technique: text("t-technique"),
    adapter: adapter ? filled({ rank: number("t-rank") }) : undefined,
    precision: text("t-precision"),
    optimizer: text("t-optimizer"),
    micro_batch: number("t-micro_batch"),
    sequence_length: tokens("t-sequence_length"),
    gradient_accumulation: number("t-gradient_accumulation"),
    activation_checkpointing: text("t-activation_checkpointing"),
    zero_stage: number("t-zero_stage"),
    offload: filled({ optimizer: text("t-offload") }),
    objective: text("t-objective"),
    tokens: number("t-tokens"),
    ...(withHardware ? { ...hardware(), parallel: filled({ tensor: number("t-tensor"), pipeline: number("t-pipeline"), context: number("t-context") }) } : {}),
  });
}

function list(id, fallback, kilo = 1024) {
  const items = (state[id] || fallback).split(/[,;\s]+/).filter(Boolean).map((item) => parsedCount(item, kilo));
  if (items.some((item) => typeof item !== "number")) throw new FormError(id, "Numbers, with commas between them.");
  return [...new Set(items)].sort((a, b) => a - b);
}

/** What a layout is looked for: serving as the form says, or training as its tab says. */
function workload() {
  return state["p-workload"] === "training"
    ? { workload: "training", request: trainingRequest(false) }
    : { workload: "inference", request: servingRequest({ withLayout: false }) };
}

/** Path and body of what the tab shows. */
function requestOf(name) {
  switch (name) {
    case "serving": return ["/v1/estimates/inference", { ...servingRequest(), explain: true }];
    case "quantization": return ["/v1/estimates/quantization", servingRequest({ withWeights: false })];
    case "training": return ["/v1/estimates/training", { ...trainingRequest(), explain: true }];
    case "plans": {
      const { gpu } = hardware();
      if (!gpu) throw new FormError("gpu", "Name the card whose layouts are to be compared.");
      return ["/v1/plans/sharding", filled({ ...workload(), gpu, max_gpus: number("p-max_gpus") ?? 8, gpus_per_node: number("p-gpus_per_node"), objective: text("p-objective"), limit: 12 })];
    }
    case "hardware":
      return ["/v1/recommendations", filled({
        request: servingRequest({ withLayout: false }), objective: text("r-objective") ?? "cost",
        requirements: filled({ time_per_output_token_ms: number("r-time_per_output_token_ms"), requests_per_second: number("r-requests_per_second") }),
        budget_usd_per_hour: number("r-budget"), providers: state["r-providers"] ? state["r-providers"].split(/[,;]\s*/).filter(Boolean) : undefined,
        classes: state["r-class"] ? [state["r-class"]] : undefined, limit: 12 })];
    default:
      return ["/v1/sweeps", { estimate: "inference", base: servingRequest({ withLoad: false }), over: { batch: list("s-batch", "1 2 4 8 16 32 64 128"), context: list("s-context", "2k 4k 8k 16k 32k 64k 128k") }, fields: Object.values(GRID_FIELDS) }];
  }
}

/** The request as a command for a shell. */
function curl(name) {
  const [path, body] = requestOf(name);
  const json = JSON.stringify(body, null, 1).replace(/\n */g, " ").replaceAll("'", "'\\''");
  const key = keyStore.get() ? " -H \"Authorization: Bearer $PLIMSOLL_KEY\"" : "";
  return `curl -s ${location.origin}${path}${key} --json '${json}'`;
}
