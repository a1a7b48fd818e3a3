# Thin wrappers over uv, which keeps the environment in .venv as pyproject.toml says.
# More arguments: make run ARGS=my.bpgui, make test ARGS="-n 0 -k timeline"

UV := scripts/uv
ARGS :=
# Bytecode is kept, whatever the environment says: tests start some fifty programs, and each would compile all sources.
PYTEST := QT_QPA_PLATFORM=offscreen PYTHONDONTWRITEBYTECODE= $(UV) run pytest -n 2 --dist worksteal

.PHONY: help run test campaigns lint types layers translations check

help:
	@echo "make run           set up everything and start the app"
	@echo "make test          set up everything and run the tests, in two processes"
	@echo "make campaigns     run those tests for hours that try random cases: many, and new ones each time"
	@echo "make lint          style (ruff)"
	@echo "make types         types (mypy)"
	@echo "make layers        which room imports which (import-linter)"
	@echo "make translations  are the translations complete?"
	@echo "make check         all of these but run"

run:
	@scripts/system-packages
	@$(UV) run --no-dev python main.py $(ARGS)

test:
	@scripts/system-packages --test
	$(PYTEST) $(ARGS)

campaigns:
	@scripts/system-packages --test
	BPGUI_CAMPAIGNS=1 $(PYTEST) -m campaign -o faulthandler_timeout=0 $(ARGS)

lint:
	$(UV) run ruff check .
	$(UV) run ruff format --check .

types:
	$(UV) run mypy

layers:
	$(UV) run lint-imports

translations:
	@if [ -e scripts/translations ]; then $(UV) run scripts/translations --check; fi

check: lint types layers translations test
