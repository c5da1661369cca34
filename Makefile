.DEFAULT_GOAL := help
SHELL := /bin/sh
PY := .venv/bin/python
# Two at a time; `make test TESTS=tests/domain WORKERS=0` for one by one.
WORKERS ?= 2
TESTS ?=
# Everything that speaks SQL of its own; `make test-oldest OLDEST=tests` for all.
OLDEST ?= tests/projections tests/application/test_log.py tests/interfaces/test_event_store.py tests/interfaces/test_keys.py \
  tests/interfaces/test_documents.py tests/interfaces/test_pseudonyms.py
BROWSER ?= yes

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "%-12s %s\n", $$1, $$2}'

install: .venv/runtime ## Put what the service needs into .venv
	@echo "ready: make run, or .venv/bin/sverka --help"

run: .venv/runtime ## Run the service with starter data and made-up people (PORT, SVERKA_HOME)
	@SVERKA_SIGN_IN="$${SVERKA_SIGN_IN:-demo}" SVERKA_LOG="$${SVERKA_LOG:-text}" exec .venv/bin/sverka serve

test: .venv/dev node chromium ## Test everything
	@if [ "$(BROWSER)" != no ] && command -v chromium >/dev/null 2>&1; then left_out=; else left_out="not browser"; fi; \
	$(PY) -m pytest -q -n $(WORKERS) $${left_out:+-m "$$left_out"} $(TESTS)

test-oldest: .venv/dev ## Test what needs a database on PostgreSQL 15, when it is installed
	@if [ -x /usr/lib/postgresql/15/bin/postgres ]; then \
	  SVERKA_PG_BIN=/usr/lib/postgresql/15/bin $(PY) -m pytest -q -n $(WORKERS) -m "database and not browser and not slow" $(OLDEST); \
	else echo "PostgreSQL 15 is not installed: left out"; fi

fast: .venv/dev ## Test the rules and commands that need no database
	@$(PY) -m pytest -q -m "not database and not browser and not slow" tests/domain tests/application

check: lint test ## Everything that must hold before a change is kept

lint: .venv/dev ## Check style, types and who imports whom
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check -q .
	@$(PY) -m mypy
	@PYTHONPATH=. $(PY) -c 'from importlinter.cli import lint_imports_command as run; run()' --no-cache

format: .venv/dev ## Rewrite the code in the one style
	@$(PY) -m ruff check --fix-only -q .
	@$(PY) -m ruff format -q .

bench: .venv/dev ## Measure, and print ratios to baselines as a table
	@PYTHONPATH=. $(PY) -m bench

docs: .venv/dev ## Write docs/events.md and docs/refusals.md from the classes
	@PYTHONPATH=. $(PY) -m tests.reference

lock: ## Lock the newest allowed versions, with hashes (needs uv)
	@for list in requirements requirements-dev; do \
	  uv pip compile -q --upgrade --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --universal --python-version 3.11 --no-header $$list.in -o $$list.txt || exit 1; \
	done

context: ## Show every file of one context: make context name=client
	@git ls-files '*$(name)*'

clean: ## Remove what can be made again; data in .sverka stays
	@rm -rf .venv .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage build *.egg-info
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@for candidate in python3.13 python3.12 python3.11 python3; do \
	  if "$$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$candidate; break; fi; \
	done; \
	if [ -z "$$found" ]; then echo "Python 3.11 or newer is needed: install it, e.g. apt-get install python3" >&2; exit 1; fi; \
	rm -rf .venv; \
	if command -v uv >/dev/null 2>&1; then \
	  exec uv venv -q --python "$$("$$found" -c 'import sys; print(sys.executable)')" .venv; fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$found cannot make environments: install its venv module, e.g. apt-get install python3-venv" >&2; exit 1; fi; \
	"$$found" -m venv .venv

.venv/runtime: requirements.txt Makefile | .venv/bin/python
	@$(call locked,requirements.txt,--compile-bytecode)
	@touch $@

.venv/dev: requirements-dev.txt Makefile | .venv/bin/python
	@$(call locked,requirements-dev.txt)
	@touch .venv/runtime $@

# The code is used where it stands: a path beside the packages, and a command.
define locked
if command -v uv >/dev/null 2>&1; \
then uv pip install -q $(2) --python $(PY) --require-hashes -r $(1); \
else $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r $(1); fi && \
for packages in .venv/lib/python3*/site-packages; do echo ../../../.. > "$$packages/sverka.pth"; done && \
printf '%s\n' '#!/bin/sh' 'exec "$$(dirname "$$0")/python" -P -m interfaces.cli "$$@"' > .venv/bin/sverka && \
chmod +x .venv/bin/sverka
endef

node:
	@if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then $(call apt,nodejs npm); \
	  else echo "Without Node.js and npm the sign-in test is left out: it runs a real OpenID provider"; fi; fi

chromium:
	@if [ "$(BROWSER)" != no ] && ! command -v chromium >/dev/null 2>&1; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then $(call apt,chromium); \
	  else echo "Without Chromium the tests in a browser are left out: install it to run them all"; fi; fi

apt = apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1) >/dev/null

.PHONY: help install run test test-oldest fast check lint format bench docs lock context clean chromium node
