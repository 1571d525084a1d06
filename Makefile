# Everything lives in .venv; nothing is installed outside this folder.

PYTHON ?= python3
# What to hand on: make play ARGS="jkp-empat-bulan", make test ARGS="-n 2 tests/unit"
ARGS ?=

BIN := .venv/bin
PLAY_READY := .venv/.play-ready
DEVELOP_READY := .venv/.develop-ready
LOCALES := roleplay/i18n/locales
TRANSLATIONS := $(wildcard $(LOCALES)/*/LC_MESSAGES/roleplay.po)
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
NO_INSTALL := { echo "Setting up did not work. It needs the network once; afterwards everything works offline." >&2; exit 1; }

.PHONY: help play test agreement check messages wheel clean
.DELETE_ON_ERROR:

help:
	@echo "make play      set up once, then practise with a service user"
	@echo "make test      set up for development, then run the tests"
	@echo "make agreement  how well typed replies are heard, by label, with what is confused"
	@echo "make check     format, lint, types, imports between rooms, generated docs"
	@echo "make messages  bring the catalogues of the interface up to date with the code"
	@echo "make wheel     build dist/*.whl"
	@echo "make clean     remove everything that the commands above made"

play: $(PLAY_READY)
	@$(BIN)/roleplay play $(ARGS)

test: $(DEVELOP_READY) $(TRANSLATIONS:.po=.mo)
	$(BIN)/python -m pytest $(ARGS)

agreement: $(DEVELOP_READY)
	$(BIN)/python training/hearing.py --examples 2 $(ARGS)

check: $(DEVELOP_READY) $(TRANSLATIONS:.po=.mo)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest --quiet tests/architecture tests/docs

messages: $(DEVELOP_READY)
	$(BIN)/pybabel --quiet extract --no-wrap --sort-by-file --add-location=file --keyword=_ --keyword=N_ --keyword=ngettext:1,2 \
	  --add-comments=Translators: --project=roleplay --copyright-holder="roleplay contributors" \
	  --output=$(LOCALES)/roleplay.pot roleplay
	$(BIN)/pybabel --quiet update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date \
	  --domain=roleplay --input-file=$(LOCALES)/roleplay.pot --output-dir=$(LOCALES)
	$(BIN)/pybabel compile --statistics --domain=roleplay --directory=$(LOCALES)

wheel: $(DEVELOP_READY)
	$(BIN)/python -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache build dist
	rm -f $(LOCALES)/roleplay.pot $(TRANSLATIONS:.po=.mo)
	find roleplay tests benchmarks . -maxdepth 4 -name __pycache__ -type d -prune -exec rm -rf {} +

# Set-up runs once, and again when what it depends on has changed.

$(PLAY_READY): pyproject.toml build_hook.py $(TRANSLATIONS) | $(BIN)/python
	@echo "Setting up roleplay in .venv …"
	@$(PIP_INSTALL) --editable . || $(NO_INSTALL)
	@touch $@

$(DEVELOP_READY): pyproject.toml build_hook.py | $(BIN)/python
	@echo "Setting up roleplay for development in .venv …"
	@$(PIP_INSTALL) --editable '.[dev]' || $(NO_INSTALL)
	@touch $@ $(PLAY_READY)

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "roleplay needs Python 3.11 or newer, and '$(PYTHON)' is not." >&2; \
	  echo "If you have one under another name, say so: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "This Python cannot make virtual environments: its module ensurepip is missing." >&2; \
	  echo "On Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv .venv

# A changed translation is compiled without the network.
%.mo: %.po | $(DEVELOP_READY)
	@$(BIN)/pybabel --quiet compile --input-file=$< --output-file=$@
	@touch $(PLAY_READY)
