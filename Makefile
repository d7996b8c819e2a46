# Everything a newcomer needs; only Python 3.11 or newer (with venv), make and git must be there before.
# Variables: PYTHON (which Python makes the environment), PORT (the web's), PYTEST_ARGS (passed to pytest),
# FAST=1 (leave out the tests that need a browser or other processes or are thorough), EXHAUSTIVE=1 (those alone that
# go through all there is), DATABASE_URL and REDIS_URL (use
# these servers rather than bring our own).

# What pytest makes of the tests is kept from run to run, whatever the caller's shell says: else each process of each run
# makes it again.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
ENVIRONMENT := .venv
IN := $(ENVIRONMENT)/bin/python
INSTALLED := $(ENVIRONMENT)/installed
INSTALLED_FOR_DEVELOPMENT := $(ENVIRONMENT)/installed-for-development
# mypy reads the settings but connects to nothing.
SETTINGS_TO_READ := SGBC_MODE=demonstration SECRET_KEY=unused DATABASE_URL=postgres://unused@localhost/unused REDIS_URL=redis://localhost
SELECTION := -m $(if $(FAST),"not browser and not processes and not thorough and not exhaustive",$(if $(EXHAUSTIVE),exhaustive,"not exhaustive"))

.DEFAULT_GOAL := help
.PHONY: help run test lint structure messages screenshots

help: ## List what can be made
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile

run: $(INSTALLED) ## Start the portal with all it needs and print its address
	@$(IN) -m sgbc.supervisor

test: $(INSTALLED_FOR_DEVELOPMENT) ## Run the tests, with servers of their own (FAST=1: most; EXHAUSTIVE=1: the rest; PYTEST_ARGS="-k word": some)
	@[ -n "$(FAST)" ] || { SGBC_BROWSER="$$(.ci/find-browser)"; export SGBC_BROWSER; }; \
	$(IN) -m pytest -p sgbc.embedded.pytest_plugin -n 2 --dist worksteal $(SELECTION) $(PYTEST_ARGS); status=$$?; \
	[ -n "$(FAST)$$SGBC_BROWSER" ] || echo "BROWSER TESTS SKIPPED: there is no Chromium here; install chromium and fonts-noto-cjk."; \
	exit $$status

lint: $(INSTALLED_FOR_DEVELOPMENT) ## Check style, types, imports, what nobody uses, templates and missing migrations
	$(IN) -m ruff check .
	$(IN) -m ruff format --check .
	$(SETTINGS_TO_READ) $(IN) -m mypy --strict .
	$(ENVIRONMENT)/bin/lint-imports
	$(IN) -m tests.leftovers
	$(IN) -m djlint --lint --quiet templates
	$(IN) manage.py makemigrations --check --dry-run

screenshots: $(INSTALLED_FOR_DEVELOPMENT) ## Remake the pictures of the README from the demonstration
	@SGBC_BROWSER="$$(.ci/find-browser)" $(IN) -m pytest -p sgbc.embedded.pytest_plugin -q tests/browser/screenshots.py

messages: $(INSTALLED) ## Bring the catalogues up to date with the code and compile them (needs gettext)
	$(SETTINGS_TO_READ) $(IN) -W ignore manage.py makemessages --all --no-location --no-wrap --no-obsolete \
		$(foreach folder,.venv var staticfiles tests benchmarks,--ignore $(folder))
	$(SETTINGS_TO_READ) $(IN) -W ignore manage.py compilemessages --ignore .venv

structure: $(INSTALLED) ## Print the apps, how large they are and who imports whom
	@$(IN) -m tests.structure

$(IN):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one: make PYTHON=python3.12 ...")'
	@echo "Making the Python environment in $(ENVIRONMENT)."
	@$(PYTHON) -m venv $(ENVIRONMENT)

$(INSTALLED): requirements.txt requirements-demonstration.txt | $(IN)
	@echo "Installing the requirements; this takes a minute or two."
	@$(IN) -m pip install --quiet --disable-pip-version-check -r requirements-demonstration.txt
	@touch $@

$(INSTALLED_FOR_DEVELOPMENT): requirements-dev.txt requirements-demonstration.txt requirements.txt | $(IN)
	@echo "Installing the requirements for development; this takes a minute or two."
	@$(IN) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(INSTALLED)
