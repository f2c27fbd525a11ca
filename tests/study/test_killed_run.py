"""A killed study goes on where it stopped, does nothing finished twice, and comes to the same result."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
import sys, time
from pathlib import Path
from newslab.records import Article, Summary
from newslab.study.cache import WorkCache
from newslab.study.run import Plan, carry_out
from newslab.studyfolder import write

log, cache, out, pause = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), float(sys.argv[4])

class Slow:
    name, signature, limits = "slow", "slow|v:1", "none"
    def summarize(self, articles):
        for article in articles:
            time.sleep(pause)
            with log.open("a") as stream:
                stream.write(article.id + "\\n")
            print(article.id, flush=True)
            yield Summary(article_id=article.id, model="slow", text=article.text[:40], signature=self.signature)

articles = [Article(id=str(n), language="de", text=f"Am Montag tagte der Rat zum {n}. Mal in Bremen. Er stimmte zu.")
            for n in range(30)]
with WorkCache(cache) as kept:
    study = carry_out(Plan(name="s", summarizers=[Slow()], workers=1, progress=False), articles, cache=kept)
write(study, out)
"""


def start(folder: Path, name: str, pause: float):
    arguments = [folder / f"{name}.log", folder / f"{name}.sqlite", folder / name, pause]
    return subprocess.Popen([sys.executable, "-c", SCRIPT, *map(str, arguments)], stdout=subprocess.PIPE, text=True)


def content(folder: Path):
    """All files of a study but the times in its manifest."""
    found = {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.name != "study.json"}
    manifest = json.loads((folder / "study.json").read_text("utf-8"))
    return found | {"study.json": {key: value for key, value in manifest.items() if key != "times"}}


@pytest.mark.slow
def test_a_killed_study_goes_on_where_it_stopped(tmp_path):
    for done in (3, 11, 20):
        process = start(tmp_path, "killed", 0.02)
        assert process.stdout is not None
        for _ in range(done):
            if not process.stdout.readline():
                break
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    for name in ("killed", "undisturbed"):
        process = start(tmp_path, name, 0.0)
        process.communicate(timeout=120)
        assert process.returncode == 0
    asked = (tmp_path / "killed.log").read_text("utf-8").split()
    # each kill may cost the one summary that was in flight, which is then made again, and no other
    assert len(asked) - len(set(asked)) <= 3
    assert set(asked) == {str(number) for number in range(30)}
    assert content(tmp_path / "killed") == content(tmp_path / "undisturbed")
