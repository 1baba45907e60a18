#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Format, clang-tidy and shellcheck over everything that is in the tree.
set -uo pipefail
cd "$(dirname "$0")/.." || exit
failed=0
step() {
    printf '== %s\n' "$1"
    shift
    "$@" || failed=1
}

mapfile -t sources < <(find include src cli python tests examples fuzz bench -name '*.[ch]' | sort)
mapfile -t scripts < <(find tools .ci bench tests examples -type f \( -name '*.sh' -o -name run \) | sort)
[ -f build/compile_commands.json ] || cmake --preset default >/dev/null || exit 1

step "clang-format" clang-format --dry-run -Werror "${sources[@]}"
step "shellcheck" shellcheck "${scripts[@]}"
step "clang-tidy" run-clang-tidy -quiet -p build -j "$(nproc)" "$PWD/(src|cli|python|examples|bench)/"
exit "$failed"
