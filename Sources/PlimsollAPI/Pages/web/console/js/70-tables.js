// Answers that are tables: formats, layouts, cards, and the grid of a sweep.

/**
 * A table; a column is [heading, is a number, cell of a row]. The first one names the row; a note goes below it.
 * On a phone each row is a card whose cells bear their headings; the roles keep it a table for those who do not see it.
 */
function table(label, columns, rows, { chosen = () => false, note = () => null } = {}) {
  return h("div.scroll", { role: "region", tabindex: "0", "aria-label": `${label}, may scroll sideways` },
    h("table.stack", { role: "table" }, h("caption.sr", null, label),
      h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, columns.map(([name, isNumber]) => h(isNumber ? "th.num" : "th", { scope: "col", role: "columnheader" }, name)))),
      h("tbody", { role: "rowgroup" }, rows.map((row) => {
        const words = note(row);
        const cells = columns.map(([name, isNumber, cell], index) => h((index === 0 ? "th" : "td") + (isNumber ? ".num" : ""), index === 0 ? { scope: "row", role: "rowheader" } : { role: "cell", "data-label": name }, cell(row)));
        return [h(`tr${chosen(row) ? ".chosen" : ""}${words ? ".noted" : ""}`, { role: "row" }, cells), words ? h("tr.note", { role: "row" }, h("td", { colspan: columns.length, role: "cell" }, h("span", null, words))) : null];
      }))));
}

const link = (label, act, said) => h("button.link", { type: "button", onclick: act, "aria-label": said }, label);

/** Takes values into the form and shows another tab. */
function adopt(values, name) {
  for (const [id, value] of Object.entries(values)) { state[id] = value; show(id, value); }
  select(name);
}

/** What is shown of the formats: those of one engine, those that fit. */
function formatsShown(answer) {
  const engine = state["q-engine"], fitting = state["q-fits"];
  return (answer.formats ?? [])
    .filter((format) => !engine || format.engines?.includes(engine))
    .filter((format) => !fitting || ["fits", "tight"].includes(format.fit?.verdict))
    .sort((a, b) => b.bits_per_weight - a.bits_per_weight);
}

function quantizationView(answer) {
  const formats = formatsShown(answer), every = answer.formats ?? [];
  const largest = Math.max(...every.map((format) => Math.max(format.total_bytes ?? 0, format.fit?.usable_bytes_per_gpu ?? 0)));
  const hasFit = every.some((format) => format.fit);
  const lead = hasFit ? `${formats.filter((format) => ["fits", "tight"].includes(format.fit?.verdict)).length} of ${plural(formats.length, "format")} fit` : plural(formats.length, "format");
  const support = (text) => text?.startsWith("native") ? "as stored" : text ? "widened" : "–";
  if (!formats.length) return h("div.view", null, nothing("No format is left", "Choose another engine, or show those too that do not fit."), notes(answer));
  return h("div.view", null, h("section.sheet", { "aria-label": "Weight formats" },
    h("div.head-row", null, h("h2", null, `${answer.model?.name ?? "The model"} by weight format`), h("p", null, lead)),
    table("Weight formats", [
      ["Format", false, (format) => [link(format.weights, () => adopt({ weights: format.weights }, "serving"), `Estimate with ${format.weights}`), format.name && format.name.toLowerCase() !== format.weights && !format.name.startsWith("GGUF ") ? h("small", null, format.name) : null]],
      ["Bits", true, (format) => format.bits_per_weight?.toFixed(2)],
      ["File", true, (format) => bytes(format.file_bytes)],
      ["Weights", true, (format) => bytes(format.weights_bytes)],
      [answer.formats?.[0]?.fit?.gpus > 1 ? "Total, a GPU" : "Total", true, (format) => bytes(format.total_bytes)],
      [hasFit ? "Against the line" : "", false, (format) => h("div.bar", { "aria-hidden": "true" }, h("span", { css: { width: `${100 * format.total_bytes / largest}%`, background: format.fit?.verdict === "does_not_fit" ? "var(--no)" : "var(--c-weights)" } }), format.fit ? h("em", { css: { left: `${100 * format.fit.usable_bytes_per_gpu / largest}%` } }) : null)],
      ...(hasFit ? [["Verdict", false, (format) => pill(format.fit?.verdict)], ["Largest batch", true, (format) => format.capacity ? whole(format.capacity.max_batch) : "–"]] : []),
      ...(formats.some((format) => format.performance) ? [["Each token", true, (format) => format.performance ? milliseconds(format.performance.time_per_output_token_ms) : "–"]] : []),
      ...(formats.some((format) => format.hardware_support) ? [["Multiplied", false, (format) => h("span", { title: format.hardware_support }, support(format.hardware_support))]] : []),
    ], formats, { chosen: (format) => format.weights === state.weights, note: (format) => format.quality?.note ? `Quality: ${format.quality.note}` : null })), notes(answer));
}

const shapeOf = (layout) => ["tensor", "pipeline", "data", "expert", "context"].filter((key) => layout?.[key] > 1).map((key) => `${key} ${layout[key]}`).join(" × ") || "one GPU";

const hasAny = (rows, get) => rows.some((row) => get(row) !== undefined && get(row) !== null);

/** Columns that plans and recommendations share. */
function planColumns(rows) {
  return [
    ["A GPU", true, (row) => bytes(row.memory?.per_gpu?.total_bytes)],
    ["Left free", true, (row) => bytes(row.fit?.headroom_bytes_per_gpu)],
    ["Verdict", false, (row) => pill(row.fit?.verdict)],
    ...(hasAny(rows, (row) => row.capacity?.max_batch) ? [["Batch", true, (row) => whole(row.capacity?.max_batch)]] : []),
    ...(hasAny(rows, (row) => row.performance) ? [
      ["First token", true, (row) => milliseconds(row.performance?.time_to_first_token_ms)],
      ["Each token", true, (row) => milliseconds(row.performance?.time_per_output_token_ms)],
      ["Output / s", true, (row) => figure(row.performance?.output_tokens_per_second)]] : []),
    ...(hasAny(rows, (row) => row.cost) ? [
      ["$ / hour", true, (row) => dollars(row.cost?.usd_per_hour)],
      ["$ / M tokens", true, (row) => dollars(row.cost?.usd_per_million_output_tokens)]] : []),
  ];
}

const why = { note: (row) => Array.isArray(row.why) ? row.why.join("; ") : row.why };

/** Columns of plans of training. */
function trainingColumns() {
  return [
    ["ZeRO", true, (row) => whole(row.layout.zero_stage)],
    ["Checkpointing", false, (row) => row.activation_checkpointing],
    ["Micro-batch", true, (row) => `${whole(row.micro_batch)}${row.gradient_accumulation > 1 ? ` × ${whole(row.gradient_accumulation)}` : ""}`],
    ["A GPU", true, (row) => bytes(row.memory?.per_gpu?.total_bytes)],
    ["Left free", true, (row) => bytes(row.fit?.headroom_bytes_per_gpu)],
    ["Verdict", false, (row) => pill(row.fit?.verdict)],
    ["A step", true, (row) => milliseconds(row.performance?.step_time_ms)],
    ["Tokens / s", true, (row) => figure(row.performance?.tokens_per_second)],
    ["$ / hour", true, (row) => dollars(row.cost?.usd_per_hour)],
    ["$ / M tokens", true, (row) => dollars(row.cost?.usd_per_million_tokens)],
  ];
}

/** Takes a plan's layout into the form of what it is for. */
function adoptPlan(plan, isTraining) {
  const { layout } = plan, gpu = { card: state.card, gpu: plan.fit?.gpu ?? state.gpu, gpus: String(layout.gpus) };
  const size = (key) => layout[key] > 1 || key !== "expert" ? String(layout[key]) : "";
  if (!isTraining) return adopt({ ...gpu, tensor: size("tensor"), pipeline: size("pipeline"), data: size("data"), expert: size("expert") }, "serving");
  adopt({ ...gpu, "t-tensor": size("tensor"), "t-pipeline": size("pipeline"), "t-context": size("context"), "t-zero_stage": String(layout.zero_stage), "t-micro_batch": String(plan.micro_batch),
    "t-gradient_accumulation": String(plan.gradient_accumulation), "t-activation_checkpointing": plan.activation_checkpointing }, "training");
}

function plansView(answer) {
  const isTraining = answer.workload === "training";
  const plans = answer.plans ?? [];
  if (!plans.length) return h("div.view", null, nothing("No layout fits", missText(answer)), changesSheet(answer), notes(answer));
  return h("div.view", null, h("section.sheet", { "aria-label": "Layouts" },
    h("div.head-row", null, h("h2", null, `Layouts over ${gpuName(plans[0].fit?.gpu)}`), h("p", null, `${whole(answer.feasible)} of ${whole(answer.considered)} layouts fit`)),
    table("Layouts", [
      ["Layout", false, (plan) => [link(shapeOf(plan.layout), () => adoptPlan(plan, isTraining), `Estimate with ${shapeOf(plan.layout)}`)]],
      ["GPUs", true, (plan) => whole(plan.layout?.gpus)],
      ...(isTraining ? trainingColumns() : planColumns(plans)),
    ], plans, why)), notes(answer));
}

function missText(answer) {
  const reason = answer.nearest_miss?.fit?.reason;
  return reason ? sentence(reason) : "Try more GPUs, a smaller weight format, a shorter context or fewer sequences.";
}

/** What would make it fit, where nothing does. */
function changesSheet(answer) {
  const changes = answer.nearest_miss?.changes ?? [];
  if (!changes.length) return null;
  const words = (change) => Object.entries(change).map(([name, value]) => `${spaced(name.replaceAll(".", " ")).replace("Gpus", "GPUs")} ${typeof value === "number" ? whole(value) : value}`).join(", ");
  return h("section.sheet", { "aria-label": "What would fit" }, h("h3", null, "What would fit"), table("What would fit", [
    ["Change", false, (row) => words(row.change ?? {})],
    ["Layout", false, (row) => row.layout ? shapeOf(row.layout) : "–"],
    ["A GPU", true, (row) => bytes(row.total_bytes)],
    ["Verdict", false, (row) => pill(row.verdict)],
  ], changes, why));
}

function hardwareView(answer) {
  const rows = answer.recommendations ?? [];
  if (!rows.length) return h("div.view", null, nothing("Nothing in the catalog carries this load", missText(answer)), passedOver(answer), notes(answer));
  const cards = (row) => `${row.gpus > 1 ? `${row.gpus} × ` : ""}${row.name ?? gpuName(row.gpu)}`;
  return h("div.view", null, h("section.sheet", { "aria-label": "Recommendations" },
    h("div.head-row", null, h("h2", null, "Hardware that carries this load"), h("p", null, `${plural(answer.feasible, "choice")} of card and format serve it, ${whole(answer.considered)} layouts compared`)),
    table("Recommendations", [
      ["GPUs", false, (row) => [link(cards(row), () => adopt({ card: "catalog", gpu: row.gpu, gpus: String(row.gpus), weights: row.weights, tensor: "", pipeline: "", data: row.replicas > 1 ? String(row.replicas) : "", expert: "" }, "serving"), `Estimate ${row.weights} on ${cards(row)}`)]],
      ["Weights", false, (row) => row.weights],
      ["Layout", false, (row) => `${row.replicas > 1 ? `${row.replicas} × ` : ""}${shapeOf(row.layout)}`],
      ...planColumns(rows).filter(([name]) => name !== "A GPU"),
      ...(hasAny(rows, (row) => row.cost?.price) ? [["Price from", false, (row) => row.cost?.price ? [row.cost.price.provider ?? "–", h("small", { title: row.cost.price.tier?.replaceAll("_", " ") }, row.cost.price.as_of)] : "–"]] : []),
    ], rows, why)), passedOver(answer), notes(answer));
}

/** Why what one might have expected is not first. */
function passedOver(answer) {
  const list = answer.passed_over ?? [];
  return list.length ? h("section.sheet", { "aria-label": "Passed over" }, h("h3", null, "Not first, and why"),
    h("ul.notes", null, list.map((item) => h("li", null, h("b", null, gpuName(item.gpu)), ` ${item.why}`)))) : null;
}

// MARK: sweep

/** Members of each cell's answer that the grid shows. */
const GRID_FIELDS = { verdict: "fit.verdict", left: "fit.headroom_bytes_per_gpu", total: "memory.per_gpu.total_bytes" };

function sweepView(answer, request) {
  const { batch, context } = request.over;
  const cells = new Map((answer.cells ?? []).map((cell) => [`${cell.at.batch}/${cell.at.context}`, cell]));
  const hasFit = [...cells.values()].some((cell) => cell.answer?.[GRID_FIELDS.verdict]);
  const cellOf = (b, c) => {
    const cell = cells.get(`${b}/${c}`);
    if (!cell) return h("td", null, "–");
    const [verdict, left, total] = ["verdict", "left", "total"].map((name) => cell.answer?.[GRID_FIELDS[name]]);
    const said = cell.problem?.detail ?? `${verdict ? `${VERDICTS[verdict]}, ` : ""}${bytes(total)}`;
    const words = `${plural(b, "sequence")} of ${whole(c)} tokens: ${said}`;
    const chosen = parsedCount(state.batch || "1", 1024) === b && parsedCount(state.context || "2048", 1024) === c;
    return h("td", null, h(`button.${tone(verdict)}`, { type: "button", "aria-label": words, "aria-pressed": String(chosen), title: words, onclick: () => adopt({ batch: String(b), context: String(c), batch_max: "" }, "serving") },
      cell.problem ? "refused" : bytes(total), h("small", null, verdict === "does_not_fit" ? "does not fit" : Number.isFinite(left) ? `${bytes(left)} free` : "")));
  };
  const shortened = (value) => value >= 1024 && value % 1024 === 0 ? `${value / 1024}k` : whole(value);
  return h("div.view", null, h("section.sheet", { "aria-label": "Sweep" },
    h("div.head-row", null, h("h2", null, "Sequences by tokens each"), h("p", null, "Memory of the fullest GPU. Choose a cell to see it whole.")),
    h("div.scroll", { role: "region", tabindex: "0", "aria-label": "Grid of estimates, may scroll sideways" },
      h("table.heat", null, h("caption.sr", null, "Verdict by sequences and tokens each"),
        h("thead", null, h("tr", null, h("th", { scope: "col" }, "Sequences"), context.map((c) => h("th", { scope: "col" }, shortened(c), h("span.sr", null, " tokens"))))),
        h("tbody", null, [...batch].reverse().map((b) => h("tr", null, h("th", { scope: "row" }, `${shortened(b)}`, h("span.sr", null, " sequences")), context.map((c) => cellOf(b, c))))))),
    h("p.axis", null, "tokens each →"),
    hasFit ? h("div.key", null, Object.keys(VERDICTS).map((name) => pill(name))) : h("p.hint", null, "Name a GPU to colour the grid by what fits.")), notes(answer));
}

const nothing = (title, text) => h("section.sheet.empty", null, h("strong", null, title), h("p", null, text));
