# SPDX-License-Identifier: Apache-2.0
"""The npm package that is built and committed is what its sources make, and its types are right."""

import gzip
import os
import pathlib
import re
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TSC = ROOT / "build-node/node_modules/.bin/tsc"
full = pytest.mark.skipif("KL_FULL" not in os.environ, reason="`make check-full` builds it (KL_FULL=1)")


def run(*words):
    done = subprocess.run([str(x) for x in words], cwd=ROOT, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stdout + done.stderr


def is_size(stated, size):
    """In MB, to a twentieth: what a small change makes of it need not be said."""
    return abs(float(stated) - size / 1e6) <= max(0.05 * size / 1e6, 0.01)


def test_sizes():
    page, package = (ROOT / "docs/web.md").read_text(), (ROOT / "web/package/README.md").read_text()
    rows = re.findall(r"^\| `([\w./-]+)` \| ([\d.]+) MB(?:, ([\d.]+) MB packed)?", page, re.M)
    assert len(rows) == 4
    for name, stated, packed in rows:
        data = (ROOT / "web/package" / name).read_bytes()
        assert is_size(stated, len(data)), f"{name}: {len(data)} bytes"
        size = len(gzip.compress(data))
        assert not packed or is_size(packed, size), f"{name}: {size} bytes packed"
    sizes = dict((name, stated) for name, stated, _ in rows)
    core, whole = re.search(r"in ([\d.]+) MB instead of ([\d.]+) MB", package).groups()
    assert (core, whole) == (sizes["dist/kullback-core.wasm"], sizes["dist/kullback.wasm"])


@full
@pytest.mark.skipif(shutil.which("emcc") is None, reason="emscripten is not installed (tools/setup.sh web)")
def test_library():
    run("tools/make_wasm.sh", "--check")


@full
def test_profiles():
    run("tools/make_web_profiles.py", "--check")


@pytest.mark.skipif(not TSC.exists(), reason="TypeScript is not there (tools/setup_node.sh)")
def test_types():
    run(TSC, "--noEmit", "--strict", "--module", "nodenext", "--moduleResolution", "nodenext", "--target", "es2022", "--lib",
        "es2022,dom", "web/package/test/types.ts")
