# make run    set everything up and open the window on a copy of the zone's plan
# make test   set everything up and pass the tests
# make lint   style, types and the rooms of the house
# make shots  draw every view and sheet into out/shots
# make bench  measure and print a table
# make trust  kill, cut off, damage and fail the plan file at length, and print one table; trust-short in five minutes

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
WORKERS ?= 2

.PHONY: run test lint shots bench trust trust-short setup translations clean

run: $(VENV)/ready
	$(RUN) main.py

test: $(VENV)/ready-test
	$(RUN) -m pytest -q -n $(WORKERS) --dist worksteal

lint: $(VENV)/ready-test
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports --no-logo

shots: $(VENV)/ready-test
	$(RUN) tests/shots.py out/shots

bench: $(VENV)/ready-test
	$(RUN) tests/bench/run.py

trust: $(VENV)/ready-test
	$(RUN) -m tests.trust.run

trust-short: $(VENV)/ready-test
	$(RUN) -m tests.trust.run --short

setup: $(VENV)/ready-test

# Take up what the code says now, and compile the catalogue.
translations: $(VENV)/ready-test
	$(RUN) tests/translations.py

clean:
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# The two marks are made again only when what is installed changes.
$(VENV)/ready: pyproject.toml constraints.txt .ci/setup
	bash .ci/setup $(PYTHON) $(VENV) .
	touch $@

$(VENV)/ready-test: pyproject.toml constraints.txt .ci/setup
	bash .ci/setup $(PYTHON) $(VENV) '.[test]'
	touch $(VENV)/ready $@
