// A text field with a list to pick from (ARIA combobox with a listbox).

class Combobox {
  /** `options`: [{id, label, detail, words}]; `picked(id)` is called with an id, or the text typed. */
  constructor(name, picked) {
    this.input = $(name);
    this.picked = picked;
    this.options = [];
    this.value = "";
    this.active = -1;
    this.list = h("ul", { id: `${name}-list`, role: "listbox", "aria-label": `${this.input.labels[0].textContent}: choices`, hidden: true });
    this.clear = h("button.clear", { type: "button", "aria-label": `Clear ${this.input.labels[0].textContent}`, hidden: true, onclick: () => { this.set(""); this.picked(""); this.input.focus(); } }, "×");
    this.input.setAttribute("aria-controls", this.list.id);
    this.input.parentElement.append(this.clear, this.list);
    this.input.addEventListener("input", () => this.open(this.input.value));
    this.input.addEventListener("click", () => { if (this.list.hidden) { this.input.select(); this.open(""); } });
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.leave());
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const item = event.target.closest("li[data-index]");
      if (item) this.choose(Number(item.dataset.index));
    });
    for (const event of ["scroll", "resize"]) addEventListener(event, (e) => { if (e.target !== this.list) this.place(); }, true);
  }

  find(text) {
    const wanted = text.trim().toLowerCase();
    return this.options.find((option) => option.id.toLowerCase() === wanted || option.label.toLowerCase() === wanted || option.aliases?.some((alias) => alias.toLowerCase() === wanted));
  }

  set(value) {
    this.value = value;
    this.input.value = value ? this.find(value)?.label ?? value : "";
    this.clear.hidden = !value;
  }

  open(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    this.shown = this.options.filter((option) => words.every((word) => option.words.includes(word)));
    // What begins with the words comes first.
    if (words.length) this.shown.sort((a, b) => rank(b, text) - rank(a, text));
    const limit = 80;
    this.list.replaceChildren(
      ...this.shown.slice(0, limit).map((option, index) =>
        h("li", { role: "option", id: `${this.list.id}-${index}`, "data-index": index, "aria-selected": "false" }, option.label, option.detail ? h("small", null, option.detail) : null)),
      ...(this.shown.length > limit ? [h("li.note", { role: "presentation" }, `${this.shown.length - limit} more; type to narrow`)] : []),
      ...(this.shown.length === 0 ? [h("li.note", { role: "presentation" }, "Nothing in the catalog matches")] : []),
    );
    this.list.hidden = false;
    this.input.setAttribute("aria-expanded", "true");
    this.place();
    const current = this.shown.findIndex((option) => option.id === this.value);
    this.activate(words.length ? (this.shown.length ? 0 : -1) : current);
  }

  place() {
    if (this.list.hidden) return;
    const box = this.input.getBoundingClientRect();
    const below = innerHeight - box.bottom - 12, above = box.top - 12;
    const up = below < 200 && above > below;
    Object.assign(this.list.style, {
      left: `${box.left}px`, width: `${Math.min(Math.max(box.width, 270), innerWidth - box.left - 8)}px`,
      maxHeight: `${Math.min(340, up ? above : below)}px`, top: up ? "auto" : `${box.bottom + 4}px`, bottom: up ? `${innerHeight - box.top + 4}px` : "auto",
    });
  }

  close() {
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  activate(index) {
    this.active = index;
    for (const item of this.list.querySelectorAll("[role=option]")) item.setAttribute("aria-selected", String(Number(item.dataset.index) === index));
    const item = this.list.children[index];
    if (index < 0 || !item?.dataset.index) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", item.id);
    item.scrollIntoView({ block: "nearest" });
  }

  choose(index) {
    const option = this.shown[index];
    if (!option) return;
    this.close();
    this.set(option.id);
    this.picked(option.id);
  }

  key(event) {
    const last = Math.min(this.shown?.length ?? 0, 80) - 1;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) return this.open("");
      const step = event.key === "ArrowDown" ? 1 : -1;
      this.activate(Math.max(0, Math.min(last, this.active + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (!this.list.hidden && this.active >= 0) this.choose(this.active); else this.leave();
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.set(this.value);
      this.close();
    }
  }

  /** Text that names no entry is sent as it is: the service answers with suggestions. */
  leave() {
    this.close();
    const text = this.input.value.trim();
    if (text === (this.find(this.value)?.label ?? this.value)) return;
    const id = text ? this.find(text)?.id ?? text : "";
    this.set(id);
    this.picked(id);
  }
}

function rank(option, text) {
  const wanted = text.trim().toLowerCase();
  if (option.label.toLowerCase().startsWith(wanted) || option.id.toLowerCase().startsWith(wanted)) return 2;
  return option.label.toLowerCase().includes(wanted) ? 1 : 0;
}
