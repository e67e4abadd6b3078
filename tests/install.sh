#!/usr/bin/env bash
# Installs what the tests need of the system: the PostgreSQL server programs, Chromium, Poppler (which reads and draws
# invoices), Python's venv and curl.
# Does nothing when they are there. Without root it says in one sentence what to install.
set -euo pipefail

packages=()

# PG_BIN and CHROMIUM name them where they are not in the usual places.
compgen -G "${PG_BIN:-/usr/lib/postgresql/*/bin}/initdb" >/dev/null || command -v initdb >/dev/null || packages+=(postgresql)
[ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null || packages+=(chromium fonts-liberation)
command -v pdftotext >/dev/null || packages+=(poppler-utils)
command -v curl >/dev/null || packages+=(curl)
python3 -c 'import ensurepip' 2>/dev/null || packages+=(python3 python3-venv)

[ ${#packages[@]} -eq 0 ] && exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
  echo "The tests need packages that are missing here; install them first: sudo apt-get install ${packages[*]}" >&2
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends "${packages[@]}"
