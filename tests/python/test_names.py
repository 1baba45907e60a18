# SPDX-License-Identifier: Apache-2.0
"""Whatever the public headers have, Python has: names.tsv says under which name, and this walks the headers."""

import functools
import inspect
import re

import pytest

from conftest import ROOT

import kullback

HEADERS = sorted((ROOT / "include" / "kullback").glob("*.h"))
# Without comments: what they quote is no declaration.
DECLARED = {name: header.stem for header in HEADERS for name in re.findall(
    r"\bKL_API\b[^;{(]*?\b(kl_\w+)\s*\(", re.sub(r"/\*.*?\*/", "", header.read_text(), flags=re.S))}
TABLE = [line.split("\t") for line in (ROOT / "tests" / "python" / "names.tsv").read_text().splitlines()
         if not line.startswith("#")]
CALLED = set(re.findall(r"\bkl_\w+", " ".join(path.read_text() for path in (ROOT / "python").glob("*.c"))))
BY_RULE = re.compile(r"kl_\w+(_free|_close|_options_init)$")
MODULES = ["base", "evaluate", "families", "information", "io", "losses", "report", "sample", "table", "text", "transport"]


def test_every_function_has_a_name():
    assert len(DECLARED) > 200
    named = [row[0] for row in TABLE]
    assert len(named) == len(set(named)), "names.tsv has a function twice"
    missing = {name: header for name, header in DECLARED.items() if name not in named and not BY_RULE.match(name)}
    assert not missing, f"Python lacks these functions of the headers, or names.tsv does not say them: {missing}"
    assert not set(named) - set(DECLARED), "names.tsv has functions that no header has"


def test_what_is_named_is_called():
    excused = {row[0] for row in TABLE if row[1].startswith("-")}
    assert not set(DECLARED) - excused - CALLED, "names.tsv has them, and python/*.c does not call them"


@pytest.mark.parametrize("function, name", [row for row in TABLE if not row[1].startswith("-")])
def test_the_name_is_there(function, name):
    if name.startswith("_"):
        assert getattr(kullback, name)
        return
    found = functools.reduce(getattr, name.split("."), kullback)
    assert found.__doc__ or name.split(".")[-1].startswith("__"), f"{name} has no manual"


def test_exceptions_have_reasons():
    reasons = [row[1] for row in TABLE if row[1].startswith("-")]
    assert all(len(reason) > 20 for reason in reasons) and len(reasons) < 8


@pytest.mark.parametrize("module", MODULES)
def test_every_name_of_a_module_has_a_manual(module):
    module = getattr(kullback, module)
    assert module.__doc__ and module.__name__.rpartition(".")[2] in kullback.__all__
    public = {name for name, value in vars(module).items() if not name.startswith("_") and
              getattr(value, "__module__", None) == module.__name__}
    assert public <= set(module.__all__), "a public name is not in __all__"
    for name in module.__all__:
        found = getattr(module, name)
        if not callable(found):
            continue
        assert found.__doc__, name
        if not inspect.isclass(found) or issubclass(found, tuple):
            continue
        for method, value in vars(found).items():
            assert method.startswith("_") or value.__doc__, f"{name}.{method}"
