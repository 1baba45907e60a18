#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The main job on real text: which language is an unknown text closest to, by how much, and why.
set -euo pipefail
cd "$(dirname "$0")/.."
kl=${KL:-build/kl}
page=${1:-build/demo.html}

say() { printf '\n%s\n\n' "$1"; }

say "1. An unknown text beside sixteen languages: which is it closest to?"
echo '$ kl examples/unknown.txt examples/udhr/*.txt'
"$kl" examples/unknown.txt examples/udhr/*.txt

say "2. How far is it from German, and is that noise?"
echo '$ kl examples/unknown.txt examples/udhr/german.txt'
"$kl" examples/unknown.txt examples/udhr/german.txt

say "3. Why not Dutch? The letters that make the difference, and a page to look at."
echo '$ kl examples/unknown.txt examples/udhr/dutch.txt --html '"$page"
"$kl" examples/unknown.txt examples/udhr/dutch.txt --html "$page"

say "The last report is also a page: $page"
