# Every target works as the first command after "git clone" where python3 (3.11 or later, with venv) and make are found.
# A C compiler and Python's headers (python3-dev) make simulations about a hundred times faster; without them all works.
#   make test ARGS="-k overlay -x"    hands arguments to pytest
#   make demo PYTHON=python3.13       another Python

PYTHON ?= python3
ARGS ?=
export PYTHON ARGS

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-extra test-all lint format checked coverage benchmarks requirements requirements-upgrade requirements-check clean

help: ## print this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 29

setup: ## virtual environment in .venv with all that contributors need
	@scripts/tasks setup

demo: ## a fictional company, from its files to the answer; the page is demo/report.html
	@scripts/tasks demo

test: ## lint, types, import contracts, and the tests without slow, interop and browser
	@scripts/tasks test

test-extra: ## only what test-all adds: slow, interop, browser, interpreted and checked engine
	@scripts/tasks extra

test-all: ## test, then test-extra
	@scripts/tasks test
	@scripts/tasks extra

lint: ## ruff, mypy and import contracts
	@scripts/tasks lint

format: ## ruff's formatter and safe repairs
	@scripts/tasks format

checked: ## the engine with every index checked, for tests
	@scripts/tasks checked

coverage: ## coverage of the tests on the interpreted engine
	@scripts/tasks coverage

benchmarks: ## speed and memory against SimPy, C and a peer, about ten minutes; ARGS="--quick" takes one
	@scripts/tasks benchmarks

requirements: ## write requirements/*.txt from pyproject.toml, keeping pins that fit
	@scripts/tasks requirements

requirements-upgrade: ## the same with the newest versions that fit
	@scripts/tasks requirements --upgrade

requirements-check: ## say whether requirements/*.txt are stale
	@scripts/tasks requirements --check

clean: ## remove the virtual environment and all that was built
	@scripts/tasks clean
