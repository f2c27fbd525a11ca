// The wire to Python: one message at a time, numbered, and "saved" only after Python said so.

const PATIENCE = 2600; // with the pause of typing: no answer within three seconds of the key means "not saved"

class Wire {
  constructor(model, heard, silent) {
    this.model = model;
    this.heard = heard;
    this.silent = silent;
    // two views of one desk, in two tabs, hear each other's answers: each counts from a number of its own
    this.number = Math.floor(Math.random() * 2 ** 40) * 1024;
    this.waiting = [];
    this.sent = null;
    this.listener = (answer) => this.receive(answer);
    model.on("msg:custom", this.listener);
  }

  /** Send a message when those before it are answered. A newer edit of the same item takes an unsent one's place. */
  send(message) {
    return new Promise((resolve) => {
      const entry = { message, resolve };
      const last = this.waiting.at(-1);
      if (message.act === "edit" && last?.message.act === "edit" && last.message.item === message.item) {
        last.resolve(null);
        this.waiting[this.waiting.length - 1] = entry;
      } else {
        this.waiting.push(entry);
      }
      this.pump();
    });
  }

  pump() {
    if (this.sent || !this.waiting.length) return;
    this.sent = this.waiting.shift();
    this.number += 1;
    const { message } = this.sent;
    // the revision is filled in as late as this, since the message before may have made a new one
    const whole = { ...message, number: this.number, ...(message.item ? { revision: this.revision ?? 0 } : {}) };
    this.timer = setTimeout(() => this.silent(message), PATIENCE);
    try {
      this.model.send(whole);
    } catch {
      clearTimeout(this.timer);
      this.silent(message);
    }
  }

  receive(answer) {
    if (!this.sent || answer.number !== this.number) return; // meant for another view of the same desk
    clearTimeout(this.timer);
    const { message, resolve } = this.sent;
    this.sent = null;
    // not from a conflict: a later edit would then pass for one that saw the other's version
    if (answer.ok && typeof answer.revision === "number") this.revision = answer.revision;
    this.heard(message, answer);
    resolve(answer);
    this.pump();
  }

  idle() { return !this.sent && !this.waiting.length; }

  close() {
    clearTimeout(this.timer);
    this.model.off("msg:custom", this.listener);
  }
}
