#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The main jobs. On real text: which language is an unknown text closest to, by how much, and why. On a real
# model, which runs here: what does it cost to round its weights?
set -euo pipefail
cd "$(dirname "$0")/.."
kl=${KL:-build/kl}
page=${1:-build/demo.html}
stories=$(dirname "$page")/stories

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

say "4. A language model reads a text, as it is and with weights of 8 and 4 bits. What did that cost?"
mkdir -p "$stories"
echo "$ build/example_stories examples/stories $stories"
build/example_stories examples/stories "$stories"
for bits in 8 4; do
    set -- "$stories/base.npy" "$stories/q$bits.npy" --targets "$stories/next.npy"
    printf '\n$ kl eval %s %s %s %s\n…\n' "$@"
    "$kl" eval "$@" | sed -n '/^So what/,/^$/p; /^Is it noise/,/^$/p'
done

say "5. All of it to play with, in a browser: two distributions to pull, languages, losses. No network needed."
echo "$ kl explore -o ${page%/*}/explore.html"
"$kl" explore -o "${page%/*}/explore.html"
