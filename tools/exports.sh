#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Write tests/install/exports.txt anew from the public headers: to be run when a symbol is meant to come
# or go, and never when one went by mistake.
set -eu
cd "$(dirname "$0")/.."
PYTHONPATH=tests/house PYTHONDONTWRITEBYTECODE=1 python3 -c \
    'import tree; print(*sorted(tree.exported()), sep="\n")' >tests/install/exports.txt
wc -l tests/install/exports.txt
