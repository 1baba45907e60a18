#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The packages of npm that the tests of the page need, as tests/explore/package-lock.json has them, into build-node.
# Says and does nothing where they are there.
set -eu
[ $# = 0 ] || { echo "setup_node: it takes no words, not '$*'" >&2; exit 2; }
cd "$(dirname "$0")/.."
if cmp -s tests/explore/package-lock.json build-node/package-lock.json && [ -d build-node/node_modules ]; then
    exit 0
fi
mkdir -p build-node
cp tests/explore/package.json tests/explore/package-lock.json build-node
npm ci --prefix build-node --ignore-scripts --no-audit --no-fund
