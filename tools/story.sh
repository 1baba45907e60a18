#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# The chapters of the story, whole: tools/story.sh [OUT]. What they draw and write is left in OUT.
set -euo pipefail
cd "$(dirname "$0")/.."
kl=${KL:-build/kl}
out=${1:-build/story}
train=examples/shakespeare/train.txt
held_out=examples/shakespeare/held_out.txt
mkdir -p "$out"

say() { printf '\n%s\n\n' "$1"; }

bytes=$(wc -c <$held_out)
rate() {
    if [ -n "$1" ]; then
        awk -v size="$1" -v n="$bytes" 'BEGIN { printf "%d  %.3f", size, 8 * size / n }'
    fi
}
# A name, its bytes alone, and after the text that the model learnt from.
row() {
    printf '%-20s %16s %16s\n' "$1" "$(rate "$2")" "$(rate "$3")"
}

# What a program of Debian makes of the text by itself, and of it after the text that the model learnt from.
packed() {
    if ! command -v "$1" >/dev/null; then
        echo "$1 is not installed"
        return
    fi
    local alone first both
    alone=$("$@" <$held_out | wc -c)
    first=$("$@" <$train | wc -c)
    both=$(cat $train $held_out | "$@" | wc -c)
    row "$*" "$alone" $((both - first))
}

say "1. A classifier of handwritten digits: the least possible loss, and what smoothing does."
build/story_classifier examples/digits/digits.npy "$out"

say "2. A small GPT: its loss is the size of a file."
build/story_gpt $train $held_out "$out"
cmp "$out/restored.txt" $held_out && echo "restored.txt is held_out.txt, to the byte"

say "The same $bytes bytes by others: bytes and bits per byte, alone and after the text that the model learnt from.
(Of kl lm it is the loss: n-grams by Kneser and Ney, which write no file.)"
row "story_gpt" "" "$(wc -c <"$out/held_out.code")"
"$kl" code $held_out --with $train --order 5 -o "$out/held_out.klc" >/dev/null
row "kl code --order 5" "" "$(wc -c <"$out/held_out.klc")"
"$kl" lm train --order 6 --symbols bytes $train -o "$out/train.klm" 2>/dev/null
row "kl lm --order 6" "" "$("$kl" lm score "$out/train.klm" $held_out |
    awk -v n="$bytes" '/loss per byte/ { printf "%.0f", $5 * n / 8 }')"
packed gzip -9c
packed xz -9ec
packed zstd -19 -qc

say "What the model writes by itself, from random bits:"
cat "$out/sample.txt"

say "3. Its weights rounded to 8 and to 4 bits."
for bits in 8 4; do
    printf '\n$ kl eval %s %s --targets %s\n…\n' base.npy q$bits.npy next.npy
    "$kl" eval "$out/base.npy" "$out/q$bits.npy" --targets "$out/next.npy" |
        sed -n '/^So what/,/^$/p; /^Is it noise/,/^$/p'
done

say "4. The leash: the small GPT tuned on a judge that likes the letter e, and what holds it."
build/story_leash $train $held_out "$out"
cat "$out/leash-answers.txt"
for name in held free; do
    printf '\n$ kl eval %s %s --targets %s\n…\n' leash-base.npy leash-$name.npy leash-next.npy
    "$kl" eval "$out/leash-base.npy" "$out/leash-$name.npy" --targets "$out/leash-next.npy" |
        sed -n '/^So what/,/^$/p; /^Is it noise/,/^$/p'
done

say "5. Autoencoders of digits: their bound, its divergence weighed more and less, and flipped."
build/story_vae examples/digits/digits.npy "$out"

say "6. Adversaries: two lines further and further apart, and eight clusters on a ring."
build/story_gan "$out"

say "7. Earth-mover images: digits moved onto digits, and blended."
build/story_transport examples/digits/digits.npy "$out"

say "8. The information plane: what layers keep of their input, and words clustered by what comes next."
build/story_plane $train "$out"

say "9. 1951: an intercepted text, its language and what it says."
build/story_cipher examples/udhr examples/unknown.txt "$out"
echo "Figures: $out/*.svg"
