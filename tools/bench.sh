#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Build what is measured and run the benchmarks. Those of languages and ciphers need the texts of `make languages`: how
# they are run stands in their files. The pages of coverage take more than an hour: five minutes of them are simulated,
# as much of each, with KL_FULL=1 all.
set -euo pipefail
cd "$(dirname "$0")/.."
python=/usr/bin/python3
[ -x $python ] || python=python3

[ -f build/build.ninja ] || cmake --preset default -DKL_TESTS=OFF
cmake --build build --target bench
export KL=$PWD/build/kl KL_BUILD=$PWD/build PYTHONPATH=$PWD/build/python

# A module of Python, and what is said where it is missing.
has() {
    "$python" -c "import $1" 2>/dev/null || { echo "bench: $name left out: its peer $2" >&2 && return 1; }
}

coverage=(bench/bench_coverage*.py)
seconds=$([ -n "${KL_FULL-}" ] && echo inf || echo $((300 / ${#coverage[@]})))
failed=
for script in bench/bench_*.py; do
    name=$(basename "$script" .py)
    case $name in
    bench_cipher | bench_language | bench_language_*) continue ;;
    bench_tables)
        [ -f build/tables/duckdb.h ] || { echo "bench: $name left out: DuckDB is missing (make tables)" >&2 && continue; }
        ;;&
    bench_transport*) has ot 'POT is missing (Debian: python3-pot)' || continue ;;&
    bench_information | bench_ksg)
        has sklearn 'scikit-learn is missing (Debian: python3-sklearn)' || continue
        ;;&
    bench_transport) arguments= ;;
    bench_coverage*)
        page=build/$(tr _ - <<<"${name#bench_}").md
        echo "== $name: $page"
        "$python" "$script" build 2000 '' "$seconds" >"$page" || failed="$failed $name"
        continue
        ;;
    *) arguments=build ;;
    esac
    echo "== $name"
    # shellcheck disable=SC2086 # none or one
    "$python" "$script" $arguments || failed="$failed $name"
done
[ -z "$failed" ] || { echo "bench: did not run:$failed" >&2 && exit 1; }
