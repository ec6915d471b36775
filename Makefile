# Everything a developer or CI does here. `make` alone lists it.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard */translations/*/LC_MESSAGES/*.po))
WORKERS ?= 4
ARGS ?=

.PHONY: help setup develop jars demo quick test proof bench soak check format lock translations screenshots clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: .venv/.runtime $(CATALOGUES) ## the Python environment that Plumbline runs in, from the pinned lock

develop: setup .venv/.development ## setup, and what checking needs

.venv/bin/python:
	@.ci/packages python
	@echo "Making the Python environment in .venv"
	@"$$(.ci/python)" -m venv --clear .venv

.venv/.runtime: .venv/bin/python requirements.lock pyproject.toml
	@echo "Installing what requirements.lock pins"
	@$(PIP) install --require-hashes --no-deps -r requirements.lock
	@$(PIP) install --no-build-isolation --no-deps --editable .
	@touch $@

.venv/.development: .venv/.runtime requirements-dev.lock
	@echo "Installing what requirements-dev.lock pins"
	@$(PIP) install --require-hashes --no-deps -r requirements-dev.lock
	@touch $@

%.mo: %.po .venv/.runtime
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@ --locale zh_Hans_CN

jars: setup ## Neo4j itself: the jars of graph/embedded/jars.lock, each checked against its sum
	@$(BIN)/python -m graph.embedded

demo: setup ## the demo company on the embedded Neo4j, at 127.0.0.1:8000 (ARGS="--once", "--port 8001", "--reset")
	@.ci/packages demo
	@exec $(BIN)/plumbline demo $(ARGS)

PYTEST = $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal
quick: WORKERS = 2 # each worker starts an engine, which takes longer than a third one would save
quick: develop jars ## the tests to run while working: no browser, no sweep, nothing heavy; pages where ARGS names their folder (ARGS="tests/webapp/review", WORKERS=2)
	@.ci/packages test
	@$(BIN)/python -m tests.verapdf
	@$(PYTEST) -m "not browser and not sweep and not heavy$(if $(ARGS),, and not pages)" $(ARGS)

test: develop jars ## every kind of test, on Neo4j itself and a real Chromium; a sample of the long sweeps (ARGS, WORKERS)
	@.ci/packages test
	@$(BIN)/python -m tests.verapdf
	@$(PYTEST) $(ARGS)

proof: develop jars ## the sweeps, all of them: 500 rounds a race, 10,000 fuzzed requests, every look (ARGS, WORKERS)
	@.ci/packages test
	@$(BIN)/python -m tests.verapdf
	@$(PYTEST) --proof -m "sweep or proof" $(ARGS)

bench: develop jars ## how fast it is beside its floor, into var/bench.json; about 45 minutes (ARGS="home team_list", ARGS="--quick")
	@.ci/packages test
	@$(BIN)/python -m tests.bench $(ARGS)

soak: develop jars ## kill -9 of Neo4j and web workers under twelve writers, and a count of what was lost; about 12 minutes, up to 22 on a slow machine (ARGS="--seconds 60")
	@.ci/packages test
	@$(BIN)/python -m tests.soak $(ARGS)

check: develop ## style, types, layers, templates, translations, locks, known vulnerabilities of the locked packages
	@.ci/packages demo
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint webapp/templates reports
	$(BIN)/python -m pytest --quiet tests/meta/test_translations.py tests/meta/test_templates.py tests/meta/test_locks.py tests/meta/test_files.py
	@$(BIN)/python -m tests.audit

format: develop ## put code into the one style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --no-header --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --allow-unsafe --strip-extras
lock: develop ## pin anew what requirements*.in ask for (ARGS="--upgrade")
	$(COMPILE) $(ARGS) --output-file requirements.lock requirements.in
	$(COMPILE) $(ARGS) --output-file requirements-dev.lock requirements-dev.in

translations: develop ## carry new and changed messages into the catalogues
	@$(BIN)/python -m tests.meta.catalogues

screenshots: develop jars ## the pages of the demo at 1280 and 360 pixels, in both languages, under var/screenshots/
	@.ci/packages test
	@$(BIN)/python -m tests.screenshots $(ARGS)

clean: ## remove what the targets above made (var/ with its data stays)
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find webapp graph cypher reports tests \( -name __pycache__ -o -name '*.mo' \) -prune -exec rm -rf {} +
