# SPDX-License-Identifier: Apache-2.0
"""The sessions of the page and of the package's own manual print what they show."""

import doctest
import inspect
import re

import pytest

from conftest import ROOT

import kullback

PAGE = (ROOT / "docs" / "python.md").read_text()
BLOCKS = re.findall(r"^```pycon( \w+)?\n(.*?)^```$", PAGE, re.M | re.S)
SESSIONS = {"docs/python.md": "\n".join(block for module, block in BLOCKS if not module), "kullback": kullback.__doc__}
SESSIONS.update((f"kullback.{name}", getattr(kullback, name).__doc__) for name in kullback.__all__
                if inspect.ismodule(getattr(kullback, name)))


def check(text, name):
    session = doctest.DocTestParser().get_doctest(text, {}, name, None, 0)
    assert session.examples
    said = []
    doctest.DocTestRunner().run(session, out=said.append)
    assert not said, "".join(said)


@pytest.mark.parametrize("name", SESSIONS)
def test_sessions(name):
    check(SESSIONS[name], name)


@pytest.mark.parametrize("module, block", [(module.strip(), block) for module, block in BLOCKS if module],
                         ids=lambda value: value.split("\n")[0])
def test_sessions_with_a_module(module, block):
    pytest.importorskip(module, reason=f"{module} is not installed")
    check(block, module)


def test_readme(tmp_path, monkeypatch, capsys):
    """What a comment says of a line is what the line is."""
    (block,) = re.findall(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text(), re.M | re.S)
    for name, text in (("a.txt", "one and the other"), ("b.txt", "each of them, or none")):
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    given = {}
    for line in block.splitlines():
        code, _, comment = map(str.strip, line.partition("#"))
        value = eval(code, given) if not code.startswith("import") else exec(code, given)
        assert not comment.startswith("<") or repr(value) == comment
    assert "How far" in capsys.readouterr().out


def test_every_function_is_on_the_page():
    rows = {row.name.replace(".", "_") for row in kullback.measures()}
    for name in set(kullback.__all__) - rows - {"Note", "Measure"}:
        assert re.search(rf"`(kullback\.)?{name}\b", PAGE), name
