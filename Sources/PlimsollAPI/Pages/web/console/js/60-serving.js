// The estimates of one configuration: serving and training.

/** What the terms of an explanation belong to. */
const EXPLAINED = {
  weights: "weights_bytes", kv_cache: "kv_cache_bytes", recurrent_state: "recurrent_state_bytes", activation: "activation_bytes", activations: "activation_bytes",
  device_context: "runtime_bytes", communication: "runtime_bytes", graphs: "runtime_bytes", other: "runtime_bytes", communicators: "runtime_bytes", reserve: "runtime_bytes",
  gradients: "gradient_bytes", gradient: "gradient_bytes", optimizer: "optimizer_bytes", optimizer_state: "optimizer_bytes", adapter: "adapter_bytes", adapters: "adapter_bytes",
};

const spaced = (name) => { const words = name.replaceAll("_", " "); return words[0].toUpperCase() + words.slice(1); };

function headline(fit, layout) {
  const cards = layout?.gpus > 1 ? `${layout.gpus}\u00a0×\u00a0` : "";
  const card = `${cards}${gpuName(fit?.gpu)}`;
  switch (fit?.verdict) {
    case "fits": return `Fits on ${card}`;
    case "tight": return `Fits on ${card}, tightly`;
    case "risky": return `Risky on ${card}`;
    case "does_not_fit": return `Does not fit on ${card}`;
    default: return null;
  }
}

const gpuName = (id) => combos.gpu.find(id ?? "")?.label ?? (state.card === "memory" && state.memory_gib ? `a card of ${state.memory_gib} GiB` : id ?? "this card");

function verdict(answer, subject) {
  const { fit, memory } = answer;
  if (!fit) return h("div.verdict.tone-none", null, gauge(1, 0), h("h2", null, `Takes ${bytes(memory.per_gpu.total_bytes)}`),
    h("p", null, `${subject}. Name a GPU to see whether it fits, and what else would.`));
  return h(`div.verdict.${tone(fit.verdict)}`, null, gauge(memory.per_gpu.total_bytes, fit.usable_bytes_per_gpu),
    h("h2", null, headline(fit, answer.layout)),
    h("p", null, `${subject}: ${fit.reason.replace(/\.$/, "")}.`));
}

function memorySheet(answer) {
  const { memory, fit, layout } = answer;
  const each = memory.per_gpu, many = layout?.gpus > 1;
  const band = each.high_bytes > each.low_bytes ? `${bytes(each.low_bytes)} to ${bytes(each.high_bytes)} ${answer.estimator === "rule_of_thumb" ? "by its shares" : "in 90 % of real runs"}` : "";
  return h("section.sheet", { "aria-label": "Memory" },
    h("div.head-row", null, h("h3", null, many ? "Memory of the fullest GPU" : "Memory"), h("p", null, `${bytes(each.total_bytes)}${band ? `; ${band}` : ""}`)),
    hull(each, fit),
    termList(each, answer.explanation ?? []),
    memory.stages?.length > 1 ? stages(memory.stages, fit?.usable_bytes_per_gpu) : null);
}

function termList(memory, explanation) {
  // Training has gather buffers of its own; in serving they are the runtime's.
  const termOf = (quantity) => memory[`${quantity}_bytes`] > 0 ? `${quantity}_bytes` : EXPLAINED[quantity] ?? quantity;
  const explained = (key) => explanation.filter((item) => termOf(item.quantity) === key);
  return h("div.terms", null, termsOf(memory).map((term) => {
    const lines = explained(term.key);
    const row = [h("span.swatch", { css: { background: `var(${term.color})` }, "aria-hidden": "true" }), h("span", null, term.name),
      h("span.num", { title: `${whole(term.bytes)} bytes` }, bytes(term.bytes)), h("span.share-of", null, percent(term.bytes, memory.total_bytes)), h("span.chev", { "aria-hidden": "true" })];
    return h("details", { "data-term": term.key }, h("summary.term-row", null, row), h("div.term-body", null, h("p", null, term.meaning),
      lines.map((line) => h("dl", null,
        lines.length > 1 ? [h("dt", null, "Term"), h("dd", null, `${spaced(line.quantity)}, ${bytes(line.bytes)}`)] : null,
        h("dt", null, "Formula"), h("dd", null, h("code", null, line.formula)),
        h("dt", null, "With numbers"), h("dd", null, h("code", null, line.substituted)),
        line.source ? [h("dt", null, "Source"), h("dd", null, line.source)] : null))));
  }));
}

/** A list of figures; rows whose value is missing are left out. */
function figures(title, rows) {
  const known = rows.filter((row) => row && row[1] !== undefined && row[1] !== null && row[1] !== "–");
  if (!known.length) return null;
  return h("section.sheet", { "aria-label": title }, h("h3", null, title),
    h("dl.figures", null, known.map(([name, value, note]) => [h("dt", null, name), h("dd", null, value, note ? h("small", null, tied(note)) : null)])));
}

/** `low … high` of a figure, where the answer has both. */
function between(performance, key, format) {
  const low = performance.low?.[key], high = performance.high?.[key];
  if (!Number.isFinite(low) || !Number.isFinite(high)) return null;
  return `${format(Math.min(low, high))} to ${format(Math.max(low, high))}`;
}

function notes(answer) {
  return [
    besideLayers(answer.comparison),
    answer.warnings?.length ? h("section.sheet", { "aria-label": "Warnings" }, h("h3", null, "Mind"), h("ul.notes.warn", null, answer.warnings.map((note) => h("li", null, note)))) : null,
    answer.assumptions?.length ? h("section.sheet", { "aria-label": "Assumptions" }, h("h3", null, "Assumed"), h("ul.notes", null, answer.assumptions.map((note) => h("li", null, note)))) : null,
  ];
}

/** A rule of thumb beside the model's layers, term by term. */
function besideLayers(comparison) {
  if (!comparison?.terms?.length) return null;
  const known = termsOf(Object.fromEntries(comparison.terms.map((term) => [term.quantity, 1])));
  const named = (term) => known.find(({ key }) => key === term.quantity)?.name ?? spaced(term.quantity.replace(/_bytes$/, ""));
  return h("section.sheet", { "aria-label": "Beside the layers" },
    h("div.head-row", null, h("h3", null, "Beside the layers"), h("p", null, `${bytes(comparison.total_bytes)} by the layers${comparison.verdict ? `: ${VERDICTS[comparison.verdict].toLowerCase()}` : ""}`)),
    table("Rule of thumb beside the layers", [
      ["Term", false, named],
      ["Rule of thumb", true, (term) => bytes(term.rule_of_thumb_bytes)],
      ["Layers", true, (term) => bytes(term.architecture_bytes)],
      ["Layers / rule", true, (term) => Number.isFinite(term.ratio) ? figure(term.ratio) : "–"],
    ], comparison.terms, { note: (term) => term.why }));
}

const perSecond = (value) => `${figure(value)} / s`;

function costSheet(cost) {
  if (!cost) return null;
  const price = cost.price ? [cost.price.provider, (cost.price.tier ?? cost.price.commitment)?.replaceAll("_", " "), cost.price.as_of?.replaceAll("-", "\u2011")].filter(Boolean).join(", ") : null;
  const option = (key) => Number.isFinite(cost[key]) ? dollars(cost[key]) : null;
  return figures("Cost", [
    ["An hour", option("usd_per_hour"), price], ["A million output tokens", option("usd_per_million_output_tokens"), Number.isFinite(cost.saturation?.usd_per_million_output_tokens) ? `${dollars(cost.saturation.usd_per_million_output_tokens)} with every slot taken` : null],
    ["A month", option("usd_per_month")], ["The run", option("usd")],
  ]);
}

function servingView(answer) {
  const { capacity, performance: speed, layout, memory } = answer;
  const model = answer.model?.name ?? answer.model?.id ?? "The model";
  const subject = `${model} in ${answer.weights?.id ?? answer.weights ?? "its format"}, ${plural(answer.batch, "sequence")} of ${whole(answer.context)} tokens`;
  const shape = layout ? [["tensor", "tensor"], ["pipeline", "pipeline"], ["data", "replica"], ["expert", "expert"], ["context", "context"]].filter(([key]) => layout[key] > 1).map(([key, name]) => `${name} ${layout[key]}`).join(" × ") : "";
  return h("div.view", null, verdict(answer, subject), memorySheet(answer), h("div.columns", null,
    capacity ? figures("Capacity", [
      ["Largest batch at this context", whole(capacity.max_batch)],
      ["Longest context at this batch", whole(capacity.max_context), "tokens each"],
      ["Tokens in the cache pool", whole(capacity.kv_cache_tokens), bytes(capacity.kv_cache_bytes_per_gpu) + " a GPU"],
    ]) : null,
    speed ? figures("Speed", [
      ["First token after", milliseconds(speed.time_to_first_token_ms), between(speed, "time_to_first_token_ms", milliseconds)],
      ["Each further token", milliseconds(speed.time_per_output_token_ms), between(speed, "time_per_output_token_ms", milliseconds)],
      ["Output tokens, all sequences", perSecond(speed.output_tokens_per_second), between(speed, "output_tokens_per_second", perSecond)],
      ["… prompts included", perSecond(speed.end_to_end_output_tokens_per_second)],
      ["Prompt tokens", perSecond(speed.prefill_tokens_per_second)],
      ["Bound by", speed.bound],
    ].filter(([, value]) => value !== "– / s")) : null,
    costSheet(answer.cost),
    figures("Shape", [
      ["Parameters", count(answer.model?.parameters), answer.model?.active_parameters < answer.model?.parameters ? `${count(answer.model.active_parameters)} a token` : null],
      ["Layout", layout?.gpus > 1 ? shape || `${layout.gpus} GPUs` : null],
      ["Cache of a token", memory.kv_cache_bytes_per_token ? bytes(memory.kv_cache_bytes_per_token) : null, answer.kv_cache ? `keys and values in ${answer.kv_cache}` : null],
      ["Cache of a sequence", memory.kv_cache_bytes_per_sequence ? bytes(memory.kv_cache_bytes_per_sequence) : null],
      ["State of a sequence", memory.recurrent_state_bytes_per_sequence ? bytes(memory.recurrent_state_bytes_per_sequence) : null],
      ["All GPUs together", layout?.gpus > 1 ? bytes(memory.all_gpus?.total_bytes) : null],
      ["Host memory", memory.host_bytes ? bytes(memory.host_bytes) : null],
    ])), notes(answer));
}

function trainingView(answer) {
  const { performance: speed, capacity, memory } = answer;
  const model = answer.model?.name ?? answer.model?.id ?? "The model";
  const subject = `${model}, ${answer.technique ?? state["t-technique"] ?? "full"} training, micro-batch ${answer.micro_batch ?? state["t-micro_batch"] ?? 1}`;
  return h("div.view", null, verdict(answer, subject), memorySheet(answer), h("div.columns", null,
    figures("Reach", [
      ["Trainable parameters", count(answer.trainable_parameters), answer.model?.parameters ? percent(answer.trainable_parameters, answer.model.parameters) : null],
      ["GPUs needed at least", answer.minimum_gpus ? whole(answer.minimum_gpus.gpus ?? answer.minimum_gpus) : null],
      ["Largest micro-batch", capacity?.max_micro_batch !== undefined ? whole(capacity.max_micro_batch) : null],
      ["Longest sequence", capacity?.max_sequence_length !== undefined ? whole(capacity.max_sequence_length) : null],
      ["Host memory", memory.host_bytes ? bytes(memory.host_bytes) : null],
      ["NVMe", memory.nvme_bytes ? bytes(memory.nvme_bytes) : null],
    ]),
    speed ? figures("Speed", [
      ["A step", milliseconds(speed.step_time_ms), between(speed, "step_time_ms", milliseconds)],
      ["Tokens, all GPUs", perSecond(speed.tokens_per_second), between(speed, "tokens_per_second", perSecond)],
      ["Model FLOPs utilization", Number.isFinite(speed.model_flops_utilization) ? percent(speed.model_flops_utilization, 1) : null],
      ["The run", Number.isFinite(speed.hours) ? duration(speed.hours) : null, between(speed, "hours", duration)],
    ].filter(([, value]) => value !== "– / s")) : null,
    costSheet(answer.cost)), notes(answer));
}
