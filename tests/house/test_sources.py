# SPDX-License-Identifier: Apache-2.0
"""What holds for every file: its licence on the first line, nothing left for later, no home paths, comments of 120
columns."""

import ast
import io
import os
import re
import tokenize

import pytest

import tree

CODE = tree.files(".c", ".h", ".py", ".pyi", ".sh", ".cmake", ".map", ".js", ".mjs", ".css")
CODE += [tree.ROOT / "CMakeLists.txt", tree.ROOT / "Makefile", tree.ROOT / ".ci/run"]
TEXT = CODE + tree.files(".md", ".tsv", ".json", under="docs") + sorted(tree.ROOT.glob("*.md"))
LATER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X{3})\b")
PRINTED = re.compile(r"\bsnprintf\((.*?)\);", re.S)
FLOAT = re.compile(r"%[-+ #0']*[\d*]*(?:\.[\d*]*)?[lL]?[aefgAEFG]")
HOME = re.compile(r"(?<![\w.])/(?:home|root|Users|mnt|work\w*)/\w")
WIDTH = 120
COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|(/\*.*?\*/|//[^\n]*)', re.S)
GENERATED = re.compile(r"^(?:/\*|//) (?:Written|Made) by tools/", re.M)


def relative(path):
    return str(path.relative_to(tree.ROOT))


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_licence_stands_first(path):
    head = path.read_text().splitlines()[:2]
    if head and head[0].startswith("#!"):
        head = head[1:]
    assert head and "SPDX-License-Identifier: Apache-2.0" in head[0]


def comments_of_python(text):
    """The lines of comments and docstrings, from 0."""
    found = {token.start[0] - 1 for token in tokenize.generate_tokens(io.StringIO(text).readline)
             if token.type == tokenize.COMMENT}
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            found.update(range(node.lineno - 1, node.end_lineno))
    return found


def comments_of(path, text):
    if path.suffix in (".py", ".pyi"):
        return comments_of_python(text)
    if path.suffix == ".sh":
        return {at for at, line in enumerate(text.splitlines()) if re.search(r"(?:^|\s)#", line)}
    found = set()
    for match in COMMENT.finditer(text):
        if match[1]:
            found.update(range(text.count("\n", 0, match.start()), text.count("\n", 0, match.end()) + 1))
    return found


@pytest.mark.parametrize("suffix", [".c", ".h", ".py", ".pyi", ".sh", ".js", ".mjs"])
def test_comments_fit(suffix):
    for path in (path for path in CODE if path.suffix == suffix):
        text = path.read_text()
        long = [at for at, line in enumerate(text.splitlines()) if len(line) > WIDTH]
        if long and not GENERATED.search(text):
            both = comments_of(path, text).intersection(long)
            assert not both, f"{relative(path)}: lines {sorted(at + 1 for at in both)} have more than {WIDTH} columns"


def test_what_names_its_interpreter_can_be_run():
    """make languages failed on a script that only python3 SCRIPT could start."""
    written = {path for path in CODE if path.read_text().startswith("#!")}
    assert written
    assert not [relative(path) for path in written if not os.access(path, os.X_OK)]


@pytest.mark.parametrize("path", TEXT, ids=relative)
def test_nothing_is_left_for_later(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        assert not LATER.search(line), f"line {number}: {line.strip()}"
        assert not HOME.search(line), f"line {number}: {line.strip()}"


def test_numbers_are_printed_in_no_locale():
    """kl_words prints the decimal point that a host's locale would turn into a comma."""
    own = {tree.ROOT / "src/base/format.c",  # kl_words itself
           tree.ROOT / "src/base/decimal.c"}  # takes only the digits
    for path in set(tree.files(".c", ".h", under="src")) - own:
        text = path.read_text()
        calls = [text] if "vsnprintf(" in text else PRINTED.findall(text)
        for call in calls:
            found = FLOAT.search(call.replace("%%", ""))
            assert not found, f"{relative(path)}: {found[0]} in an snprintf"
