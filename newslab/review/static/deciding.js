// The desk's foot: ratings, the fact check, the verdict, and the question for a reason.

class DecidingPart extends EditingPart {
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

  async tick(ticked) { if (await this.settled()) this.send("tick_fact_check", { ticked }); }

  async decide(verdict) {
    // the question opens within the key press, so that what is typed next goes there
    const reason = verdict === "approved" ? "" : await this.question(`reason_${verdict}`);
    if (reason !== null && await this.settled()) this.send("decide", { verdict, reason });
  }

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
}
