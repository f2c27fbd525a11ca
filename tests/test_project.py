"""The project's own files agree with one another."""

import re
import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def test_the_conda_environment_asks_for_what_the_package_asks_for():
    listed = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))["dependencies"]
    from_pip = next(entry["pip"] for entry in listed if isinstance(entry, dict))
    asked = {entry for entry in [*listed, *from_pip] if isinstance(entry, str) and ">=" in entry}
    wanted = {
        *PROJECT["dependencies"],
        *PROJECT["optional-dependencies"]["models"],
        *PROJECT["optional-dependencies"]["fast"],
        *PROJECT["optional-dependencies"]["dask"],
        f"python{PROJECT['requires-python']}",
    }
    assert asked == wanted


def test_every_requirement_is_pinned():
    pinned = {
        re.split("==", line)[0].lower().replace("_", "-")
        for line in (ROOT / "constraints.txt").read_text("utf-8").splitlines()
        if "==" in line
    }
    groups = PROJECT["optional-dependencies"]
    required = {
        re.split(r"[<>=\[ ]", need)[0].lower().replace("_", "-")
        for need in [*PROJECT["dependencies"], *(need for group in groups.values() for need in group)]
    }
    assert required - pinned == set()
    assert "torch==2.13.0" in (ROOT / "constraints.txt").read_text("utf-8").splitlines()


def test_notebooks_are_stored_without_output():
    import json

    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        assert [cell for cell in cells if cell.get("outputs") or cell.get("execution_count")] == [], path.name
