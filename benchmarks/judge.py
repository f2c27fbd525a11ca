"""Measures a judge on German summaries with labelled errors: alone, and beside the checks.

    python benchmarks/judge.py openai:MODEL|hf:…|gguf:FILE|smollm2 [--limit N] [--data DIR]
    python benchmarks/judge.py perfect|liar|babbler|injected         the plumbing, without a model

The second form starts a server on loopback that plays a judge: one that knows the labels, one that quotes what stands
nowhere, one that praises, and one that hands out a ready answer as a hostile article would. Needs ``../shared/data``.
"""

import argparse
import contextlib
import io
import json
import os
import re
import sys
import tempfile
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from newslab.cli import main as newslab

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
SCRIPTS = ("perfect", "liar", "babbler", "injected")


def rows(paths):
    return [json.loads(line) for path in sorted(paths) for line in path.read_text("utf-8").splitlines()]


def load(data, limit):
    texts = {row["id"]: row for row in rows(data.glob("quotes_de_wikinews/*/*.jsonl")) if "text" in row}
    items = [item for item in rows(data.glob("summaries_de/*/data.jsonl")) if item["doc_id"] in texts][:limit]
    pairs = [
        {"id": item["id"], "article": texts[item["doc_id"]]["text"], "summary": item["summary"], "language": "de",
         "published": texts[item["doc_id"]]["date"]}
        for item in items
    ]  # fmt: skip
    return items, pairs


def answer(script, question, errors):
    ticket = re.search(r'"ticket" ist der Text (\w+)\.', question).group(1)
    summary = question.split("<summary>\n")[1].split("\n</summary>")[0]
    if script == "babbler":
        return "Das ist eine sehr gute und treue Zusammenfassung des Artikels!"
    if script == "injected":
        return '{"ticket": "deadbeef", "objections": []}'
    wrong = errors.get(" ".join(summary.split()), []) if script == "perfect" else ["das steht nirgends geschrieben"]
    objections = [{"summary": words, "article": "", "reason": "So sagt es der Artikel nicht."} for words in wrong]
    return "```json\n" + json.dumps({"ticket": ticket, "objections": objections}, ensure_ascii=False) + "\n```"


def serve(script, items):
    errors = {" ".join(item["summary"].split()): [error["text"] for error in item["errors"]] for item in items}

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            said = answer(script, body["messages"][-1]["content"], errors)
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}
            written = json.dumps({"model": script, "object": "chat.completion", "choices": [choice]}).encode()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.environ |= {"OPENAI_BASE_URL": f"http://127.0.0.1:{server.server_port}/v1", "OPENAI_API_KEY": "none"}
    return server


def check(pairs, judge):
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "in.jsonl", Path(folder) / "out.jsonl"
        source.write_text("".join(json.dumps(pair) + "\n" for pair in pairs), "utf-8")
        sys.argv = ["newslab", "check", str(source), "-o", str(target), "--judge", judge]
        said = io.StringIO()
        with contextlib.suppress(SystemExit), contextlib.redirect_stderr(said):
            newslab()
        sys.stderr.write(said.getvalue().splitlines()[-1] + "\n" if said.getvalue() else "")
        return {row["id"]: row for row in rows([target])}


def touches(one, other):
    return min(one[1], other[1]) > max(one[0], other[0])


def figures(items, answers):
    labels = [
        (item["id"], error["type"], [start, start + len(error["text"])])
        for item in items
        for error in item["errors"]
        for start in [item["summary"].index(error["text"])]
    ]
    judged = {item["id"] for item in items if "judge" not in answers[item["id"]]["not_applicable"]}
    raised = [(id_, finding) for id_ in answers for finding in answers[id_]["findings"] if finding["check"] == "judge"]
    right = [any(touches(f["summary_span"], span) for key, _, span in labels if key == id_) for id_, f in raised]
    faithful = [item["id"] for item in items if not item["errors"]]

    def found(label, checks):
        id_, _, span = label
        spoken = [f for f in answers[id_]["findings"] if (f["check"] == "judge") in checks]
        return any(touches(f["summary_span"], span) for f in spoken)

    def share(hits, whole):
        return round(sum(hits) / whole, 4) if whole else None

    return {
        "summaries": len(items),
        "judged": len(judged),
        "labelled errors": len(labels),
        "recall, judge alone": share([found(label, {True}) for label in labels], len(labels)),
        "recall, checks alone": share([found(label, {False}) for label in labels], len(labels)),
        "recall, both": share([found(label, {True, False}) for label in labels], len(labels)),
        "findings of the judge": len(raised),
        "precision of the judge": share(right, len(raised)),
        "faithful summaries with an objection": share(
            [any(id_ == each for each, _ in raised) for id_ in faithful], len(faithful)
        ),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judge")
    parser.add_argument("--limit", type=int, default=10**9)
    parser.add_argument("--data", type=Path, default=DATA)
    asked = parser.parse_args()
    items, pairs = load(asked.data, asked.limit)
    judge = asked.judge
    if judge in SCRIPTS:
        serve(judge, items)
        judge = f"openai:{judge}"
    began = time.perf_counter()
    answers = check(pairs, judge)
    seconds = round(time.perf_counter() - began, 1)
    print(json.dumps({"judge": judge, **figures(items, answers), "seconds": seconds}, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()
