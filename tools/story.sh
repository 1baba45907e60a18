#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The story: tools/story.sh [OUT]. Runs its chapters whole, one after the other, each with the threads there are; what
# they draw and write is left in OUT. Then tools/make_story.py makes the page of it.
set -euo pipefail
cd "$(dirname "$0")/.."
build=${KL_BUILD:-build}
kl=$(realpath "$build/kl")
out=${1:-$build/story}
train=examples/shakespeare/train.txt
held_out=examples/shakespeare/held_out.txt
digits=examples/digits/digits.npy
mkdir -p "$out"
if [ -n "$(ls -A "$out")" ] && [ ! -f "$out/story.tsv" ]; then
    echo "story: $out has files of something else" >&2
    exit 2
fi
rm -f "$out"/*.svg "$out"/*.json "$out"/*.tsv "$out"/*.txt # of another run
: >"$out/story.tsv"

# note CHAPTER SUBJECT ID LABEL VALUE UNIT: a number more.
note() {
    printf '%s\t%s\t%s\t%s\t%s\n' "${@:2}" >>"$out/$1.tsv"
}

# chapter NAME TITLE PROGRAM WORD…: what it prints is kept, too, and what it takes.
chapter() {
    local name=$1
    printf '\n%s\n\n' "$2"
    shift 2
    TIMEFORMAT='%U %S %R'
    { time "$@" "$out" 2>&3 | tee "$out/$name.txt"; } 3>&2 2>"$out/$name.time"
    read -r user system wall <"$out/$name.time"
    note story "$name" processor 'processor time of the chapter' "$(awk "BEGIN { print $user + $system }")" seconds
    note story "$name" clock 'time of the chapter by the clock' "$wall" seconds
}

# packed NAME PROGRAM WORD…: what it makes of the text by itself, and of it after the text that the GPT learnt from.
packed() {
    local name=$1 first both
    shift
    first=$("$@" <$train | wc -c)
    both=$(cat $train $held_out | "$@" | wc -c)
    note gpt "$name" alone 'bytes of the held-out text alone' "$("$@" <$held_out | wc -c)" bytes
    after "$name" $((both - first))
}

after() {
    note gpt "$1" after 'bytes of the held-out text after the other' "$2" bytes
}

# evaluate NAME WORD…: what kl eval says of logits in OUT, without its tables.
evaluate() {
    local name=$1
    shift
    {
        echo "\$ kl eval $*"
        (cd "$out" && "$kl" eval "$@") | sed -n '/^So what/,/^$/p; /^Is it noise/,/^$/p'
    } >"$out/eval-$name.txt"
    cat "$out/eval-$name.txt"
}

chapter cipher "1951: an intercepted text, its language and what it says." \
    "$build"/story_cipher examples/udhr examples/unknown.txt
sed -n '/^So what/,/^$/p; /^  text of A/,/^$/ { /^  text of A/d; s/^  //; p }' "$out/cipher.txt" >"$out/cipher-reading.txt"

chapter classifier "A classifier of handwritten digits: the least possible loss, and what smoothing does." \
    "$build"/story_classifier $digits

chapter gpt "A small GPT: its loss is the size of a file." "$build"/story_gpt $train $held_out
cmp "$out/restored.txt" $held_out
"$kl" code $held_out --with $train --order 5 -o "$out/held_out.klc" >/dev/null
after "kl code --order 5" "$(wc -c <"$out/held_out.klc")"
"$kl" lm train --order 6 --symbols bytes $train -o "$out/train.klm" 2>/dev/null
after "kl lm --order 6" "$("$kl" lm score "$out/train.klm" $held_out |
    awk -v n="$(wc -c <$held_out)" '/loss per byte/ { printf "%.0f", $5 * n / 8 }')"
packed "gzip -9" gzip -9c
packed "xz -9e" xz -9ec
packed "zstd -19" zstd -19 -qc
evaluate q8 base.npy q8.npy --targets next.npy
evaluate q4 base.npy q4.npy --targets next.npy

chapter direction "Forward or reverse: what a fit covers and what it misses." "$build"/story_direction

chapter vae "Autoencoders of digits: their bound, its divergence weighed more and less, and flipped." \
    "$build"/story_vae $digits

chapter gan "Adversaries: two lines further and further apart, and eight clusters on a ring." "$build"/story_gan

chapter transport "Earth-mover images: digits moved onto digits, and blended." "$build"/story_transport $digits

chapter leash "The leash: the small GPT tuned on a judge that likes the letter e, and what holds it." \
    "$build"/story_leash $train $held_out
{
    grep -A1 '^reference ' "$out/leash-answers.txt"
    grep -A1 --no-group-separator -E '^policy (1|0\.5|0\.25|0) ' "$out/leash-answers.txt"
} >"$out/leash-shown.txt"
evaluate held leash-base.npy leash-held.npy --targets leash-next.npy
evaluate free leash-base.npy leash-free.npy --targets leash-next.npy

chapter plane "The information plane: what layers keep of their input, and words clustered by what comes next." \
    "$build"/story_plane $train

tools/make_story.py "$out"
echo "The page: docs/story/index.html"
