# SPDX-License-Identifier: Apache-2.0
"""The build under test, installed into a prefix of its own and then moved, since users move things."""

import os
import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("KL_BUILD", ROOT / "build"))
CMAKE = os.environ.get("CMAKE", "cmake")
sys.path.insert(0, str(ROOT / "tests" / "house"))


def run(*words, env=None, cwd=None):
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, cwd=cwd,
                          env={**os.environ, **(env or {})})
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def prefix(tmp_path_factory):
    base = tmp_path_factory.mktemp("installed")
    run(CMAKE, "--install", BUILD, "--prefix", base / "first")
    (base / "first").rename(base / "moved")
    return base / "moved"


@pytest.fixture(scope="session")
def libdir(prefix):
    (found,) = prefix.glob("lib*/**/libkullback.a")
    return found.parent
