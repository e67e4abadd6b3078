# Chappe. `make` lists the targets; each does all the set-up it needs and redoes nothing that is up to date.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# One cargo at a time: two would only wait for each other's lock.
.NOTPARALLEL:

export CARGO_BUILD_JOBS ?= 2

# What the web app is made of.
WEB_SOURCES := $(shell find frontend openapi/src backend/sms Cargo.toml Cargo.lock -type f -not -path '*/node_modules/*' 2>/dev/null)
STAMPS := target/stamps
# Compiled for the browser, small before fast: the profile `web` of Cargo.toml.
WASM := target/wasm32-unknown-unknown/web/frontend.wasm
# The server and its tests are always chosen together, so that both see the same features of their dependencies and
# nothing is compiled twice.
SERVER := --locked -p backend -p tests
# Starts a PostgreSQL for the command that follows, and stops it however the command ends.
WITH_POSTGRES := target/debug/harness postgres

.PHONY: help run web build test lint fmt bench bench-long soak walk openapi clean

help: ## Lists the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## Builds what is missing and starts Chappe on http://localhost:8080, with SQLite in data/ and the sandbox provider
	exec target/release/chappe serve

web: $(STAMPS)/web ## Builds the web app into target/app

build: $(STAMPS)/web ## Builds target/release/chappe, the web app inside
	cargo build $(SERVER) --release --bin chappe

test: $(STAMPS)/tools $(STAMPS)/venv $(STAMPS)/tests $(STAMPS)/web lint ## Checks formatting and lints, then tests on SQLite, on PostgreSQL and in a browser
	cargo build --locked --workspace --bins --tests
	cargo test --locked --workspace --doc
	$(WITH_POSTGRES) cargo test --locked --workspace --lib --bins --tests

lint:
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets -- -D warnings

fmt: ## Formats the code
	cargo fmt --all

bench: $(STAMPS)/tools build ## Measures dispatch and the address book beside the machine's own limits; CHAPPE_BENCH_ONLY=book for one part
	CHAPPE_BIN=target/release/chappe cargo bench $(SERVER) --bench bench

bench-long: $(STAMPS)/tools build ## The same, with the longest runs
	CHAPPE_BENCH=long CHAPPE_BIN=target/release/chappe cargo bench $(SERVER) --bench bench

soak: $(STAMPS)/tools build ## Kills the server again and again in the middle of campaigns, on both databases
	CHAPPE_BIN=target/release/chappe CHAPPE_KILLS=10 CHAPPE_KILL_MESSAGES=20000 cargo test $(SERVER) --test worker kill -- --nocapture

walk: $(STAMPS)/tools $(STAMPS)/tests build ## Photographs every page, wide and narrow, in both languages and both themes, into target/walk/
	cargo build $(SERVER) --bin harness
	CHAPPE_BIN=target/release/chappe target/debug/harness walk

openapi: $(STAMPS)/web ## Writes openapi/openapi.json anew from the server's routes
	cargo build $(SERVER) --bin chappe
	target/debug/chappe openapi > target/openapi.json
	mv target/openapi.json openapi/openapi.json

clean: ## Removes everything built and installed; data/ stays
	rm -rf target frontend/node_modules tests/node_modules

$(STAMPS)/web: $(WEB_SOURCES) $(STAMPS)/frontend | $(STAMPS)
	rustup target list --installed | grep -qx wasm32-unknown-unknown || rustup target add wasm32-unknown-unknown
	cargo build --locked -p frontend --target wasm32-unknown-unknown --profile web
	cargo run --locked -q -p bundle -- $(WASM) frontend target/app
	touch $@

$(STAMPS)/frontend: frontend/package-lock.json | $(STAMPS)
	npm ci --prefix frontend --no-audit --no-fund
	touch $@

$(STAMPS)/tests: tests/package-lock.json | $(STAMPS)
	npm ci --prefix tests --no-audit --no-fund
	touch $@

$(STAMPS)/tools: tests/install.sh | $(STAMPS)
	tests/install.sh
	touch $@

$(STAMPS)/venv: tests/requirements.txt $(STAMPS)/tools | $(STAMPS)
	rm -rf target/venv
	python3 -m venv target/venv
	target/venv/bin/pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	touch $@

$(STAMPS):
	mkdir -p $@
