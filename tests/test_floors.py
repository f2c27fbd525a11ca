"""The house's own rules: imports run down, and importing the package stays cheap."""

import subprocess
import sys

HEAVY = ("torch", "transformers", "datasets", "matplotlib", "ipywidgets", "evaluate", "pandas", "scipy", "numba")


def test_importing_newslab_loads_no_heavy_library():
    script = f"import sys, newslab; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
