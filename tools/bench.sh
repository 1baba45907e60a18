#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Build what is measured and run every benchmark: the C ones, then those that need the peers.
set -euo pipefail
cd "$(dirname "$0")/.."
python=/usr/bin/python3
[ -x $python ] || python=python3

[ -f build/build.ninja ] || cmake --preset default -DKL_TESTS=OFF
cmake --build build --target bench
shopt -s nullglob
export KL=$PWD/build/kl KL_BUILD=$PWD/build
for program in bench/bench_*.c; do
    case $program in *_helper.c) continue ;; esac
    program=build/$(basename "$program" .c)
    echo "== $program"
    "$program"
done
for script in bench/bench_*.py; do
    echo "== $script"
    "$python" "$script" build
done
