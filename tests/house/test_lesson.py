# SPDX-License-Identifier: Apache-2.0
"""docs/lesson.md says what docs/claims.tsv says, and every claim names a test that knows it."""

import re
import subprocess
import sys

import tree

CLAIMS = tree.ROOT / "docs" / "claims.tsv"


def test_the_page_is_up_to_date():
    done = subprocess.run([sys.executable, tree.ROOT / "tools" / "make_lesson.py", "--check"],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_every_claim_is_tested():
    header, *rows = [line.split("\t") for line in CLAIMS.read_text().splitlines()]
    assert header == ["id", "statement", "verdict", "number", "unit", "test"]
    assert [row[0] for row in rows] == sorted({row[0] for row in rows})
    for row in rows:
        assert len(row) == len(header) and all(field.strip() for field in row), row
        assert re.fullmatch(r"L\d\d", row[0])
        assert f'"{row[0]}"' in (tree.ROOT / row[5]).read_text(), f"{row[5]} does not test {row[0]}"
