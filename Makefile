# Two commands do everything on a machine with Python 3.11 and make: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WORKERS := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
UV := $(shell command -v uv 2>/dev/null)

.DEFAULT_GOAL := help
unexport PYTHONDONTWRITEBYTECODE# each process that a test starts would compile everything again
.PHONY: help demo test test-all check torture screenshots golden bench clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml
ifdef UV
	uv venv --quiet --allow-existing --python $(if $(filter-out python3,$(PYTHON)),$(PYTHON),'>=3.11') $(VENV)
	uv pip install --quiet --python $(BIN)/python --editable . --group dev
else
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "triage needs Python 3.11 or later; say make PYTHON=…")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
endif
	@touch $(READY)

demo: $(READY) ## open the app on a throw-away copy of the sample vault
	@$(BIN)/triage demo

test: check ## run every check and every test
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist worksteal

test-all: ## run every check and every test on each Python from 3.11 to 3.13 that is here
	@found=; for version in 3.11 3.12 3.13; do \
	  for python in "$$(uv python find --no-python-downloads "$$version" 2>/dev/null)" \
	    "$$(command -v "python$$version")" "$${PYENV_ROOT:-$$HOME/.pyenv}/versions/$$version".*/bin/python; do \
	    "$$python" -c '' 2>/dev/null && break; \
	  done || continue; \
	  found="$$found $$version"; echo "== Python $$version: $$python"; \
	  $(MAKE) --no-print-directory test VENV=.venv/$$version PYTHON="$$python" || exit 1; \
	done; test -n "$$found" && echo "All passed on:$$found"

check: $(READY) ## lint, types, and the arrows between the layers
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

torture: $(READY) ## run the whole safety programme R1–R13 and print its table
	PYTHONPATH=tests $(BIN)/python -m torture $(ARGS)

screenshots: $(READY) ## draw screenshots/*.svg again from the sample vault
	$(BIN)/python -m screenshots.draw

bench: $(READY) ## measure: scan, start, keys; then let a scripted person decide a whole vault
	$(BIN)/python bench/measure.py
	PYTHONPATH=tests $(BIN)/python bench/growth.py
	$(BIN)/python bench/likeness.py
	$(BIN)/python bench/history.py
	@rm -rf $(VENV)/bench
	$(BIN)/python bench/labelled_vault.py $(VENV)/bench
	PYTHONPATH=tests $(BIN)/python bench/scripted_person.py $(VENV)/bench
	PYTHONPATH=tests $(BIN)/python bench/bulk_gesture.py $(VENV)/bench

clean: ## remove what make made
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
