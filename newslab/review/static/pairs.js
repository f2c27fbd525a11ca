// The desk's comparison of two drafts of one article: side by side, without their models, a choice and its reason.

const CHOICES = [["left", "1"], ["tie", "0"], ["right", "2"]];

class PairsPart extends DecidingPart {
  get comparing() { return !this.pairBox.hidden; }

  buildPairs() {
    this.pair = null;
    this.compareButton = this.fixed.pairs && element("button", { onclick: () => this.toggleCompare() });
    this.pairBox = element("section", { class: "nl-pairs", hidden: true, "aria-label": this.word("pairs_heading") });
  }

  /** Show the pairs, or the item that was open. */
  setComparing(on) {
    this.pairBox.hidden = !on;
    for (const part of [this.filterBox, this.panes, this.found, this.foot, this.legend, this.modelBox, this.standing]) part.hidden = on;
    if (this.compareButton) this.compareButton.replaceChildren(this.word(on ? "pairs_back" : "pairs"), element("kbd", { text: "v", "aria-hidden": "true" }));
    this.help.textContent = this.word(on ? "pairs_help" : "help_body");
    this.say("");
  }

  toggleCompare() {
    if (!this.comparing) { this.goPair("start"); return; } // where there are none, Python says so
    this.setComparing(false);
    this.pair = null;
    this.send("go", { to: this.shown?.item ?? "filter" });
    this.root.focus({ preventScroll: true });
  }

  async goPair(to) {
    if (await this.settled()) this.send("pairs", { to, left: this.pair?.left ?? null, right: this.pair?.right ?? null });
  }

  heardPair(message, answer) {
    if (answer.no_pairs) { this.say(answer.no_pairs); return; }
    const moved = this.pair?.left !== answer.pair.left || this.pair?.right !== answer.pair.right;
    this.pair = answer.pair;
    if (moved) this.drawPair();
    this.drawChoice();
    if (answer.saved) this.saved(answer.saved);
    if (message.act === "prefer") this.say(this.word("done_preference", { choice: this.word(`prefer_${this.pair.choice}`) }));
    if (message.act === "withdraw") this.say(this.word("done_undo"));
  }

  drawPair() {
    if (!this.comparing) this.setComparing(true);
    const { article, texts } = this.pair;
    const draft = (side, text) => {
      const made = element("section", { class: "nl-pane nl-draft", tabindex: "0", "aria-label": this.word(`draft_${side}`) },
        element("h3", { text: this.word(`draft_${side}`) }), element("div", { class: "nl-text", text, lang: article.language }),
        element("div", { class: "nl-meta nl-model" }));
      made.append(...this.more(made));
      made.dataset.side = side;
      return made;
    };
    this.choices = CHOICES.map(([choice, letter]) => element("button", { "data-choice": choice, onclick: () => this.prefer(choice) },
      this.word(`prefer_${choice}`), element("kbd", { text: letter, "aria-hidden": "true" })));
    this.pairReason = element("input", { type: "text", maxlength: "1000", onchange: () => this.pair.choice && this.prefer(this.pair.choice) });
    const step = (to, letter) => element("button", { onclick: () => this.goPair(to) }, this.word(`${to}_pair`), element("kbd", { text: letter, "aria-hidden": "true" }));
    const source = element("section", { class: "nl-pane nl-source", tabindex: "0", "aria-label": this.word("article") },
      ...this.articleParts(article, element("div", { class: "nl-text", text: article.text })));
    source.append(...this.more(source));
    this.pairBox.replaceChildren(source,
      element("div", { class: "nl-drafts" }, draft("left", texts[0]), draft("right", texts[1])),
      element("div", { class: "nl-foot" },
        element("div", { class: "nl-choices", role: "group", "aria-label": this.word("pairs_question") }, element("strong", { text: this.word("pairs_question") }), ...this.choices),
        element("label", { class: "nl-reason" }, `${this.word("reason_optional")} `, this.pairReason),
        element("span", { class: "nl-decide" },
          element("button", { onclick: () => this.withdraw() }, this.word("undo"), element("kbd", { text: "u", "aria-hidden": "true" })),
          step("previous", "p"), step("next", "n"))));
  }

  drawChoice() {
    const { choice, models, reason } = this.pair;
    this.place.textContent = this.word("pair_position", this.pair);
    this.bar.max = Math.max(1, this.pair.total);
    this.bar.value = this.pair.done;
    this.far.textContent = this.word("pair_progress", this.pair);
    for (const button of this.choices) button.setAttribute("aria-pressed", String(button.dataset.choice === choice));
    this.pairBox.querySelectorAll(".nl-draft").forEach((draft, place) => {
      draft.classList.toggle("nl-chosen", draft.dataset.side === choice);
      draft.querySelector(".nl-model").textContent = visible(models ? models[place] : this.word("blind"));
    });
    if (document.activeElement !== this.pairReason) this.pairReason.value = reason;
  }

  prefer(choice) {
    this.send("prefer", { left: this.pair.left, right: this.pair.right, choice, reason: this.pairReason.value.trim() });
  }

  withdraw() { this.send("withdraw", { left: this.pair.left, right: this.pair.right }); }

  pairKeys() {
    return {
      1: () => this.prefer("left"), 2: () => this.prefer("right"), 0: () => this.prefer("tie"), g: () => this.pairReason.focus(),
      n: () => this.goPair("next"), p: () => this.goPair("previous"), u: () => this.withdraw(), v: () => this.toggleCompare(),
      "?": () => this.toggleHelp(),
    };
  }
}
