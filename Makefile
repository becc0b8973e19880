# make demo · make test · make score · make bench · make lock. Each sets itself up from nothing in .venv.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
STAMP := $(VENV)/.installed
BIN := $(VENV)/bin
CODE := .

.PHONY: demo test score bench lock format clean help

help:
	@echo "make demo    set up, code the sample articles in examples/, print the table of event reports"
	@echo "make test    set up, check formatting and types, run all tests"
	@echo "make score   measure against the coded development articles and the floors in tests/floors.json"
	@echo "make bench   measure speed, memory and start-up"
	@echo "make lock    write requirements.lock anew from pyproject.toml"
	@echo "make format  format the code"

demo: $(STAMP)
	@$(BIN)/rasad code examples/pages --format table
	@cat examples/next.txt

test: $(STAMP)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/ruff check $(CODE)
	$(BIN)/mypy
	$(BIN)/pytest -n auto

score: $(STAMP)
	@$(BIN)/python scripts/score.py $(SCORE)

bench: $(STAMP)
	@$(BIN)/python benchmarks/startup.py
	@$(BIN)/python benchmarks/throughput.py
	@$(BIN)/python benchmarks/memory.py
	@$(BIN)/python benchmarks/merging.py
	@$(BIN)/python benchmarks/store.py

format: $(STAMP)
	$(BIN)/ruff format $(CODE)
	$(BIN)/ruff check --fix $(CODE)

lock: $(STAMP)
	$(BIN)/python -m pip install --quiet 'uv>=0.5'
	$(BIN)/uv pip compile --quiet --extra dev --generate-hashes --python-version 3.11 --no-header \
		--no-emit-index-url --no-emit-find-links --output-file requirements.lock pyproject.toml

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Rasad needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Try: make PYTHON=python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || test -x $(BIN)/pip || \
		{ echo "Python's venv module is missing. On Debian: sudo apt install python3-venv" >&2; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv --clear $(VENV)
	@echo "Installing what requirements.lock names into $(VENV) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
