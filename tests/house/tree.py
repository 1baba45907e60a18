# SPDX-License-Identifier: Apache-2.0
"""The files of the project, and what its build says about the rooms."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
SKIPPED = re.compile(r"^(build.*|\.git|__pycache__|\.hypothesis|\.pytest_cache)$")


def files(*suffixes, under=""):
    """All files with one of the suffixes, build directories and the like left out."""
    found = []
    for path in sorted((ROOT / under).rglob("*")):
        parts = path.relative_to(ROOT).parts
        if path.is_file() and not any(SKIPPED.match(part) for part in parts):
            if not suffixes or path.suffix in suffixes:
                found.append(path)
    return found


def rooms():
    """Room -> the rooms it may include: the kl_room lines of CMakeLists.txt."""
    text = (ROOT / "CMakeLists.txt").read_text()
    lines = re.findall(r"^kl_room\((\w+)([^)]*)\)", text, re.M)
    assert lines, "CMakeLists.txt has no kl_room lines"
    return {name: set(below.split()) for name, below in lines}


def without_comments(text):
    return re.sub(r"/\*.*?\*/|//[^\n]*", " ", text, flags=re.S)


def exported():
    """The functions that the public headers mark KL_API."""
    names = set()
    for header in files(".h", under="include/kullback"):
        text = without_comments(header.read_text())
        text = re.sub(r"^\s*#(?:[^\n]*\\\n)*[^\n]*", "", text, flags=re.M)
        names.update(re.findall(r"\bKL_API\b[^;{(]*?\b(kl_\w+)\s*\(", text))
    return names
