#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Build what web/package/dist holds, with Debian's emscripten: tools/make_wasm.sh [--check]
# With --check nothing is written: what is there must be what comes out.
set -eu
case $# in
0) check= ;;
*) check=yes
    [ "$*" = --check ] || { echo "make_wasm: it takes --check and nothing else, not '$*'" >&2; exit 2; } ;;
esac
cd "$(dirname "$0")/.."
dist=web/package/dist
files="abi.js kullback.wasm kullback-core.wasm"
cmake --preset wasm >/dev/null
cmake --build --preset wasm --target web -- --quiet
if [ -n "$check" ]; then
    for file in $files; do
        cmp "build-wasm/web/$file" "$dist/$file" || {
            echo "make_wasm: $dist/$file is not what tools/make_wasm.sh builds" >&2
            exit 1
        }
    done
else
    mkdir -p "$dist"
    for file in $files; do
        install -m 644 "build-wasm/web/$file" "$dist"
    done
fi
