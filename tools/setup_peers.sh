#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The packages of PyPI that the tests of the Python package are held against and Debian has not, as
# tests/python/peers.txt has them, into build-peers. Says and does nothing where they are there.
set -eu
[ $# = 0 ] || { echo "setup_peers: it takes no words, not '$*'" >&2; exit 2; }
cd "$(dirname "$0")/.."
cmp -s tests/python/peers.txt build-peers/peers.txt && exit 0
python=/usr/bin/python3
[ -x $python ] || python=python3
echo 'setup_peers: fetching from PyPI what tests/python/peers.txt names, into build-peers'
rm -rf build-peers
"$python" -m pip install --quiet --disable-pip-version-check --root-user-action ignore --no-deps \
    --only-binary :all: --require-hashes --target build-peers --requirement tests/python/peers.txt
cp tests/python/peers.txt build-peers
