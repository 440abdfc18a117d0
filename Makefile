# Everything sets itself up: a fresh clone needs Python 3.11 or later, git and make.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint bless docs bench fuzz clean

demo: .venv/ready ## install, then check the vault in notes/
	$(BIN)/vaultlint check notes/

test: .venv/dev ## install, then run the whole suite
	$(BIN)/pytest -n auto --dist loadgroup --cov --cov-report=term:skip-covered --cov-fail-under=95

lint: .venv/dev ## what CI runs besides the tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python tools/generate.py --check
	$(BIN)/vaultlint check --fail-on warning --today 2026-11-23

bless: .venv/dev ## take over what the rules now say of their cases; review the diff
	VAULTLINT_BLESS=1 $(BIN)/pytest -q tests/test_rules.py tests/test_hostile.py -k "expected or write_what"
	$(BIN)/python tools/generate.py

docs: .venv/dev ## write the generated pages, schemas and the README's output
	$(BIN)/python tools/generate.py

bench: .venv/ready ## compare speed and memory with other linters; VAULT= takes a vault, NOTES= makes one
	$(BIN)/python -m bench $(VAULT) $(if $(NOTES),--notes $(NOTES))

fuzz: .venv/dev ## look for notes and settings that break something, for MINUTES=60 of processor time
	-$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[fuzz]"
	$(BIN)/python -m tests.fuzz --minutes $(or $(MINUTES),60)

clean: ## delete the environment and what tools leave
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage* dist build fuzz-finds

.venv/ready: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "vaultlint needs Python 3.11 or later; set PYTHON=..."; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev: .venv/ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[dev]"
	@touch $@
