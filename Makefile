# Aiguilleur. « make » alone lists what can be done; every target does its own set-up.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help install dev run test lint types contracts check bench catalogues lexique schema clean

help: ## List what can be done
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

install: $(VENV)/.installed ## Make .venv with the command aiguilleur in it

dev: $(VENV)/.dev ## The same, with what tests and linters need

run: install ## Chat in this terminal, on the demonstration territory
	@$(BIN)/aiguilleur discuter

test: dev ## Run all tests
	@$(BIN)/python -m pytest -q

lint: dev ## Style: ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: dev ## Types: mypy, strict
	@$(BIN)/mypy

contracts: dev ## Direction of imports: import-linter
	@$(BIN)/lint-imports

check: test lint types contracts ## All that CI runs

bench: dev ## Measure: understanding, sheets beside other engines, a bot update, an agent’s turn, search beside other engines, an import
	@PYTHONPATH=. $(BIN)/python scripts/bench.py
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	@PYTHONPATH=. $(BIN)/python scripts/bench_sheets.py
	@PYTHONPATH=. $(BIN)/python scripts/bench_sheet_pages.py
	@PYTHONPATH=. $(BIN)/python scripts/bench_telegram.py
	@PYTHONPATH=. $(BIN)/python scripts/bench_frontdesk.py
	@PYTHONPATH=. $(BIN)/python scripts/bench_lookup.py
	@PYTHONPATH=. $(BIN)/python scripts/bench_guesses.py
	@PYTHONPATH=. $(BIN)/python -m scripts.bench_search --cache build/bench --import

catalogues: install ## Bring the translation catalogues up to date with the sentences
	@$(BIN)/aiguilleur traduire

lexique: dev ## Learn again from the lexicon of knowledge/lexicon (two minutes)
	@PYTHONPATH=. $(BIN)/python scripts/learn.py

schema: install ## Write the JSON Schema of the rule file again
	@$(BIN)/aiguilleur schema

clean: ## Remove what was built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache *.egg-info

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 ou plus récent est nécessaire."; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 ou plus récent est nécessaire ; trouvé : $(PYTHON)."; exit 1; }
	@"$(PYTHON)" -m venv $(VENV) || { echo "Le module venv manque ; sous Debian : apt-get install python3-venv."; rm -rf $(VENV); exit 1; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installation (une fois)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[sens]'
	@touch $@

$(VENV)/.dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installation avec les outils de test (une fois)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.installed
