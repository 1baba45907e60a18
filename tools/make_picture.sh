#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Make docs/report.png, the picture of a report in the README. Needs Chromium (Debian: chromium).
set -euo pipefail
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
(cd examples && ../build/kl unknown.txt udhr/dutch.txt --html "$scratch/report.html" >/dev/null)
chromium --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking \
    --disable-component-update --disable-sync --hide-scrollbars --user-data-dir="$scratch/profile" \
    --window-size=860,1500 --screenshot="$PWD/docs/report.png" "file://$scratch/report.html" 2>/dev/null
