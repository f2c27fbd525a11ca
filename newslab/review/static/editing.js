// The desk's summary: editing in place, saved while it goes on, and marking errors in it.

const TYPING_PAUSE = 400; // typing is saved at least every second while it goes on
const RETRY = 5000; // a disk that was full is tried again

class EditingPart extends FindingsPart {
  // --- editing and marking -------------------------------------------------------------------------------------
  unsaved() { return Boolean(this.editor) && this.shown && this.editor.value !== this.shown.summary; }

  typed() {
    this.savedBox.textContent = this.word("saving");
    this.forgetSelection(); // its words may stand elsewhere now
    this.drawBack();
    // not a debounce: the clock runs from the first key, so that long typing is saved while it goes on
    this.timer ??= setTimeout(() => this.flush(), TYPING_PAUSE);
  }

  drop() { clearTimeout(this.timer); clearTimeout(this.retry); this.timer = null; }

  flush() {
    this.drop();
    if (this.unsaved() && !this.conflicted) return this.send("edit", { text: this.editor.value, id: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` });
    return Promise.resolve();
  }

  copy() {
    this.editor.select();
    navigator.clipboard?.writeText(this.editor.value).then(() => this.say(this.word("copied")), () => document.execCommand("copy"));
  }

  pickAtCaret() {
    const point = toCodePoint(this.editor.value, this.editor.selectionStart);
    const hit = (this.summaryMarks ?? []).find((mark) => mark.start <= point && point <= mark.end && mark.kind !== "own");
    if (hit && this.editor.selectionStart === this.editor.selectionEnd && !this.unsaved()) this.select(hit.key);
  }

  buildMarking() {
    const severity = element("select", { onchange: (event) => { this.severity = event.target.value; } },
      ...this.fixed.severities.map((each) => element("option", { value: each, text: this.word(`severity_${each}`), selected: each === this.severity })));
    this.markHint = element("span", { class: "nl-hint", text: this.word("mark_help") });
    this.markComment = element("input", { type: "text", maxlength: "500" });
    this.marking.replaceChildren(element("h3", { text: this.word("mark_heading") }), this.markHint,
      ...this.fixed.error_types.map((type) => element("button", { text: this.word(`type_${type}`), onclick: () => this.mark(type) })),
      element("label", { text: `${this.word("severity")} ` }, severity),
      element("label", { text: `${this.word("mark_comment")} ` }, this.markComment));
  }

  selection() {
    const { selectionStart: start, selectionEnd: end, value } = this.editor;
    if (end <= start) return;
    this.chosen = { start: toCodePoint(value, start), end: toCodePoint(value, end) };
    this.markHint.textContent = visible(this.word("mark_selection", { text: value.slice(start, end) }));
  }

  async mark(type) {
    if (!this.chosen) { this.say(this.word("mark_help")); return; }
    if (!(await this.settled())) return;
    const comment = this.markComment.value;
    this.send("mark", { ...this.chosen, error_type: type, severity: this.severity, comment });
    this.forgetSelection();
    this.markComment.value = "";
  }

  forgetSelection() {
    this.chosen = null;
    this.markHint.textContent = this.word("mark_help");
  }

  drawMarks() {
    const points = [...this.shown.summary];
    this.marksBox.replaceChildren(...this.shown.marks.map((mark) => {
      const words = mark.span ? points.slice(...mark.span).join("") : this.word("mark_gone");
      const label = `${this.word(`type_${mark.type}`)} (${this.word(`severity_${mark.severity}`)}): „${words}“ ${mark.comment}`;
      return element("li", {}, element("span", { text: label }),
        element("button", { text: "×", "aria-label": `${this.word("mark_remove")}: ${words}`, onclick: () => this.send("unmark", { mark: mark.id }) }));
    }));
  }
}
