# SPDX-License-Identifier: Apache-2.0
"""A chapter of the story under test: its program, and what a short run of it leaves."""

import os
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

from conftest import PATIENCE, ROOT

sys.path.insert(0, str(ROOT / "tools"))
import make_story  # noqa: E402, F401: they are found there, here for all tests
from chapters import numbers  # noqa: E402

SVG = "{http://www.w3.org/2000/svg}"


class Chapter:
    """`inputs` go before the folder that the program writes to."""

    def __init__(self, name, *inputs):
        self.name, self.inputs = name, inputs

    def __call__(self, *words, **more):
        program = pathlib.Path(os.environ.get("KL_BUILD", ROOT / "build")) / f"story_{self.name}"
        return subprocess.run([*os.environ.get("KL_EMULATOR", "").split(), program, *words], capture_output=True,
                              text=True, timeout=PATIENCE, **more)

    def run(self, folder, **more):
        done = self(*self.inputs, folder, "short", **more)
        assert done.returncode == 0, done.stderr
        return done

    def run_again(self, out, folder, but=()):
        """On one processor: by seed, and for any number of threads, the same bits, but for what a test has added."""
        self.run(folder, preexec_fn=lambda: os.sched_setaffinity(0, {min(os.sched_getaffinity(0))}))
        for path in sorted(out.iterdir()):
            if path.name not in but:
                assert (folder / path.name).read_bytes() == path.read_bytes(), path.name

    def check_text(self, out, only_whole=()):
        """docs/story-NAME.md asks for numbers and figures that there are; `only_whole`: not of a short run."""
        text = (ROOT / "docs" / f"story-{self.name}.md").read_text(encoding="utf-8")
        missing = numbers.missing(text, self.name, numbers.read_run(out))
        assert {subject for subject, _ in missing} <= set(only_whole), missing
        assert set(re.findall(r"\(story/([\w-]+\.svg)\)", text)) == {path.name for path in out.glob("*.svg")}

    def refusal(self, *words):
        done = self(*words)
        assert done.returncode == 2 and done.stdout == ""
        return done.stderr


def elements(path, tag):
    return xml.etree.ElementTree.parse(path).getroot().findall(f"{SVG}{tag}")


def lines(path):
    """How many lines a figure has, each of which goes somewhere."""
    found = elements(path, "polyline")
    assert all(len(line.get("points").split()) > 1 for line in found)
    return len(found)
