#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fetch DuckDB, the engine behind Parquet, JSON lines and SQL, from npm: tools/fetch_duckdb.sh FOLDER. The library is
# that of its Node binding for Linux on x86-64, the header that of the older package that has the sources. What arrives
# is held to the sums below; where it is in place already nothing is fetched.
set -eu

folder=$1
library=@duckdb/node-bindings-linux-x64@1.5.6-r.1
header=duckdb@1.4.4

check_sums() {
    (cd "$1" && sha512sum --check --status -) <<'SUMS'
54b9566f0b200e52f44416412bc616fbb693138529fef8150ac6fbd2c6c797612b43c5b5b444ccf85461b0a79a627067455adcc704c92295d813faa10b5fcbdd  libduckdb.so
61156e48468b3a1a3b9f46170978669e2385e0dc6c649d0e9f7075be4d592f5a127e8a824c57ea4fba8e109b53e4143e42fb1248892f80fe3b8520b292c48c9e  LICENSE
b901efde6decf73a69f64db9319e9d653d55289949ccffffe52056983b16b39240f8635ef1de11e7dd21fe4b8e0cecbc63d362a24c46f9c98737f4ca49c83258  duckdb.h
SUMS
}

# Members of an npm package, out of their folders, into $work.
unpack() {
    archive=$(cd "$work" && npm pack --silent "$1") || exit 1
    shift
    tar -xzf "$work/$archive" -C "$work" --transform 's,.*/,,' "$@"
}

if check_sums "$folder" 2>/dev/null; then
    exit 0
fi
if [ "$(uname -sm)" != 'Linux x86_64' ]; then
    echo "DuckDB is fetched for Linux on x86-64 only; elsewhere install its C library and header, which CMake finds" >&2
    exit 1
fi
mkdir -p "$folder"
work=$(mktemp -d "$folder/new.XXXXXX")
trap 'rm -rf "$work"' EXIT
echo "fetching DuckDB (35 MB) into $folder"
unpack "$library" package/libduckdb.so package/LICENSE
unpack "$header" package/src/duckdb/src/include/duckdb.h
if ! check_sums "$work"; then
    echo "what npm gave for $library and $header is not what it was: its sums differ" >&2
    exit 1
fi
mv "$work/libduckdb.so" "$work/LICENSE" "$work/duckdb.h" "$folder"
