// Pictures of memory: the hull with its load line, and the mark of the verdict.

/** Terms of memory in the order they are stowed. */
const TERMS = {
  weights_bytes: ["Weights", "--c-weights", "The model’s parameters in their number format; the fullest GPU’s share."],
  adapter_bytes: ["Adapters", "--c-adapter", "The small matrices that are trained in place of the weights, or served beside them."],
  gradient_bytes: ["Gradients", "--c-grad", "One for each parameter that is trained."],
  optimizer_bytes: ["Optimizer state", "--c-opt", "Moments and, in mixed precision, the master copy of what is trained."],
  kv_cache_bytes: ["KV cache", "--c-kv", "Keys and values of every token that is held, over the layers with attention."],
  recurrent_state_bytes: ["Recurrent state", "--c-state", "What layers without a growing cache keep for each sequence."],
  activation_bytes: ["Activations", "--c-act", "The peak of temporary buffers."],
  communication_bytes: ["Communication", "--c-comm", "Gather and reduce buffers of the framework."],
  runtime_bytes: ["Runtime", "--c-run", "Device context, libraries, buffers between GPUs and captured graphs: measured, not derived."],
};

const termsOf = (memory) => Object.entries(TERMS).filter(([key]) => memory[key] > 0).map(([key, [name, color, meaning]]) => ({ key, name, color, meaning, bytes: memory[key] }));

/** Round steps of a scale with at most `most` of them. */
function steps(domain, most) {
  const raw = domain / most, power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw);
  const marks = [];
  for (let mark = 0; mark <= domain * 1.0001; mark += step) marks.push(mark);
  return marks;
}

function hull(memory, fit) {
  const high = memory.high_bytes ?? memory.total_bytes;
  const card = fit?.memory_bytes_per_gpu ?? 0, line = fit?.usable_bytes_per_gpu;
  const domain = Math.max(card, high * (fit ? 1.04 : 1.12), (line ?? 0) * 1.04);
  const at = (value) => `${(100 * value / domain).toFixed(3)}%`;
  const terms = termsOf(memory);
  const said = `${bytes(memory.total_bytes)} in total, ${bytes(memory.low_bytes)} to ${bytes(high)}: ${terms.map((term) => `${term.name} ${bytes(term.bytes)}`).join(", ")}${line ? `. The card's line is at ${bytes(line)}.` : "."}`;
  const unit = domain > 4000 * GIB ? ["TiB", 1024 * GIB] : domain > GIB ? ["GiB", GIB] : ["MiB", 1024 ** 2];
  const marks = steps(domain / unit[1], innerWidth < 600 ? 5 : 9);
  return h("div.hull", { role: "img", "aria-label": said },
    h("div.hold", null,
      line && card > line * 1.005 ? h("div.beyond", { css: { left: at(line) } }) : null,
      h("div.stow", null, terms.map((term) => h("span", { title: `${term.name}: ${bytes(term.bytes)}`, css: { width: at(term.bytes), background: `var(${term.color})` } }))),
      line && memory.total_bytes > line ? h("div.over", { css: { left: at(line), width: at(memory.total_bytes - line) } }) : null,
      high > memory.total_bytes ? h("div.maybe", { css: { left: at(memory.total_bytes), width: at(high - memory.total_bytes) } }) : null,
      high > memory.low_bytes ? h("div.band", { title: `90 % of real runs: ${bytes(memory.low_bytes)} to ${bytes(high)}`, css: { left: at(memory.low_bytes), width: at(high - memory.low_bytes), "--at": `${(100 * (memory.total_bytes - memory.low_bytes) / (high - memory.low_bytes)).toFixed(2)}%` } }) : null,
      line ? h(`div.loadline.${line / domain > 0.55 ? "left" : "right"}`, { css: { left: at(line) } }, h("b", null, `line at ${bytes(line)}`)) : null),
    h("div.draught", { "aria-hidden": "true" }, marks.map((mark, index) =>
      h(`span${mark / domain * unit[1] > 0.97 ? ".last" : ""}`, { css: { left: at(mark * unit[1]) } }, index === marks.length - 1 ? `${figure(mark)} ${unit[0]}` : figure(mark)))));
}

/** A row for each pipeline stage, where they differ. */
function stages(list, line) {
  const domain = Math.max(line ?? 0, ...list.map((stage) => stage.high_bytes ?? stage.total_bytes));
  return h("div", null, h("h3", null, "Stages of the pipeline"), list.map((stage, index) => h("div.stage", null,
    h("span", null, `Stage ${index + 1}`),
    h("div.mini", { "aria-hidden": "true" }, termsOf(stage).map((term) => h("span", { css: { width: `${100 * term.bytes / domain}%`, background: `var(${term.color})` } }))),
    h("b", null, bytes(stage.total_bytes)))));
}

const VERDICTS = { fits: "Fits", tight: "Tight", risky: "Risky", does_not_fit: "Does not fit" };
const tone = (verdict) => `tone-${VERDICTS[verdict] ? verdict : "none"}`;

const pill = (verdict) => h(`span.pill.${tone(verdict)}`, null, VERDICTS[verdict] ?? verdict ?? "–");

// A clip in a panel that is hidden clips nothing, so each ring has one of its own.
let gauges = 0;

/** The load line's ring, filled as high as the load stands to the line across it. */
function gauge(total, line) {
  const id = `ring-${gauges += 1}`;
  const share = line ? Math.min(1.9, total / line) : 0.5;
  const clip = svg("clipPath", { id }, svg("circle", { cx: 36, cy: 36, r: 26 }));
  return svg("svg", { viewBox: "0 0 72 72", "aria-hidden": "true" },
    svg("defs", {}, clip),
    svg("circle", { cx: 36, cy: 36, r: 28, class: "gauge-ring" }),
    svg("rect", { x: 8, y: 62 - (26 * share), width: 56, height: 62, class: "gauge-load", "clip-path": `url(#${id})` }),
    svg("path", { d: "M1 36h70", class: "gauge-line" }));
}
