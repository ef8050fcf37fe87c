# Needs python3 (3.11 or newer), pip, make and a package index, nothing else.
#   make demo      align the examples into outputs/ and print what was found
#   make test      run the tests
# Another Python: make PYTHON=python3.12 demo

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

# Nothing here may download a model.
export HF_HUB_OFFLINE := 1

.PHONY: demo outputs test lint docs clean
.DELETE_ON_ERROR:

demo: outputs

outputs: $(VENV)/.installed
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh outputs/make.sh

test: $(VENV)/.installed-test
	$(BIN)/python -m pytest

lint: $(VENV)/.installed-lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

docs: $(VENV)/.installed
	$(BIN)/python docs/make_cli_reference.py
	$(BIN)/python docs/make_rule_table.py
	$(BIN)/python docs/draw_beads.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A file in .venv for each thing installed there: a second run has nothing to do.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "aligner needs Python 3.11 or newer, and '$(PYTHON)' is" \
	    "$$($(PYTHON) --version 2>/dev/null || echo missing). Name one: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "'$(PYTHON)' can't make virtual environments." \
	    "On Debian and Ubuntu: apt install python3-venv"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
# pip before 23.3 fails on lxml[html_clean], which the HTML libraries ask for by two spellings.
	$(PIP) install --upgrade 'pip>=24'
	@touch $@

$(VENV)/.installed: $(VENV)/.made pyproject.toml
	$(PIP) install --editable .
	@touch $@

$(VENV)/.installed-%: $(VENV)/.made pyproject.toml
	$(PIP) install --editable '.[$*]'
	@touch $@ $(VENV)/.installed
