// The editor's desk: shows what Python says of one item, forwards what the editor does, and decides nothing.

// One view in five files: findings, editing, deciding and pairs are parts that it extends.
class DeskView extends PairsPart {
  constructor(model, root) {
    super();
    this.root = root;
    this.words = {};
    this.selected = null;
    this.showOk = false;
    this.rating = 0;
    this.severity = "major";
    this.filter = {};
    this.wire = new Wire(model, (message, answer) => this.heard(message, answer), () => this.alarm("not_saved"));
    this.onKey = (event) => this.key(event);
    root.addEventListener("keydown", this.onKey);
    this.wire.send({ act: "hello" });
  }

  word(key, values = {}) {
    return (this.words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  }

  send(act, values = {}) {
    // nothing else is done while words stand in the field that somebody else's version keeps from being saved
    if (this.conflicted) { this.say(this.word("conflict")); return Promise.resolve({ ok: false }); }
    return this.wire.send({ act, item: this.shown?.item, ...values });
  }

  /** Save what is typed; the promise says whether all of it is, so that no act is done on another text than is seen. */
  async settled() {
    const answer = await this.flush();
    return !answer || answer.ok;
  }

  // --- what Python says ---------------------------------------------------------------------------------------
  heard(message, answer) {
    if (answer.words) { this.words = answer.words; this.fixed = answer; this.build(); }
    if (answer.empty) { this.nothing(answer); return; }
    if (answer.trouble === "not_saved") {
      this.alarm("not_saved", answer.message);
      this.retry = setTimeout(() => this.flush(), RETRY);
      return;
    }
    if (answer.trouble === "conflict") { this.alarm("conflict"); return; }
    if (!answer.ok) { this.say([answer.message, ...(answer.reasons ?? [])].join(" ")); return; }
    if (answer.pair || answer.no_pairs) { this.heardPair(message, answer); return; }
    const moved = answer.article !== undefined;
    const typing = !moved && this.editor && this.unsaved();
    // an answer to a rating or a mark leaves texts and findings out: they are those that the page has
    if (answer.item) this.shown = moved ? answer : { ...this.shown, ...answer };
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

  alarm(key, detail = "") {
    if (!this.alarmBox) { this.root.textContent = "NOT CONNECTED: run the cell again."; return; }
    if (key === "conflict" && !this.unsaved()) { this.reload(); this.say(this.word("conflict_act")); return; }
    this.alarmBox.hidden = false;
    this.alarmText.textContent = `${this.word(key)} ${detail}`;
    this.theirs.hidden = key !== "conflict";
    this.savedBox.textContent = "";
    this.conflicted = key === "conflict";
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
      onclick: () => this.speak(this.fixed.ui === "de" ? "en" : "de"),
    });
    this.buildPairs();
    const head = element("div", { class: "nl-bar" }, element("strong", { text: w("desk") }), this.place, this.bar, this.far,
      this.modelBox, this.standing, element("span", { class: "nl-grow" }), this.savedBox,
      element("span", { text: this.fixed.reviewer }), element("span", { class: "nl-tools" }, this.compareButton, languages,
        element("button", { text: "?", "aria-label": w("help"), onclick: () => this.toggleHelp() })));
    this.articlePane = element("section", { class: "nl-pane", tabindex: "0", "aria-label": w("article") });
    this.summaryPane = element("section", { class: "nl-pane", "aria-label": w("summary_heading") });
    this.found = element("section", { class: "nl-found", "aria-label": w("findings_heading") });
    this.ask = element("form", { class: "nl-ask", hidden: true });
    this.help = element("div", { class: "nl-help", hidden: true });
    this.foot = element("div", { class: "nl-foot" });
    this.legend = element("div", { class: "nl-legend", text: w("legend") });
    this.filterBox = this.filters();
    this.panes = element("div", { class: "nl-panes" }, this.articlePane, this.summaryPane);
    this.root.replaceChildren(head, this.filterBox, this.alarmBox, this.panes, this.pairBox,
      this.found, this.ask, this.foot, this.statusBox, this.help, this.legend);
    this.setComparing(false);
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
    this.go("filter", this.filter);
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
    this.drawn = {};
    this.rating = 0;
    this.closeAsk();
    this.text = element("div", { class: "nl-text" });
    this.articlePane.replaceChildren(...this.articleParts(article, this.text), ...this.more(this.articlePane));
    this.articlePane.scrollTop = 0;
    this.buildSummary();
    this.refresh(false);
    if (this.shown.next) setTimeout(() => this.wire.idle() && this.wire.send({ act: "prefetch", item: this.shown.next }), 1500);
  }

  /** An article as it is read: its heading, `text`, and what must be disclosed. */
  articleParts(article, text) {
    const meta = [day(article.published, this.fixed.ui), article.language].filter(Boolean).join(" · ");
    text.lang = article.language;
    return [element("h3", { text: this.word("article") }), element("div", { class: "nl-title", text: article.title ?? "" }),
      element("div", { class: "nl-meta", text: meta }), text,
      article.disclosure && element("p", { class: "nl-meta", text: `${this.word("disclosure")}: ${article.disclosure}` })].filter(Boolean);
  }

  /** The cue that a pane goes on below. An observer tells when its end is in sight, which costs no layout. */
  more(pane) {
    if (!pane.tail) {
      pane.tail = element("div", { class: "nl-tail" });
      new IntersectionObserver((seen) => pane.classList.toggle("nl-end", seen.at(-1).isIntersecting), { root: pane }).observe(pane.tail);
    }
    return [pane.tail, element("div", { class: "nl-more" })];
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
      this.marking, this.marksBox, ...this.more(this.summaryPane));
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
    this.drawFindings();
    // long texts are drawn again only where they or what is marked in them changed
    this.once("article", [this.shown.findings, this.showOk], () => this.drawArticle());
    this.once("summary", [this.shown.findings, this.showOk, JSON.stringify(this.shown.marks)], () => { this.drawSummary(); this.drawMarks(); });
    this.once("changes", [this.shown.changes], () => this.drawChanges());
    this.drawFoot();
  }

  /** Draw a part unless it was drawn from these very values before. */
  once(part, values, draw) {
    const before = this.drawn[part];
    this.drawn[part] = values;
    if (!before || values.some((value, place) => value !== before[place])) draw();
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
  }

  drawSummary() {
    const own = this.shown.marks.filter((mark) => mark.span)
      .map((mark) => ({ start: mark.span[0], end: mark.span[1], kind: "own", key: mark.id }));
    this.summaryMarks = [...this.visible().map((finding) => ({
      start: finding.summary_span[0], end: finding.summary_span[1], kind: this.kind(finding), key: finding.key })), ...own];
    this.drawBack();
  }

  drawBack() {
    // while unsaved words stand in the field, the marks of the last checked text would lie beside their words
    writeMarked(this.back, `${this.editor.value}\u200b`, this.unsaved() ? [] : this.summaryMarks ?? []);
    const hidden = this.editor.value.match(HIDDEN)?.length ?? 0;
    this.hiddenBox.hidden = !hidden;
    if (hidden) this.hiddenText.textContent = this.word("hidden_signs", { count: hidden });
  }

  drawChanges() {
    const parts = this.shown.changes.map(([kind, text]) => element({ same: "span", deleted: "del", inserted: "ins" }[kind], { text }));
    if (this.shown.edited) this.changesBox.replaceChildren(element("div", { class: "nl-hint", text: `${this.word("changes_heading")}:` }), ...parts);
    else this.changesBox.replaceChildren(this.word("unchanged"));
    this.restoreButton.disabled = !this.shown.edited;
  }

  async go(to, values = {}) { if (await this.settled()) this.send("go", { to, ...values }); }

  async speak(ui) { if (await this.settled()) this.send("speak", { ui }); }

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
    if (inField || !(this.shown || this.comparing)) return;
    const chosen = () => this.shown.findings.find((finding) => finding.key === this.selected && finding.severity !== "ok");
    const deal = (handling) => () => chosen() && this.dispose(this.selected, handling);
    const acts = {
      j: () => this.step(1), k: () => this.step(-1), c: deal("confirmed"), f: deal("false_alarm"), d: deal("fixed"),
      a: () => this.decide("approved"), r: () => this.decide("changes_requested"), x: () => this.decide("rejected"),
      n: () => this.go("next"), p: () => this.go("previous"), u: () => this.send("undo"), "?": () => this.toggleHelp(),
      v: () => this.toggleCompare(), e: () => this.editor.focus(), m: () => this.marking.querySelector("button").focus(), t: () => this.tick(!this.shown.fact_checked),
    };
    for (const digit of [1, 2, 3, 4, 5]) acts[digit] = () => this.rate(this.rating, digit);
    const act = (this.comparing ? this.pairKeys() : acts)[event.key];
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
