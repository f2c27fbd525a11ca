"""The same input gives the same answers whatever seed Python gives its sets, which each process draws anew."""

import json
import os
import subprocess
import sys

from tests.test_sample import ARTICLES


def test_no_finding_hangs_on_the_order_of_a_set(tmp_path):
    rows = [
        {"id": f"{article['id']}-{kind}", "article": article["text"], "summary": article[f"summary_{kind}"]}
        | {"language": article["language"], "published": article["published"]}
        for article in ARTICLES.values()
        for kind in ("faithful", "flawed")
    ]
    # An office in another case than a list has it, which was read as a name or not as the seed would have it.
    told = "Das Gericht hat laut seinem Präsidenten Papen nicht über die Klage entschieden, die Richter Lohn vertritt."
    rows.append({"id": "cases", "article": f"Präsident Papen schwieg. {told}", "summary": told, "language": "de"})
    source = tmp_path / "pairs.jsonl"
    source.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")
    command = [sys.executable, "-m", "newslab", "check", str(source), "--all", "--workers", "1"]
    answers = {
        subprocess.run(
            command, env=os.environ | {"PYTHONHASHSEED": seed}, capture_output=True, check=True, timeout=120
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1
    assert answers.pop().count(b"\n") == len(rows)
