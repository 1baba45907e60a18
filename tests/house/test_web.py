# SPDX-License-Identifier: Apache-2.0
"""The npm package that is built and committed is what its sources make, and its types are right."""

import os
import pathlib
import shutil
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
TSC = ROOT / "build-node/node_modules/.bin/tsc"
full = pytest.mark.skipif("KL_FULL" not in os.environ, reason="`make check-full` builds it (KL_FULL=1)")


def run(*words):
    done = subprocess.run([str(x) for x in words], cwd=ROOT, capture_output=True, text=True, timeout=1200)
    assert done.returncode == 0, done.stdout + done.stderr


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
