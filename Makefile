# Needs python3 (3.11 or newer) and make; everything else goes into .venv/.

PYTHON ?= python3
WORKERS ?= auto
MINUTES ?= 7
PYTHONS ?= python3.12 python3.13

BIN := .venv/bin
PYTEST := $(BIN)/pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder
# These alone must reach every module of the core. Measuring makes tests half as long again.
OF_THE_CORE := $(addprefix tests/,checks graph measures plan reading records validate views \
	test_diagnostics.py test_golden.py test_hosting.py test_pictures.py test_settings.py)
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help site serve test lint format golden rules validate pictures fuzz lock minimum pythons audit sbom bench clean

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

site: .venv/site.stamp ## Build the demonstration site into output/
	@$(BIN)/guong build
	@echo
	@echo "To read the site, open $(CURDIR)/output/index.html"
	@echo "or run: make serve"

serve: .venv/site.stamp ## Show the site in a browser, and build again at every change
	@$(BIN)/guong serve

test: lint ## Check everything, as every change must pass it
	$(PYTEST) $(OF_THE_CORE:%=--ignore=%)
	$(PYTEST) --cov --cov-report= $(OF_THE_CORE)
	$(BIN)/coverage json --quiet -o coverage.json
	$(BIN)/python tests/check_coverage.py coverage.json

lint: .venv/test.stamp ## Check style, types and who imports whom
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

format: .venv/test.stamp ## Put the code in form
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

golden: .venv/test.stamp ## Write the golden pages of the tests anew, after a change that is meant
	GUONG_GOLDEN=write $(BIN)/pytest -q tests/test_golden.py

validate: site ## Ask the Nu HTML checker about every page and component (needs Java and npm)
	$(BIN)/guong gallery --output .guong/gallery
	npm install --silent --no-audit --no-fund --prefix .guong/vnu vnu-jar
	java -jar .guong/vnu/node_modules/vnu-jar/build/dist/vnu.jar \
		--skip-non-html --also-check-svg --errors-only output .guong/gallery

rules: .venv/site.stamp ## Write docs/rules.md anew, after a change of the rules
	$(BIN)/guong explain --markdown > docs/rules.md

pictures: .venv/test.stamp site ## Take the pictures of the README anew (needs Chromium)
	$(BIN)/python tests/photograph.py output docs

fuzz: .venv/fuzz.stamp ## Feed the readers with what nobody would write: MINUTES=60
	$(BIN)/python -m tests.fuzz $(MINUTES)

lock: .venv/uv.stamp ## Write .ci/requirements.lock anew, after a change of what is needed
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra test --no-annotate \
		--generate-hashes --custom-compile-command "make lock" -o .ci/requirements.lock pyproject.toml

minimum: .venv/uv.stamp ## Run the quick tests with the oldest versions that are allowed
	$(PYTHON) -m venv --clear .venv/minimum
	$(BIN)/uv pip compile --quiet --resolution lowest-direct --extra test pyproject.toml \
		-o .venv/minimum/requirements.txt
	$(BIN)/uv pip install --quiet --python .venv/minimum -r .venv/minimum/requirements.txt
	$(BIN)/uv pip install --quiet --python .venv/minimum --no-deps --editable .
	.venv/minimum/bin/python -m pytest -q -n $(WORKERS) -m "not slow and not browser"

pythons: ## Run the quick tests with other Pythons: PYTHONS="python3.12 python3.14"
	set -e; for each in $(PYTHONS); do \
		place=.venv/$$(basename $$each); \
		$$each -m venv --clear $$place; \
		$$place/bin/python -m pip -qq --disable-pip-version-check install --editable '.[test]'; \
		$$place/bin/python -m pytest -q -n $(WORKERS) --dist loadscope -m "not slow and not browser"; \
	done

audit: .venv/uv.stamp ## Ask for known flaws of all that is locked
	$(BIN)/uv tool run pip-audit --disable-pip --require-hashes -r .ci/requirements.lock

sbom: .venv/uv.stamp ## Write a list of all that is locked (CycloneDX) to .guong/sbom.json
	mkdir -p .guong
	$(BIN)/uv tool run --from cyclonedx-bom cyclonedx-py requirements .ci/requirements.lock \
		--pyproject pyproject.toml -o .guong/sbom.json

bench: .venv/bench.stamp ## Measure builds beside Hugo and the search beside Pagefind (takes long)
	$(BIN)/python -m tests.benchmarks build
	$(BIN)/python -m tests.benchmarks check
	$(BIN)/python -m tests.benchmarks serve
	$(BIN)/python -m tests.benchmarks picture
	$(BIN)/python -m tests.benchmarks search

clean: ## Delete what was built, but not .venv/
	rm -rf .guong .coverage .coverage.* coverage.json .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist
	find output -mindepth 1 ! -name .gitignore -delete
	find . -name .venv -prune -o -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/site.stamp: pyproject.toml | .venv/bin/python
	@echo "Installing guong into .venv/ …"
	@$(PIP) install --editable .
	@touch $@

.venv/test.stamp: pyproject.toml | .venv/bin/python
	@echo "Installing guong and its test tools into .venv/ …"
	@$(if $(LOCKED),$(PIP) install --require-hashes -r .ci/requirements.lock)
	@$(PIP) install $(if $(LOCKED),--no-deps) --editable '.[test]'
	@touch $@ .venv/site.stamp

.venv/bench.stamp: pyproject.toml | .venv/bin/python
	@echo "Installing guong and what it is measured beside into .venv/ …"
	@$(PIP) install --editable '.[bench,test]'
	@touch $@ .venv/test.stamp .venv/site.stamp

.venv/uv.stamp: | .venv/bin/python
	@$(PIP) install uv
	@touch $@

.venv/fuzz.stamp: pyproject.toml | .venv/bin/python
	@echo "Installing guong and what grows inputs into .venv/ …"
	@$(PIP) install --editable '.[fuzz,test]'
	@touch $@ .venv/test.stamp .venv/site.stamp

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "guong needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv .venv \
		|| { rm -rf .venv; echo "Python's venv is missing; on Debian: apt install python3-venv"; exit 1; }
