# make run        the app on 127.0.0.1:8501, with a store ready
# make test       every check there is
# make soak       the long checks, a thousand kills among them; their figures are kept
# make behind-nginx   the browser tests behind nginx, with TLS and a sign-in before every page
# make quick      all but the browser
# make lint       style and types only
# make tidy       mend the style that a machine can mend
# make audit      whether a flaw is known in what is installed; asks a public service
# make coverage   which lines and branches the quick checks reach
# Nothing but python3 (3.11 or later) and make needs to be there. As root, Debian packages that are
# missing are installed; anyone else is told which they are.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
PYTHON ?= python3
IN_VENV := .venv/bin/python
UV := .venv/bin/uv
CODE := engagement_metrics pages app.py
# What Python has compiled is kept, also on a machine whose settings say otherwise: there each of the
# processes that the tests start would compile every library anew, which takes longer than they do.
export PYTHONDONTWRITEBYTECODE :=
# Two workers, each of which runs whole files, in the order in which they were found.
SIDE_BY_SIDE := -n 2 --dist loadfile --no-loadscope-reorder

.PHONY: help run test quick soak behind-nginx lint tidy audit coverage pins debian-run debian-test

help:
	@sed -n 's/^# \(make .*\)/\1/p' Makefile

run: .venv/.ready
	@exec $(IN_VENV) -m streamlit run app.py

test: .venv/.ready-dev lint
	$(IN_VENV) -m pytest $(SIDE_BY_SIDE)

quick: .venv/.ready-dev lint
	$(IN_VENV) -m pytest $(SIDE_BY_SIDE) --ignore=tests/browser

soak: .venv/.ready-dev
	$(IN_VENV) -m pytest tests/soak

behind-nginx: .venv/.ready-dev
	BEHIND_NGINX=1 $(IN_VENV) -m pytest tests/browser

lint: .venv/.ready-dev
	$(IN_VENV) -m ruff check .
	$(IN_VENV) -m ruff format --check .
	$(IN_VENV) -m mypy $(CODE)

tidy: .venv/.ready-dev
	$(IN_VENV) -m ruff check --fix .
	$(IN_VENV) -m ruff format .

audit: .venv/.ready-dev
	@.ci/audit

coverage: .venv/.ready-dev
	$(IN_VENV) -m pytest $(SIDE_BY_SIDE) --ignore=tests/browser --cov --cov-report=term-missing:skip-covered

# ---- the virtual environment -------------------------------------------------------------------
# The stamps say it is whole. A folder left half made (a Debian without python3-venv leaves one,
# with a bin/python in it) has no stamp and is made again.

.venv/.ready: requirements.txt requirements-uv.txt | debian-run
	$(call make_venv)
	@rm -f .venv/.ready-dev
	$(call install,requirements.txt)
	@touch $@

.venv/.ready-dev: requirements-dev.txt requirements.txt requirements-uv.txt | debian-test
	$(call make_venv)
	$(call install,requirements-dev.txt)
	@touch .venv/.ready $@

define make_venv
@$(IN_VENV) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear .venv
endef

# pip brings uv, and uv installs ten times as fast. uv knows nothing of pip's settings: where those
# name an index of their own, or uv cannot reach its own, pip installs.
define install
@echo "Installing $(1) into .venv"; \
pip() { $(IN_VENV) -m pip --disable-pip-version-check "$$@"; }; \
uv() { $(UV) --quiet pip sync --python $(IN_VENV) --require-hashes $(1); }; \
if ! pip config list 2>/dev/null | grep -q '\.index-url=' \
	&& pip install --quiet --require-hashes -r requirements-uv.txt \
	&& { uv 2>/dev/null || UV_SYSTEM_CERTS=1 uv 2>/dev/null; }; then :; \
else echo "Installing $(1) with pip, which takes a minute or two."; \
	pip install --quiet --require-hashes -r $(1); fi
endef

# Exact versions with their hashes, for every platform, from the .in files.
# `make pins UPGRADE=--upgrade` also moves what those rely on to its newest.
pins: .venv/.ready-dev
	compile="$(UV) pip compile --quiet $(UPGRADE) --generate-hashes --universal \
		--python-version 3.11 --no-emit-index-url --no-header"; \
	$$compile requirements.in -o requirements.txt; \
	$$compile requirements-uv.in -o requirements-uv.txt; \
	$$compile requirements-dev.in -o requirements-dev.txt; \
	sed -i '1i -r requirements.txt' requirements-dev.txt

# ---- what Debian must bring --------------------------------------------------------------------
# These are functions of make, not commands, because make prints a line of its own after a command
# that failed, and the last line should be the one that says what to install.

AS_ROOT = $(filter 0,$(shell id -u))
without = $(shell { $(1); } >/dev/null 2>&1 || echo $(2))
lacking_to_run = $(call without,$(PYTHON) -c 'import ensurepip$(,) venv',python3-venv)
lacking_to_test = $(strip $(lacking_to_run) \
	$(call without,command -v chromium,chromium) \
	$(call without,ls /usr/lib/*/libatomic.so.1,libatomic1) \
	$(call without,ls /usr/share/fonts/truetype/liberation*/*Sans-Regular.ttf,fonts-liberation) \
	$(call without,ls /usr/sbin/nginx,nginx) \
	$(call without,command -v soffice,libreoffice-writer-nogui) \
	$(call without,[ -n "$${TEST_DATABASE_URL:-}" ] || ls /usr/lib/postgresql/*/bin/initdb,postgresql))
, := ,

# Installs what is named. PostgreSQL comes without the cluster that Debian would start for it, and
# nginx is not started: the tests make their own and take them away again.
apt_install = $(info Installing from Debian: $(1))$(shell { \
	export DEBIAN_FRONTEND=noninteractive; \
	get() { apt-get install -y -q --no-install-recommends "$$@"; }; \
	apt-get update -q; \
	ours=; if echo ' $(1) ' | grep -q ' nginx ' && [ ! -e $(no_starting) ]; then \
		ours=1; trap 'rm -f $(no_starting)' EXIT; \
		printf '#!/bin/sh\nexit 101\n' > $(no_starting); chmod 755 $(no_starting); fi; \
	if echo ' $(1) ' | grep -q ' postgresql '; then \
		get postgresql-common; \
		mkdir -p $(dir $(no_cluster)); \
		echo 'create_main_cluster = false' > $(no_cluster); \
		get $(1); rm $(no_cluster); \
	else get $(1); fi; \
	if [ -n "$$ours" ] && [ -d /run/systemd/system ]; then \
		systemctl disable --quiet nginx; fi; } </dev/null >&2)
no_cluster := /etc/postgresql-common/createcluster.d/engagement-metrics.conf
no_starting := /usr/sbin/policy-rc.d

old_python = $(call without,$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3$(,) 11))',old)
need = $(if $($(1)),$(if $(AS_ROOT),$(call apt_install,$($(1)))))\
	$(if $($(1)),$(error Please install what is missing: apt-get install $($(1))))
need_python = $(if $(old_python),$(error Please install Python 3.11 or later: apt-get install python3))

debian-run:
	@$(call need_python)$(call need,lacking_to_run):

debian-test:
	@$(call need_python)$(call need,lacking_to_test):
