"""The house's own rules: imports run down, and importing the package stays cheap."""

import re
import subprocess
import sys
from pathlib import Path

from newslab.cli import VERBS

ROOT = Path(__file__).parent.parent

HEAVY = (
    "torch", "transformers", "datasets", "matplotlib", "ipywidgets", "evaluate", "pandas", "scipy", "numba", "dask",
    "distributed",
)  # fmt: skip


def test_importing_newslab_loads_no_heavy_library():
    script = f"import sys, newslab; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_command_loads_no_heavy_library_before_it_needs_one():
    modules = ", ".join(f"newslab.cli.{module}" for module in sorted(set(VERBS.values())))
    script = f"import sys, {modules}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_who_only_hands_texts_out_does_not_load_what_reads_them():
    script = "import sys, newslab.cli.texts; print('numpy' in sys.modules, 'newslab.text.document' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


def test_a_room_is_small_enough_to_read():
    files = [path for floor in ("newslab", "tests", "benchmarks") for path in (ROOT / floor).rglob("*.py")]
    long = {path.name: lines for path in files if (lines := len(path.read_text("utf-8").splitlines())) > 400}
    assert files
    assert long == {}


def test_one_module_knows_dask():
    files = [*(ROOT / "newslab").rglob("*.py")]
    knowing = [
        path.name
        for path in files
        if re.search(r"^\s*(import|from) (dask|distributed)\b", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert knowing == ["cluster.py"]
