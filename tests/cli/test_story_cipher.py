# SPDX-License-Identifier: Apache-2.0
"""examples/story/cipher.c, a short run: an intercepted text, and what its letters tell."""

import json
import os
import pathlib
import subprocess
import xml.etree.ElementTree

import pytest

from conftest import DATA, ROOT, value

PROGRAM = [*os.environ.get("KL_EMULATOR", "").split(),
           str(pathlib.Path(os.environ.get("KL_BUILD", ROOT / "build")) / "story_cipher")]


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cipher")
    done = subprocess.run([*PROGRAM, DATA / "udhr", DATA / "unknown.txt", folder, "short"], capture_output=True, text=True,
                          timeout=280)
    assert done.returncode == 0, done.stderr
    assert "German (de), under a substitution" in done.stdout and "100 %" in done.stderr
    return folder


@pytest.fixture(scope="module")
def told(out):
    return json.loads((out / "cipher.json").read_text())


def series(told, name):
    found = next(s for s in told["series"] if s["id"] == name)
    return dict(zip(found["labels"], found["values"]))


def test_plain_letters_name_the_language_and_enciphered_ones_do_not(told):
    plain, cipher, ordered = (series(told, f"divergence.{x}") for x in ("plain", "cipher", "sorted"))
    assert min(plain, key=plain.get) == "german" and min(cipher, key=cipher.get) != "german"
    assert min(ordered, key=ordered.get) == "german"
    # No order of letters is nearer than both in their order (rearrangement inequality), of the same language.
    assert all(ordered[name] <= min(plain[name], cipher[name]) for name in plain)


def test_the_text_is_read(told):
    read = next(s for s in told["series"] if s["id"] == "text")["labels"][0]
    assert len(read) == 200 and "alle menschen haben das recht".replace(" ", "") in read
    assert list(series(told, "language"))[0] == "de (German)" and value(told, "posterior", "A") > 0.999
    assert value(told, "unicity", "A") < 60


def test_from_200_letters_on_the_language_is_found(told):
    curves = {c["subject"]: dict(zip(c["x"], c["values"])) for c in told["curves"]}
    assert curves["trial decipherment"][200] >= 8 / 9 and curves["trial decipherment"][400] >= 8 / 9
    assert curves["95 % of letters read"][400] >= 8 / 9
    assert curves["sure, and wrong"][25] == 0


@pytest.mark.parametrize("name, lines", [("ranks", 2), ("length", 5)])
def test_figures(out, name, lines):
    svg = xml.etree.ElementTree.parse(out / f"cipher-{name}.svg").getroot()
    drawn = svg.findall("{http://www.w3.org/2000/svg}polyline")
    assert len(drawn) == lines and all(len(line.get("points").split()) > 1 for line in drawn)


def test_what_is_wrong_is_said(tmp_path):
    def refusal(*words):
        done = subprocess.run([*PROGRAM, *words], capture_output=True, text=True, timeout=280)
        assert done.returncode == 2 and done.stdout == ""
        return done.stderr

    assert "usage" in refusal() and "usage" in refusal(DATA / "udhr", DATA / "unknown.txt", tmp_path, "long")
    assert "dutch.txt" in refusal(tmp_path, DATA / "unknown.txt", tmp_path)
