# SPDX-License-Identifier: Apache-2.0
"""kl drift --config: a file says what options would; and --junit, which build servers read."""

import os
import random
import subprocess
import xml.etree.ElementTree as xml

import pytest

KL = os.environ.get("KL", "build/kl")


def kl(*words, cwd):
    return subprocess.run([KL, *map(str, words)], capture_output=True, text=True, cwd=cwd)


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """x has moved by half its spread, y has not; names of columns that XML would obey; one column is gone,
    one is empty."""
    folder = tmp_path_factory.mktemp("drift")
    draw = random.Random(7)
    for name, shift, last in (("old", 0, "gone"), ("new", 0.5, "none")):
        lines = [f'"a<b>&""c""",y,empty,{last}'] + [
            f"{draw.gauss(shift, 1)},{draw.choice('uvw')},,{i % 3}" for i in range(500)]
        (folder / f"{name}.csv").write_text("\n".join(lines) + "\n")
    return folder


@pytest.fixture(scope="module")
def toml(tables):
    (tables / "empty.toml").write_text("")
    if "reads no TOML" in kl("drift", "--config", "empty.toml", "old.csv", "new.csv", cwd=tables).stderr:
        pytest.skip("this kl reads no TOML (Debian: libtomlplusplus-dev)")
    return tables


def drift(folder, text, *words):
    (folder / "drift.toml").write_text(text)
    return kl("drift", "--config", "drift.toml", *words, "old.csv", "new.csv", cwd=folder)


@pytest.mark.parametrize("text, words", [
    ("", []),
    ('bins = "equal_width:5"\nunit = "nats"\n', ["--bins", "equal_width:5", "--unit", "nats"]),
    ('[tolerances]\njensen_shannon = 0.5\nwasserstein_relative = 1e-1\n"jensen_shannon.missing" = 1\n',
     ["--fail-above", "jensen_shannon=0.5", "--fail-above", "jensen_shannon.missing=1",
      "--fail-above", "wasserstein_relative=0.1"]),
    ("tolerances.jensen_shannon.missing = 0.25\n", ["--fail-above", "jensen_shannon.missing=0.25"]),
    ('bins = "sturges"\n[columns."a<b>&\\"c\\""]\nbins = "equal_width:7"\n[columns.gone]\nbins = "exact"\n',
     ["--bins", "sturges", "--bins", 'a<b>&"c"=equal_width:7', "--bins", "gone=exact"]),
    ('[columns."a<b>&\\"c\\""]\nbins = [-1, 0.5, 1]\ntolerances = { jeffreys = 2 }\n[columns.y]\ntype = "category"\n',
     ["--bins", 'a<b>&"c"=-1,0.5,1', "--fail-above", 'jeffreys@a<b>&"c"=2', "--type", "y=category"]),
])
def test_a_key_is_an_option(toml, text, words):
    given = drift(toml, text, "--json")
    asked = kl("drift", *words, "--json", "old.csv", "new.csv", cwd=toml)
    assert given.stderr == asked.stderr == "" and given.returncode == asked.returncode == 1
    assert given.stdout == asked.stdout


@pytest.mark.parametrize("text, said", [
    ("bins = \n", r"drift.toml: line 1: "),
    ("\nbins = 'best'\n", "drift.toml: line 2: bins: --bins best: expected quantile"),
    ("binning = 'doane'\n", "drift.toml: line 1: binning: no such key; there are bins, unit"),
    ("[columns.x]\nkind = 1\n", "drift.toml: line 2: columns.x.kind: no such key"),
    ("[columns]\nx = 1\n", "drift.toml: line 2: columns.x: no such key"),
    ("[columns.x.bins]\ny = 1\n", "drift.toml: line 2: columns.x.bins.y: no such key"),
    ("[tolerances]\n\njeffreys = -1\n", "line 3: tolerances.jeffreys: --fail-above jeffreys=-1: expected"),
    ("[tolerances]\njeffreys = 'far'\n", "line 2: tolerances.jeffreys: --fail-above jeffreys=far"),
    ("[columns.x]\nbins = [1, [2]]\n", "line 2: columns.x.bins: expected text, a number, or an array of them"),
    ("[columns.x]\nbins = 2024-01-01\n", "line 2: columns.x.bins: expected text, a number"),
    ("[columns.x]\nbins = [1, 'a']\n", "line 2: columns.x.bins: --bins x=1,a: expected"),
    ("[columns.x]\nbins = 'doane:3'\n", "line 2: columns.x.bins: --bins x=doane:3: expected quantile[:N], "),
    ("[columns.x]\ntype = 'text'\n", "line 2: columns.x.type: --type x=text: expected"),
    ('bins = "doane\\u0000"\n', "line 1: bins: expected text"),
    ('"bins\\u0000" = "doane"\n', "line 1: a key has a byte of 0"),
    ('"\\u001b[31m" = 1\n', "line 1: \\x1b[31m: no such key"),
    ('"\\u009b31m\\u202e" = 1\n', "line 1: \\x9b31m\\u202e: no such key"),
    ("unit = 'nats'\nunit = 'bits'\n", "drift.toml: line 2: "),
])
def test_mistakes_name_line_and_key(toml, text, said):
    done = drift(toml, text)
    assert done.returncode == 2 and done.stdout == ""
    assert said in done.stderr, done.stderr
    assert done.stderr.startswith("kl: drift.toml: line ")


def test_what_is_no_text(toml):
    (toml / "drift.toml").write_bytes(b"bins = '\xff'\n")
    done = kl("drift", "--config", "drift.toml", "old.csv", "new.csv", cwd=toml)
    assert done.returncode == 2 and "drift.toml: line 1: " in done.stderr
    done = kl("drift", "--config", "nowhere.toml", "old.csv", "new.csv", cwd=toml)
    assert done.returncode == 2 and "nowhere.toml" in done.stderr


def test_unknown_measures(toml):
    done = drift(toml, "[tolerances]\nfar = 1\n")
    assert done.returncode == 2 and "far" in done.stderr


@pytest.mark.parametrize("name", [
    b"a\x01b", b"\x7f\x1b[31m", b"tab\tx", b"new\nline", b"q\"<&>'", b"]]>", b"-->", b"<![CDATA[", b"\xff\xfe", b"\xc3",
    "\ud800".encode("utf-8", "surrogatepass"), "\ufffe\uffff\U0001ffff\ufdd0".encode(), "\u0085\u202e".encode(),
    b"x" * 700, "\u00e9".encode() * 500])
def test_junit_is_xml_whatever_names_hold(tmp_path, name):
    """Columns, files and what a document says of both. What is no UTF-8 is refused in a table, but not in a path."""
    draw = random.Random(1)
    column = name if name == name.decode(errors="replace").encode() else b"x"
    for file, shift in (("old.csv", 0), ("new.csv", 20)):
        rows = b"".join(b"%d\n" % (draw.randrange(10) + shift) for _ in range(200))
        (tmp_path / file).write_bytes(b'"' + column.replace(b'"', b'""') + b'"\n' + rows)
    folder = tmp_path / os.fsdecode(name.replace(b"/", b"")[:200])
    folder.mkdir()
    (tmp_path / "old.csv").rename(folder / "old.csv")
    done = subprocess.run([KL, "drift", "--junit", "out.xml", folder / "old.csv", "new.csv"], capture_output=True,
                          cwd=tmp_path)
    assert done.returncode == 1 and done.stderr == b""
    suite = xml.fromstring((tmp_path / "out.xml").read_bytes().decode())
    assert len(suite) == 1 and suite[0].get("name") and suite[0][0].get("type") == "drifted"


def test_junit(tables):
    done = kl("drift", "--junit", "drift.xml", "old.csv", "new.csv", cwd=tables)
    assert done.returncode == 1 and done.stderr == ""
    suite = xml.parse(tables / "drift.xml").getroot()
    cases = {case.get("name"): case for case in suite}
    assert (suite.tag, suite.get("name")) == ("testsuite", "drift of new.csv from old.csv")
    assert set(cases) == {'a<b>&"c"', "y", "empty", "gone", "none"}
    assert [suite.get(what) for what in ("tests", "failures", "errors", "skipped")] == ["5", "3", "0", "0"]
    failed = {name: case[0] for name, case in cases.items() if len(case) and case[0].tag == "failure"}
    assert {name: one.get("type") for name, one in failed.items()} == {
        'a<b>&"c"': "drifted", "gone": "dropped", "none": "added"}
    assert failed['a<b>&"c"'].get("message").startswith("Wasserstein/spread 0.")
    assert "tolerance 0.1" in failed['a<b>&"c"'].get("message") and "q = " in failed['a<b>&"c"'].get("message")
    assert len(cases["empty"]) == len(cases["y"]) == 0
    assert kl("drift", "--junit", "nowhere/drift.xml", "old.csv", "new.csv", cwd=tables).returncode == 2
