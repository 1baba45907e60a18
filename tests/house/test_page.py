# SPDX-License-Identifier: Apache-2.0
"""The page of kl explore that is committed is what its sources make."""

import subprocess
import sys

import tree


def test_the_page_is_built_of_what_is_there():
    done = subprocess.run([sys.executable, tree.ROOT / "tools/make_explore.py", "--check"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
