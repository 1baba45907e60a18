# SPDX-License-Identifier: Apache-2.0
"""The sessions of the page and of the package's own manual print what they show."""

import doctest
import inspect
import re

import pytest

from conftest import ROOT

import kullback

PAGE = (ROOT / "docs" / "python.md").read_text()
SESSIONS = {"docs/python.md": "\n".join(re.findall(r"^```pycon\n(.*?)^```$", PAGE, re.M | re.S)),
            "kullback": kullback.__doc__}
SESSIONS.update((f"kullback.{name}", getattr(kullback, name).__doc__) for name in kullback.__all__
                if inspect.ismodule(getattr(kullback, name)))


@pytest.mark.parametrize("name", SESSIONS)
def test_sessions(name):
    session = doctest.DocTestParser().get_doctest(SESSIONS[name], {}, name, None, 0)
    assert session.examples
    said = []
    doctest.DocTestRunner().run(session, out=said.append)
    assert not said, "".join(said)


def test_every_function_is_on_the_page():
    rows = {row.name.replace(".", "_") for row in kullback.measures()}
    for name in set(kullback.__all__) - rows - {"Note", "Measure"}:
        assert re.search(rf"`(kullback\.)?{name}\b", PAGE), name
