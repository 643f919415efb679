# `make demo` and `make test` need Python 3.11 or newer and nothing else: each makes .venv and installs from the lock.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test floors integration browser lint types check benchmark docs lock clean help

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(VENV)/.installed  ## install, then watch leakscan find a leaked list among ordinary pages
	$(BIN)/leakscan demo

# Twice the processors: half of what tests take is waiting for clocks and servers.
PROCESSES ?= $(shell $(PYTHON) -c 'import os; print(2 * (os.cpu_count() or 1))')

# Many processes are begun: each would compile the package and rewrite the tests anew.
unexport PYTHONDONTWRITEBYTECODE

test: $(VENV)/.installed-dev  ## the default test suite
	$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadfile --no-loadscope-reorder --durations 15

integration: $(VENV)/.installed-dev  ## real forums and paste sites, each in a namespace, and an object store on loopback
	$(BIN)/python -m pytest -m integration tests/integration tests/scan --numprocesses 2 --dist load --durations 9

lint: $(VENV)/.installed-dev  ## ruff, formatting, import boundaries
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.installed-dev  ## mypy, strict
	$(BIN)/mypy

browser: $(VENV)/.installed-dev  ## the review pages in a headless Chromium (needs Debian's chromium)
	$(BIN)/python -m pytest -m integration --numprocesses auto tests/web

check: lint types test  ## everything that has to be green

floors: $(VENV)/.installed-dev  ## what is found and what is not, on invented names: the pinned floors
	$(BIN)/python -m pytest -m benchmark --numprocesses 2 --dist loadfile tests/benchmarks/leakbench \
		tests/benchmarks/screening/test_quality.py tests/benchmarks/screening/test_pairs.py

benchmark: $(VENV)/.installed-dev  ## measured bars, printed as ratios (real tables: LEAKSCAN_BENCH_DATA)
	$(BIN)/python -m pytest -m benchmark -s tests/benchmarks

$(VENV)/.created:
	$(PYTHON) -c 'import sys; sys.exit("leakscan needs Python 3.11 or newer; name one: make PYTHON=python3.12 …" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/.installed: $(VENV)/.created requirements.lock pyproject.toml
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed dev.lock
	$(PIP) install --quiet --require-hashes -r dev.lock
	touch $@

docs: $(VENV)/.installed-dev  ## renew docs/cli.md and the list in docs/sources.md from the code
	$(BIN)/python -m tests.documents
	$(BIN)/python -m tests.spiders.listing

lock:  ## renew both lock files (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 \
		pyproject.toml --group build --output-file requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 \
		pyproject.toml --group dev --constraint requirements.lock --output-file dev.lock

clean:  ## remove the virtual environment and what builds leave
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache leakscan-demo
