// The editor's desk: shows what Python says of one item, forwards what the editor does, and decides nothing.


// One view in three files: its findings and its editing are parts that it extends.
class DeskView extends EditingPart {
  constructor(model, root) {
    super();
    this.root = root;
    this.words = {};
    this.selected = null;
    this.showOk = false;
    this.rating = 0;
    this.severity = "major";
    this.filter = {};
    this.wire = new Wire(model, (message, answer) => this.heard(message, answer), (message) => this.alarm("not_saved", message));
    this.onKey = (event) => this.key(event);
    root.addEventListener("keydown", this.onKey);
    this.wire.send({ act: "hello" });
  }

  word(key, values = {}) {
    return (this.words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  send(act, values = {}) { return this.wire.send({ act, item: this.shown?.item, ...values }); }

  // --- what Python says ---------------------------------------------------------------------------------------
  heard(message, answer) {
    if (answer.words) { this.words = answer.words; this.fixed = answer; this.build(); }
    if (answer.empty) { this.nothing(answer); return; }
    if (answer.trouble === "not_saved") {
      this.alarm("not_saved", message, answer.message);
      this.timer ??= setTimeout(() => this.flush(), RETRY);
      return;
    }
    if (answer.trouble === "conflict") { this.alarm("conflict", message); return; }
    if (!answer.ok) { this.say([answer.message, ...(answer.reasons ?? [])].join(" ")); return; }
    const moved = answer.article !== undefined;
    const typing = !moved && this.editor && this.unsaved();
    if (answer.item) this.shown = { ...(moved ? {} : { article: this.shown?.article }), ...answer };
    if (answer.saved) this.saved(answer.saved);
    else if (!this.conflicted && !this.alarmBox.hidden) this.calm();
    if (!answer.item) return;
    if (moved) this.open(); else this.refresh(typing);
    const told = { decide: "done_decision", undo: "done_undo", mark: "done_mark" }[message.act];
    if (told) this.say(this.word(told, { status: this.word(`status_${answer.status}`) }));
  }

  saved(time) {
    this.alarmBox.hidden = true;
    const at = new Date(time).toLocaleTimeString(this.fixed.ui, { hour: "2-digit", minute: "2-digit" });
    this.savedBox.textContent = this.unsaved() ? this.word("saving") : `✓ ${this.word("saved", { time: at })}`;
  }

  /** An answer came after all: the alarm was for a slow moment only. */
  calm() { this.alarmBox.hidden = true; this.flush(); }

  alarm(key, message, detail = "") {
    if (!this.alarmBox) { this.root.textContent = "NOT CONNECTED: run the cell again."; return; }
    this.alarmBox.hidden = false;
    this.alarmText.textContent = `${this.word(key)} ${detail}`;
    this.theirs.hidden = key !== "conflict";
    this.savedBox.textContent = "";
    this.conflicted = key === "conflict";
    if (this.conflicted && message.act !== "edit") this.reload();
  }

  reload() {
    // what stands in the field is given up by the editor's own click, and nothing else
    this.conflicted = false;
    this.drop();
    this.editor.value = this.shown.summary;
    this.alarmBox.hidden = true;
    this.wire.send({ act: "go", to: this.shown.item, item: this.shown.item });
  }

  say(text) { this.statusBox.textContent = visible(text); }

  // --- the page ------------------------------------------------------------------------------------------------
  build() {
    const w = (key) => this.word(key);
    this.alarmText = element("span", { role: "alert" });
    this.theirs = element("button", { text: w("take_theirs"), onclick: () => this.reload() });
    this.alarmBox = element("div", { class: "nl-alert", hidden: true }, this.alarmText,
      element("button", { text: w("copy_text"), onclick: () => this.copy() }), this.theirs);
    this.savedBox = element("span", { class: "nl-saved", role: "status" });
    this.statusBox = element("div", { class: "nl-status", role: "status" });
    this.place = element("span", { class: "nl-chip" });
    this.bar = element("progress", { "aria-label": w("findings_heading") });
    this.far = element("span");
    this.modelBox = element("span", { class: "nl-chip" });
    this.standing = element("span", { class: "nl-chip" });
    const languages = element("button", {
      text: this.fixed.ui === "de" ? "English" : "Deutsch", lang: this.fixed.ui === "de" ? "en" : "de",
      onclick: () => this.send("speak", { ui: this.fixed.ui === "de" ? "en" : "de" }),
    });
    const head = element("div", { class: "nl-bar" }, element("strong", { text: w("desk") }), this.place, this.bar, this.far,
      this.modelBox, this.standing, element("span", { class: "nl-grow" }), this.savedBox,
      element("span", { text: this.fixed.reviewer }), languages,
      element("button", { text: "?", "aria-label": w("help"), onclick: () => this.toggleHelp() }));
    this.articlePane = element("section", { class: "nl-pane", tabindex: "0", "aria-label": w("article") });
    this.summaryPane = element("section", { class: "nl-pane", "aria-label": w("summary_heading") });
    for (const pane of [this.articlePane, this.summaryPane]) pane.addEventListener("scroll", () => this.cue(pane));
    this.found = element("section", { class: "nl-found", "aria-label": w("findings_heading") });
    this.ask = element("form", { class: "nl-ask", hidden: true });
    this.help = element("div", { class: "nl-help", hidden: true, text: w("help_body") });
    this.foot = element("div", { class: "nl-foot" });
    this.legend = element("div", { class: "nl-legend", text: w("legend") });
    this.root.replaceChildren(head, this.filters(), this.alarmBox,
      element("div", { class: "nl-panes" }, this.articlePane, this.summaryPane),
      this.found, this.ask, this.foot, this.statusBox, this.help, this.legend);
    this.root.lang = this.fixed.ui;
  }

  filters() {
    const choice = (name, values, label) => element("label", { text: label },
      element("select", { onchange: (event) => this.choose(name, event.target.value) },
        element("option", { value: "", text: this.word("all") }),
        ...values.map((value) => element("option", { value, text: name === "status" ? this.word(`status_${value}`) : value, selected: this.filter[name] === value }))));
    return element("div", { class: "nl-filter", role: "search" },
      choice("status", this.fixed.statuses, this.word("status")),
      this.fixed.models.length > 1 && choice("model", this.fixed.models, this.word("model")),
      this.fixed.languages.length > 1 && choice("language", this.fixed.languages, this.word("language")),
      element("label", { text: this.word("search") },
        element("input", { type: "search", value: this.filter.search ?? "", onchange: (event) => this.choose("search", event.target.value) })));
  }

  choose(name, value) {
    this.filter = { ...this.filter, [name]: value };
    this.flush();
    this.wire.send({ act: "go", to: "filter", item: this.shown?.item, ...this.filter });
  }

  nothing(answer) {
    this.shown = null;
    this.editor = null;
    this.frame(answer);
    this.articlePane.replaceChildren(element("p", { text: answer.empty }));
    for (const part of [this.summaryPane, this.found, this.foot]) part.replaceChildren();
  }

  open() {
    const { article } = this.shown;
    this.selected = null;
    this.drawn = null;
    this.rating = 0;
    this.closeAsk();
    this.text = element("div", { class: "nl-text" });
    const meta = [article.published, article.language].filter(Boolean).join(" · ");
    const note = article.disclosure && `${this.word("disclosure")}: ${article.disclosure}`;
    this.articlePane.replaceChildren(element("h3", { text: this.word("article") }),
      element("div", { class: "nl-title", text: article.title ?? "" }), element("div", { class: "nl-meta", text: meta }),
      this.text,
      element("p", { class: "nl-meta", text: note || "" }),
      element("div", { class: "nl-more" }));
    this.articlePane.scrollTop = 0;
    this.buildSummary();
    this.refresh(false);
    if (this.shown.next) setTimeout(() => this.wire.idle() && this.wire.send({ act: "prefetch", item: this.shown.next }), 1500);
  }

  buildSummary() {
    this.back = element("div", { class: "nl-back", "aria-hidden": "true" });
    this.editor = element("textarea", {
      "aria-label": this.word("summary_heading"), rows: "3", spellcheck: "true", lang: this.shown.article.language,
      oninput: () => this.typed(), onblur: () => this.flush(), onclick: () => this.pickAtCaret(),
    });
    // at once: the field before it may still hold the focus, and its blur, on leaving the page, saves what stands here
    this.editor.value = this.shown.summary;
    this.editor.addEventListener("select", () => this.selection());
    this.editor.addEventListener("keyup", () => this.selection());
    this.hiddenText = element("span");
    this.hiddenBox = element("div", { class: "nl-hidden", hidden: true }, this.hiddenText,
      element("button", { text: this.word("hidden_remove"), onclick: () => { this.editor.value = this.editor.value.replace(HIDDEN, ""); this.typed(); } }));
    this.changesBox = element("div", { class: "nl-changes" });
    this.marking = element("div", { class: "nl-marking", role: "group", "aria-label": this.word("mark_heading") });
    this.marksBox = element("ul", { class: "nl-marks", "aria-label": this.word("mark_heading") });
    this.restoreButton = element("button", { text: this.word("restore"), onclick: () => { this.drop(); this.send("restore"); } });
    this.summaryPane.replaceChildren(element("h3", { text: this.word("summary_heading") }),
      element("div", { class: "nl-edit" }, this.back, this.editor), this.hiddenBox, this.changesBox, this.restoreButton,
      this.marking, this.marksBox, element("div", { class: "nl-more" }));
    this.summaryPane.scrollTop = 0;
    this.buildMarking();
  }

  refresh(typing) {
    if (!typing && this.editor.value !== this.shown.summary) {
      const caret = this.editor.selectionStart;
      this.editor.value = this.shown.summary;
      this.editor.setSelectionRange(caret, caret);
    }
    this.frame(this.shown);
    const keys = this.visible().map((finding) => finding.key);
    if (!keys.includes(this.selected)) this.selected = keys[0] ?? null;
    // an answer to a rating or a mark leaves the findings as they are: long texts and lists are not drawn again for it
    const drawn = JSON.stringify([this.shown.findings, this.showOk]);
    if (drawn !== this.drawn) { this.drawFindings(); this.drawArticle(); }
    this.drawn = drawn;
    this.drawSummary();
    this.drawChanges();
    this.drawMarks();
    this.drawFoot();
  }

  frame(answer) {
    this.place.textContent = this.word("position", answer);
    this.bar.max = Math.max(1, answer.total);
    this.bar.value = answer.done;
    this.far.textContent = this.word("progress", answer);
    this.modelBox.textContent = answer.model ?? this.word("blind");
    this.standing.textContent = answer.status ? this.word(`status_${answer.status}`) : "";
  }

  visible() {
    return this.shown.findings.filter((finding) => this.showOk || finding.severity !== "ok");
  }

  kind(finding) { return finding.severity + (finding.key === this.selected ? " nl-on" : ""); }

  drawArticle() {
    writeMarked(this.text, visible(this.shown.article.text), this.visible().flatMap((finding) =>
      finding.article_spans.map(([start, end]) => ({ start, end, kind: this.kind(finding), key: finding.key }))));
    this.text.onclick = (event) => {
      const key = event.target.closest?.("[data-key]")?.dataset.key;
      if (key) this.select(key, false);
    };
    this.cue(this.articlePane);
  }

  drawSummary() {
    const own = this.shown.marks.filter((mark) => mark.span)
      .map((mark) => ({ start: mark.span[0], end: mark.span[1], kind: "own", key: mark.id }));
    this.summaryMarks = [...this.visible().map((finding) => ({
      start: finding.summary_span[0], end: finding.summary_span[1], kind: this.kind(finding), key: finding.key })), ...own];
    this.drawBack();
    this.cue(this.summaryPane);
  }

  drawBack() {
    // while unsaved words stand in the field, the marks of the last checked text would lie beside their words
    writeMarked(this.back, `${this.editor.value}\u200b`, this.unsaved() ? [] : this.summaryMarks ?? []);
    const hidden = this.editor.value.match(HIDDEN)?.length ?? 0;
    this.hiddenBox.hidden = !hidden;
    if (hidden) this.hiddenText.textContent = this.word("hidden_signs", { count: hidden });
    this.editor.style.height = "auto";
    this.editor.style.height = `${this.editor.scrollHeight}px`;
  }

  drawChanges() {
    const parts = this.shown.changes.map(([kind, text]) => element({ same: "span", deleted: "del", inserted: "ins" }[kind], { text }));
    if (this.shown.edited) this.changesBox.replaceChildren(element("div", { class: "nl-hint", text: `${this.word("changes_heading")}:` }), ...parts);
    else this.changesBox.replaceChildren(this.word("unchanged"));
    this.restoreButton.disabled = !this.shown.edited;
  }

  cue(pane) {
    pane.classList.toggle("nl-end", pane.scrollTop + pane.clientHeight >= pane.scrollHeight - 4);
  }

  // --- ratings and decisions -----------------------------------------------------------------------------------
  drawFoot() {
    const held = this.foot.contains(document.activeElement) ? document.activeElement.dataset.hold : null;
    const rates = this.fixed.dimensions.map((dimension, place) => element("fieldset", { class: `nl-rate${place === this.rating ? " nl-next" : ""}` },
      element("legend", { text: this.word(dimension) }),
      ...[1, 2, 3, 4, 5].map((value) => element("button", {
        text: String(value), "aria-label": `${this.word(dimension)} ${value}`, "data-hold": `${dimension}${value}`,
        "aria-pressed": String(this.shown.ratings[dimension] === value), onclick: () => this.rate(place, value),
      }))));
    const tick = element("input", { type: "checkbox", "data-hold": "tick", onchange: (event) => this.tick(event.target.checked) });
    tick.checked = this.shown.fact_checked;
    const blocked = this.shown.obstacles;
    const button = (key, letter, act, options = {}) => element("button", { "data-hold": key, onclick: act, ...options }, this.word(key), element("kbd", { text: letter, "aria-hidden": "true" }));
    this.foot.replaceChildren(...rates, element("label", {}, tick, ` ${this.word("fact_check")}`),
      element("span", { class: `nl-gate${blocked.length ? "" : " nl-free"}`, text: blocked.length ? `${this.word("gate")} ${blocked.join(", ")}` : this.word("gate_free") }),
      element("span", { class: "nl-decide" },
        button("undo", "u", () => this.send("undo")),
        button("approve", "a", () => this.decide("approved"), { class: "nl-primary", "aria-disabled": blocked.length ? "true" : null }),
        button("request_changes", "r", () => this.decide("changes_requested")), button("reject", "x", () => this.decide("rejected")),
        button("previous", "p", () => this.go("previous")), button("next", "n", () => this.go("next"))));
    if (held) this.foot.querySelector(`[data-hold="${held}"]`)?.focus();
  }

  rate(place, value) {
    this.rating = Math.min(place + 1, this.fixed.dimensions.length - 1);
    this.send("rate", { dimension: this.fixed.dimensions[place], value });
  }

  async tick(ticked) { await this.flush(); this.send("tick_fact_check", { ticked }); }

  async decide(verdict) {
    // the question opens within the key press, so that what is typed next goes there
    const reason = verdict === "approved" ? "" : await this.question(`reason_${verdict}`);
    await this.flush();
    if (reason !== null) this.send("decide", { verdict, reason });
  }

  async go(to) { await this.flush(); this.send("go", { to }); }

  /** Ask for a reason below the texts; the promise gives it, or null where the editor thinks better of it. */
  question(key) {
    this.closeAsk();
    return new Promise((resolve) => {
      const back = document.activeElement;
      const field = element("input", { type: "text", "aria-label": this.word(key), maxlength: "1000" });
      this.answerAsk = (answer) => { this.ask.hidden = true; this.answerAsk = null; (this.root.contains(back) ? back : this.root).focus({ preventScroll: true }); resolve(answer); };
      this.ask.replaceChildren(element("label", { text: this.word(key) }), field, element("button", { type: "submit", text: this.word("send") }),
        element("button", { type: "button", text: this.word("cancel"), onclick: () => this.closeAsk() }));
      const give = (event) => { event.preventDefault(); if (field.value.trim()) this.answerAsk(field.value.trim()); };
      this.ask.onsubmit = give;
      // JupyterLab keeps Enter from submitting a form, so it is taken here
      field.onkeydown = (event) => { if (event.key === "Enter") give(event); };
      this.ask.hidden = false;
      field.focus({ preventScroll: true });
    });
  }

  closeAsk() { this.answerAsk?.(null); }

  toggleHelp() { this.help.hidden = !this.help.hidden; }

  // --- keys ----------------------------------------------------------------------------------------------------
  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inField = event.target.matches("textarea, input:not([type=checkbox]), select");
    if (event.key === "Escape") {
      if (this.answerAsk) this.closeAsk(); else if (inField) this.root.focus({ preventScroll: true });
      event.stopPropagation();
      return;
    }
    if (inField || !this.shown) return;
    const chosen = () => this.shown.findings.find((finding) => finding.key === this.selected && finding.severity !== "ok");
    const deal = (handling) => () => chosen() && this.dispose(this.selected, handling);
    const acts = {
      j: () => this.step(1), k: () => this.step(-1), c: deal("confirmed"), f: deal("false_alarm"), d: deal("fixed"),
      a: () => this.decide("approved"), r: () => this.decide("changes_requested"), x: () => this.decide("rejected"),
      n: () => this.go("next"), p: () => this.go("previous"), u: () => this.send("undo"), "?": () => this.toggleHelp(),
      e: () => this.editor.focus(), m: () => this.marking.querySelector("button").focus(), t: () => this.tick(!this.shown.fact_checked),
    };
    const act = /^[1-5]$/.test(event.key) ? () => this.rate(this.rating, Number(event.key)) : acts[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  close() {
    this.flush();
    this.root.removeEventListener("keydown", this.onKey);
    this.wire.close();
  }
}

function render({ model, el }) {
  const root = element("div", { class: "nl-desk", tabindex: "-1" });
  if (!document.querySelector("[data-jp-theme-light]") && matchMedia("(prefers-color-scheme: dark)").matches) root.classList.add("nl-dark");
  el.append(root);
  // JupyterLab acts on plain keys while a button has the focus ("b" adds a cell), unless told not to
  root.setAttribute("data-lm-suppress-shortcuts", "true");
  requestAnimationFrame(() => el.closest(".jp-OutputArea, .jp-LinkedOutputView")?.setAttribute("data-lm-suppress-shortcuts", "true"));
  const view = new DeskView(model, root);
  return () => view.close();
}

export default { render };
