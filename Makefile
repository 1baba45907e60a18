# SPDX-License-Identifier: Apache-2.0
# The front door. The real build is CMake (CMakeLists.txt, CMakePresets.json); these are its usual calls.
PREFIX ?= /usr/local
FUZZ_SECONDS ?= 60
CMAKE ?= cmake
export FUZZ_SECONDS

.PHONY: help setup build tables python demo explore story languages languages-check test check-full bench fuzz lint install clean

help:
	@echo 'make setup       install what is missing from Debian, and DuckDB, to build and to test'
	@echo 'make build       the command: build/kl'
	@echo 'make tables      the same with Parquet, JSON lines and SQL: fetches DuckDB'
	@echo 'make python      the Python package: PYTHONPATH=build/python'
	@echo 'make demo        the main jobs, on real text and on a real model'
	@echo 'make explore     the page of kl explore, built anew: docs/explore/explore.html'
	@echo 'make story       the lesson trained, and as one page: docs/story/index.html'
	@echo 'make languages   a larger profile of languages, from texts that are fetched: build/languages-large.kls'
	@echo 'make languages-check  is the profile that is built in what its script makes of those texts?'
	@echo 'make test        every test but those of check-full, plain; under sanitizers all but simulations,'
	@echo '                 repetitions, long chapters'
	@echo 'make check-full  the rest, and under thread sanitizer, valgrind, aarch64; fetches from npm and PyPI'
	@echo 'make bench       speed and accuracy beside the peers'
	@echo 'make fuzz        every reader, FUZZ_SECONDS=60 each'
	@echo 'make lint        format, clang-tidy, shellcheck'
	@echo 'make install     PREFIX=/usr/local DESTDIR='
	@echo 'make clean       remove what the targets above built'

setup:
	@tools/setup.sh build test tables

build: build/build.ninja
	@$(CMAKE) --build build --target kl

build/build.ninja:
	@tools/setup.sh build
	@$(CMAKE) --preset default -DKL_TESTS=OFF

# Headers that setup has just installed are found by configuring again.
tables: build/build.ninja
	@tools/setup.sh build tables
	@$(CMAKE) build >/dev/null
	@$(CMAKE) --build build --target kl

python: build/build.ninja
	@tools/setup.sh build python
	@$(CMAKE) build >/dev/null
	@$(CMAKE) --build build --target python

demo: build
	@$(CMAKE) --build build --target example_stories
	@tools/demo.sh

explore:
	@tools/setup.sh web
	@tools/make_wasm.sh
	@tools/make_explore.py

# OpenBLAS that setup has just installed is found by configuring again.
story: build
	@tools/setup.sh build story
	@$(CMAKE) build >/dev/null
	@$(CMAKE) --build build --target story
	@tools/story.sh

build/languages:
	@tools/fetch_languages.py $@.new
	@mv $@.new $@

languages: build/languages
	@tools/train_languages.py build/languages -o build/languages-large.kls --tier large

languages-check: build/languages
	@tools/train_languages.py build/languages -o src/text/languages.kls --check

# Without DuckDB its tests are skipped, and say so.
test:
	@tools/setup.sh build test
	@tools/setup.sh tables || echo 'make test: goes on without DuckDB'
	@tools/check.sh default sanitize

check-full:
	@tools/setup.sh build test full tables web bench
	@tools/setup_node.sh
	@tools/setup_peers.sh
	@KL_FULL=1 tools/check.sh default sanitize thread valgrind aarch64

bench:
	@tools/setup.sh build bench
	@tools/bench.sh

fuzz:
	@tools/setup.sh build test
	@tools/fuzz.sh

lint:
	@tools/setup.sh build test lint
	@tools/lint.sh

install: build/build.ninja
	@$(CMAKE) --build build --target product
	@DESTDIR='$(DESTDIR)' $(CMAKE) --install build --prefix '$(abspath $(PREFIX))'

clean:
	rm -rf build build-wheel build-sanitize build-thread build-valgrind build-aarch64 build-fuzz build-wasm build-node build-peers
