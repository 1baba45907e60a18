# SPDX-License-Identifier: Apache-2.0
"""What a tool does not know it refuses, before it does anything."""

import os
import subprocess

import pytest

import tree

# A tool, and words that it does not take. They are tried where cmake, npm and clang do nothing but leave a trace.
WORDS = [("make_wasm.sh", ["--chekc"]), ("make_wasm.sh", ["--check", "more"]), ("make_wasm.sh", [""]), ("setup_node.sh", ["full"]),
         ("setup.sh", []), ("setup.sh", ["--help"]), ("setup.sh", ["build", "webb"]), ("make_explore.py", ["--chekc"]),
         ("make_explore.py", ["page.html"]), ("make_web_abi.py", []), ("make_web_abi.py", ["a", "b"]),
         ("make_drift_table.py", []), ("make_drift_table.py", ["a", "b", "--wrte"]),
         ("make_story.py", ["--chekc"]), ("make_story.py", ["run", "--check"]), ("make_story.py", ["a", "b"]),
         ("make_web_profiles.py", ["--chekc"]), ("make_web_profiles.py", ["languages.kls"])]


@pytest.mark.parametrize("tool, words", WORDS)
def test_unknown_words_are_refused(tool, words, tmp_path):
    for name in ("cmake", "npm", "clang", "apt-get", "sudo"):
        stub = tmp_path / name
        stub.write_text(f"#!/bin/sh\necho {name} >> {tmp_path}/trace\nexit 9\n")
        stub.chmod(0o755)
    done = subprocess.run([tree.ROOT / "tools" / tool, *words], capture_output=True, text=True, cwd=tmp_path,
                          env={**os.environ, "PATH": f"{tmp_path}:/usr/bin:/bin", "LD_PRELOAD": ""})
    assert done.returncode == 2, done.stderr
    assert done.stderr.strip()
    assert not (tmp_path / "trace").exists()
