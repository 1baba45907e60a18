# SPDX-License-Identifier: Apache-2.0
"""Each public header compiles alone, as C and as C++, without a warning; memory goes back in one way."""

import os
import re
import shutil
import subprocess

import pytest

import tree

HEADERS = tree.files(".h", under="include/kullback")
LANGUAGES = {
    "c": (os.environ.get("CC", "cc"), "c17", ["-Wstrict-prototypes"]),
    "c++": (shutil.which("g++") or "c++", "c++17", []),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("header", HEADERS, ids=lambda path: path.name)
def test_header_stands_alone(header, language, tmp_path):
    compiler, standard, more = LANGUAGES[language]
    user = tmp_path / "user"
    # Twice, so that the include guard is tried too.
    user.write_text(f"#include <kullback/{header.name}>\n" * 2 + "int main(void) { return 0; }\n")
    done = subprocess.run(
        [compiler, f"-std={standard}", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror",
         *more, "-I", tree.ROOT / "include", "-x", language, user], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_memory_goes_back_in_one_way():
    """Bytes and texts of the library through kl_memory_free; whatever else is freed is an object."""
    for header in HEADERS:
        text = header.read_text()
        assert "malloc" not in text, header.name
        freed = set(re.findall(r"\b(kl_\w+_free)\((?:void|char|uint8_t) \*", text))
        assert freed <= {"kl_memory_free"}, header.name


def test_every_call_is_tried_without_its_pointers():
    calls = set()
    for header in HEADERS:
        calls.update(re.findall(r"KL_API kl_status (kl_\w+)\(", header.read_text()))
    tried = set()
    for test in (tree.ROOT / "tests").glob("*/test_*.c"):
        tried.update(re.findall(r"REFUSED\((kl_\w+)\(", test.read_text()))
    assert calls <= tried
