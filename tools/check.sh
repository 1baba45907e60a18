#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Configure, build and test each of the named presets; say at the end how every one of them did.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
jobs=${JOBS:-$(nproc)}

# What is done once (KL_FULL), and all cases of a kind, plain; some of each kind elsewhere.
test_preset() {
    case $1 in
    default) ctest --preset "$1" -j "$jobs" ;;
    *) env -u KL_FULL ctest --preset "$1" -j "$jobs" ;;
    esac
}

check() {
    cmake --preset "$1" >/dev/null && cmake --build --preset "$1" -- -j "$jobs" --quiet && test_preset "$1"
}

summary=()
failed=0
for preset in "$@"; do
    printf '\n== %s\n' "$preset"
    start=$SECONDS
    if check "$preset"; then
        verdict=passed
    else
        verdict=FAILED
        failed=1
    fi
    summary+=("$(printf '%-10s %s in %d s' "$preset" "$verdict" $((SECONDS - start)))")
done

printf '\n== summary\n'
printf '%s\n' "${summary[@]}"
exit "$failed"
