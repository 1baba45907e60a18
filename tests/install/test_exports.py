# SPDX-License-Identifier: Apache-2.0
"""The exported symbols are exactly the committed list, which is exactly what the headers declare."""

import tree
from conftest import ROOT, run

LIST = ROOT / "tests" / "install" / "exports.txt"


def committed():
    return set(LIST.read_text().split())


def test_headers_declare_the_list():
    declared = tree.exported()
    assert declared == committed(), (
        f"only in headers: {sorted(declared - committed())}; only in exports.txt: "
        f"{sorted(committed() - declared)}. If that is meant: tools/exports.sh")


def test_library_exports_the_list(libdir):
    versioned = {}
    for line in run("nm", "-D", "--defined-only", libdir / "libkullback.so.0").splitlines():
        _, kind, name = line.split()
        if kind != "A":  # the version's own name
            symbol, _, version = name.partition("@@")
            versioned[symbol] = version
    assert set(versioned) == committed(), (
        f"only in the library: {sorted(set(versioned) - committed())}; declared but not there: "
        f"{sorted(committed() - set(versioned))}")
    assert set(versioned.values()) == {"KULLBACK_0.1"}


def test_archive_defines_no_foreign_names(libdir):
    """A user's own names must not collide with ours: everything global begins with kl_."""
    names = {line.split()[-1] for line in
             run("nm", "-g", "--defined-only", libdir / "libkullback.a").splitlines()
             if len(line.split()) == 3}
    foreign = sorted(name for name in names if not name.startswith("kl_"))
    assert not foreign, foreign
