# Two commands: `make run` opens the app on a filled example company, `make test` runs every check.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
# Many processes import the same code: what one has compiled, the others read, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup run test soak lint readme bench bench-check bench-blocks bench-terms bench-letters finder finder-apart reader retelling signals signals-apart lock clean

setup: $(STAMP)

# uv does the install: it is fast, it checks the hashes of the lock file, and it compiles what it installs, so that the first
# start is as fast as the next.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Amends needs Python 3.11 or newer; set PYTHON=/path/to/python3.11." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.8"
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

run: setup
	$(BIN)/amends run --demo

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

# What shares a server or a browser stays with one worker, and begins first: tests/conftest.py says how.
# Each worker has a core: threads of one would only wait for those of another.
WORKERS := --numprocesses auto --maxprocesses 4 --dist loadfile --no-loadscope-reorder
test: export OPENBLAS_NUM_THREADS = 1
test: lint
	$(BIN)/python -m pytest -m "not soak" $(WORKERS)

# What takes long: the pages on knowledge in a browser, the records of years, a wheel that is built and used. CI runs it too.
soak: export OPENBLAS_NUM_THREADS = 1
soak: setup
	$(BIN)/python -m pytest -m soak $(WORKERS)

# The measured table of README.md, by the project's own evaluation of the example companies of the tests.
readme: setup
	$(BIN)/python docs/figures.py

# The tables of docs/benchmarks.md, on the corpora of a folder; takes about half an hour on two cores.
CORPORA ?= ../shared/retrieval
bench: setup
	$(BIN)/python docs/bench.py $(CORPORA)

# The section of docs/benchmarks.md on how long a check takes; about a minute.
bench-check: setup
	$(BIN)/python docs/bench_check.py

# The section of docs/benchmarks.md on the limits that decide cases; FOLDERS names other companies than those of the tests.
bench-terms: setup
	$(BIN)/python docs/bench_terms.py $(FOLDERS)

# docs/false-blocks.md: compliant letters that the check blocks, and wrong ones that it lets pass; about five minutes.
bench-blocks: setup
	$(BIN)/python docs/bench_blocks.py

# docs/over-promise-benchmark.md; with AMENDS_MODEL also what needs a model.
bench-letters: setup
	$(BIN)/python docs/over_promises.py

# The weights of the second opinion on promises, from the labelled replies of the tests.
finder: setup
	$(BIN)/python tests/train_finder.py

# How the finder reads letters and sentences that it did not learn from; about five minutes.
finder-apart: setup
	$(BIN)/python tests/train_finder.py --apart

# The weights of the second opinion on clauses of policies, from the labelled clauses of the tests; about a minute.
reader: setup
	$(BIN)/python tests/train_reader.py

# The weights by which a letter chooses what of a complaint it tells back, from what people marked; about two minutes.
retelling: setup
	$(BIN)/python tests/train_retelling.py

# The weights by which signals are heard in complaints, from the lines that ship; about a minute.
signals: setup
	$(BIN)/python -m assistant.signals.training

# How signals are heard in the lines of a writer that they were not learned from; about two minutes.
signals-apart: setup
	$(BIN)/python -m assistant.signals.training --check

# Written without the address of any package index, so that it installs from whichever one is configured.
lock: setup
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
	    --group dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) build dist
