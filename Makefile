# `make demo` shows Circles, `make test` proves it. Both need Python 3.11+ and make, nothing else.
#
#   make setup   install everything into .venv (done by the others when needed)
#   make demo    a sample program with its mailbox, on this machine only
#   make run     the real thing, with the settings of .env
#   make test    every test; says what it skips and why
#   make check   style, types, import contracts, licences, tests
#   make style   the same without the tests
#   make words   collect what mails say, for translators; NEW=fr begins a language
#   make bench   every benchmark, short
#   make lock    resolve the dependencies anew (the only target that needs uv)
#
# PYTHON=/path/to/python3 chooses the Python, DEMO='--port 9000' and TESTS='tests/domain -x' pass options on.

.PHONY: setup packages demo run test check style words bench lock dev
MAKEFLAGS += --no-print-directory
BIN = .venv/bin
PIP = $(BIN)/python -m pip -qq --disable-pip-version-check install
# Wheels only, but for those who publish nothing but their source, in plain Python.
SOURCES = authheaders,authres,dkimpy,pyspf
INSTALL = $(PIP) --only-binary :all: --no-binary $(SOURCES) --require-hashes -r
TESTS ?= tests
BENCHES = forming send receive import pages replies season

# A stamp keeps the checksum of what was installed, so that a second `make` takes no time.
SUM = cksum requirements.lock requirements-dev.lock requirements-bench.lock pyproject.toml
FRESH = [ "$$($(SUM))" = "$$(cat $(1) 2>/dev/null)" ]

setup: packages
	@$(call FRESH,.venv/compiled) || { \
	    echo "Compiling the search for circles; that takes another minute." && \
	    $(BIN)/python -m worker.compiling && \
	    $(SUM) > .venv/compiled; }

packages: $(BIN)/python
	@$(call FRESH,.venv/installed) || { \
	    echo "Installing Circles into .venv; the first time takes a minute." && \
	    $(INSTALL) requirements.lock && \
	    $(PIP) --no-build-isolation --no-deps -e . && \
	    $(SUM) > .venv/installed; }

dev: packages
	@$(call FRESH,.venv/installed-dev) || { \
	    echo "Installing what the tests need." && \
	    $(INSTALL) requirements-dev.lock && \
	    $(SUM) > .venv/installed-dev; }

$(BIN)/python:
	@for python in $${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do \
	    if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	        "$$python" -c 'import ensurepip, venv' 2>/dev/null || { \
	            echo "$$python can't make a virtual environment. On Debian or Ubuntu: apt install python3-venv" >&2; \
	            exit 1; }; \
	        rm -rf .venv && exec "$$python" -m venv .venv; \
	    fi; \
	done; \
	echo "Circles needs Python 3.11 or newer, and found none. PYTHON=/path/to/python3 make setup chooses one." >&2; \
	exit 1

demo: setup
	@$(BIN)/circles demo $(DEMO)

run: setup
	@$(BIN)/circles run

test: setup dev
	@$(BIN)/python -m pytest -n logical --maxprocesses 8 --dist worksteal $(TESTS)

check: style test

style: dev
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	@# Import contracts are among the tests; alone they say more when broken.
	$(BIN)/lint-imports
	$(LICENSES) --allow-only="$(PERMISSIVE)" --ignore-packages dkimpy \
	    --packages $(shell sed -n 's/^\([a-z0-9-]*\)==.*/\1/p' requirements.lock)
	@# The classifier of dkimpy says "DFSG approved" only; its metadata says what it is.
	$(LICENSES) --allow-only="BSD" --from=meta --packages dkimpy

words: dev
	@$(BIN)/python -m tests.mail.words $(NEW)

LICENSES = $(BIN)/pip-licenses --format=plain --order=license --partial-match
PERMISSIVE = Apache;BSD;CNRI;HPND;ISC;LGPL;Lesser General Public;MIT;MPL;Mozilla;PSF;Python Software Foundation;Unlicense;Zope

# quotequail comes as its source only: a few files of Python.
bench: setup
	@$(call FRESH,.venv/installed-bench) || { \
	    echo "Installing what Circles is compared with." && \
	    $(PIP) --only-binary :all: --no-binary $(SOURCES),quotequail --require-hashes -r requirements-bench.lock && \
	    $(SUM) > .venv/installed-bench; }
	@for name in $(BENCHES); do $(BIN)/circles bench $$name || exit 1; done

COMPILE = uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
    --no-annotate --no-header --extra build
lock:
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --extra bench -c requirements.lock -o requirements-bench.lock
