// The desk's list of findings: rows, selection, and how each was dealt with.

const HANDLINGS = [["confirmed", "c"], ["false_alarm", "f"], ["fixed", "d"]];
const SYMBOLS = { error: "✖", warning: "▲", ok: "✓" };

class FindingsPart {
  // --- findings ------------------------------------------------------------------------------------------------
  /** How an editor dealt with a finding, and why; nothing where nobody did. */
  dealt(finding) { return this.shown.handled[finding.key] ?? []; }

  drawFindings() {
    this.once("list", [this.shown.findings, this.showOk], () => this.drawList());
    for (const finding of this.visible()) {
      this.once(finding.key, [this.shown.findings, this.showOk, ...this.dealt(finding)], () => this.drawRow(finding));
    }
    this.once("counts", [this.shown.findings, JSON.stringify(this.shown.handled), this.shown.not_judged], () => this.drawCounts());
  }

  drawRow(finding) {
    const old = this.rows.get(finding.key), made = this.row(finding);
    const held = old ? [...old.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    if (old) old.replaceWith(made); else this.list.append(made);
    this.rows.set(finding.key, made);
    if (held >= 0) made.querySelectorAll("button")[held]?.focus({ preventScroll: true });
  }

  drawCounts() {
    const all = this.shown.findings;
    const open = (severity) => all.filter((finding) => finding.severity === severity && ["confirmed", undefined].includes(this.dealt(finding)[0])).length;
    const many = all.filter((finding) => finding.severity === "ok").length;
    const box = element("input", { type: "checkbox", onchange: (event) => { this.showOk = event.target.checked; this.refresh(true); } });
    box.checked = this.showOk;
    const held = this.counts.contains(document.activeElement);
    this.counts.replaceChildren(element("h3", { text: this.word("findings_heading") }),
      element("span", { text: this.word("count_errors", { count: open("error") }) }),
      element("span", { text: this.word("count_warnings", { count: open("warning") }) }),
      element("span", { text: this.word("count_verified", { count: many }) }),
      ...(many > 0 ? [element("label", {}, box, ` ${this.word("show_verified")}`)] : []),
      ...(this.shown.not_judged ? [element("span", { text: this.shown.not_judged })] : []));
    if (held) box.focus({ preventScroll: true });
  }

  drawList() {
    const some = this.visible().length > 0;
    this.rows = new Map();
    this.counts = element("div", { class: "nl-head" });
    this.drawn.counts = null;
    this.list = element("ul", { class: "nl-list", tabindex: some ? "0" : null, "aria-label": this.word("findings_heading") });
    this.found.replaceChildren(this.counts, some ? this.list : element("p", { text: this.word("no_findings") }));
  }

  row(finding) {
    const on = finding.key === this.selected;
    const [handling, reason] = this.dealt(finding);
    const acts = finding.severity === "ok" ? [] : HANDLINGS.map(([each, key]) => element("button", {
      "aria-pressed": String(each === handling), onclick: () => this.dispose(finding.key, each),
    }, this.word(each), element("kbd", { text: key, "aria-hidden": "true" })));
    return element("li", { class: `nl-item${on ? " nl-on" : ""}${handling ? " nl-dealt" : ""}`, "data-key": finding.key, "aria-current": on ? "true" : null },
      element("span", { class: `nl-sev nl-${finding.severity}`, text: `${SYMBOLS[finding.severity]} ${this.word(`sev_${finding.severity}`)}` }),
      element("span", {}, element("button", { class: "nl-pick", text: finding.check, onclick: () => this.select(finding.key) }),
        element("small", { text: `${finding.code} · ${finding.title}` })),
      element("span", { class: "nl-message" }, finding.message,
        element("small", { text: finding.evidence ? `${this.word("evidence")}: „${finding.evidence}“` : this.word("no_evidence") }),
        reason && element("small", { text: `${this.word(handling)}: ${reason}` })),
      element("span", { class: "nl-acts" }, ...acts));
  }

  select(key, scroll = true) {
    this.selected = key;
    for (const part of this.root.querySelectorAll("[data-key]")) {
      const on = part.dataset.key === key;
      part.classList.toggle("nl-on", on);
      if (part.matches("li")) { if (on) part.setAttribute("aria-current", "true"); else part.removeAttribute("aria-current"); }
    }
    const at = (pane) => pane.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (scroll) bringIntoView(this.articlePane, at(this.text));
    bringIntoView(this.summaryPane, at(this.back));
    if (this.list && at(this.list)) bringIntoView(this.list, at(this.list));
    if (this.shown.findings.some((finding) => finding.key === key)) this.send("look_at_evidence", { finding: key });
  }

  step(by) {
    const keys = this.visible().map((finding) => finding.key);
    if (!keys.length) return;
    const place = keys.indexOf(this.selected);
    this.select(keys[Math.min(keys.length - 1, Math.max(0, place + by))]);
  }

  async dispose(key, handling) {
    const reason = handling === "false_alarm" ? await this.question("reason_false_alarm") : "";
    if (reason !== null) { this.selected = key; this.send("dispose", { finding: key, handling, reason }); }
  }
}
