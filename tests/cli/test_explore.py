# SPDX-License-Identifier: Apache-2.0
"""kl explore: the page that is committed comes out, and opening it goes to the desktop."""

import os
import re

import pytest

from conftest import ROOT

PAGE = (ROOT / "docs/explore/explore.html").read_bytes()
# Where this system keeps the programs that a script of ours needs, without any that opens pages.
SYSTEM = "/usr/bin:/bin"


@pytest.fixture
def desktop(tmp_path):
    """PATH with an xdg-open that notes what it was given and ends with the code in `code`."""
    opener = tmp_path / "bin/xdg-open"
    opener.parent.mkdir()
    (tmp_path / "code").write_text("0")
    opener.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > {tmp_path}/opened\nexit "$(cat {tmp_path}/code)"\n')
    opener.chmod(0o755)
    return {"PATH": f"{opener.parent}:{SYSTEM}"}


def test_the_page_is_the_one_that_is_built(kl, tmp_path):
    assert kl.text("explore", cwd=tmp_path) == "kullback.html\n"
    assert (tmp_path / "kullback.html").read_bytes() == PAGE
    assert kl.text("explore", "-o", tmp_path / "other.html") == f"{tmp_path}/other.html\n"
    assert (tmp_path / "other.html").read_bytes() == PAGE
    assert kl("explore", "-o", "-").stdout == PAGE


def test_it_is_whole_and_asks_nothing_of_the_network():
    assert len(PAGE) <= 2_000_000
    text = PAGE.decode()
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", text)
    assert "default-src 'none'" in text
    assert not re.search(r"@import|url\((?!data:)", text)


def test_open(kl, tmp_path, desktop):
    kl("explore", "-o", "a page.html", "--open", cwd=tmp_path, env=desktop)
    assert (tmp_path / "opened").read_text() == "a page.html\n"
    kl("explore", "-o", "-page.html", "--open", cwd=tmp_path, env=desktop)
    assert (tmp_path / "opened").read_text() == "./-page.html\n"


def test_what_cannot_be_opened_is_written_all_the_same(kl, tmp_path, desktop):
    (tmp_path / "code").write_text("3")
    assert "open it in a browser" in kl.error("explore", "-o", "x.html", "--open", cwd=tmp_path, env=desktop)
    assert (tmp_path / "x.html").read_bytes() == PAGE
    empty = {"PATH": os.devnull}
    assert "there is no xdg-open" in kl.error("explore", "-o", "y.html", "--open", cwd=tmp_path, env=empty)
    assert (tmp_path / "y.html").read_bytes() == PAGE


def test_mistakes(kl, tmp_path):
    assert "reads no files" in kl.error("explore", "page.html")
    assert "cannot be opened" in kl.error("explore", "-o", "-", "--open")
    assert "no/such" in kl.error("explore", "-o", tmp_path / "no/such/page.html")
