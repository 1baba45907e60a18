# SPDX-License-Identifier: Apache-2.0
"""Ciphertexts: the same as the command says, whatever holds the text."""

import os
import pathlib
import subprocess

import pytest

import kullback
from kullback import text

ROOT = pathlib.Path(__file__).resolve().parents[2]
CODED = "Lw zdv wkh ehvw ri wlphv, lw zdv wkh zruvw ri wlphv."
PLAIN = "It was the best of times, it was the worst of times."


def test_a_text_whatever_holds_it():
    found = text.decipher(CODED)
    assert (found.status, found.text) == ("sure", PLAIN)
    best = found.readings[0]
    assert (best.kind, best.code, best.name, best.key) == ("shift", "en", "English", "3")
    assert best.gain > 20 and best.unicity < found.letters == 39 and found.blanks
    assert not found.cut and best.scored > 39
    assert text.decipher(CODED.encode()) == text.decipher(bytearray(CODED.encode())) == found


def test_the_command_says_the_same():
    command = os.environ.get("KL", str(ROOT / "build" / "kl"))
    done = subprocess.run([command, "lang", "--cipher", "--lines"], input=CODED, capture_output=True, text=True, check=True,
                          env={**os.environ, "LD_PRELOAD": ""})
    code, posterior, _, status, kind, key, plain = done.stdout.rstrip("\n").split("\t")
    found = text.decipher(CODED)
    assert [found.readings[0].code, f"{found.posterior:.4f}", found.status] == [code, posterior, status]
    assert list(found.readings[0][0:1]) + [found.readings[0].key, found.text] == [kind, key, plain]


def test_what_is_possible():
    found = text.Ciphers(only=["de", "fr"], kinds=["none"], restarts=1).decipher(PLAIN, threads=1)
    assert {x.code for x in found.readings} <= {"de", "fr"} and {x.kind for x in found.readings} == {"none"}
    assert "uk" in text.Ciphers().codes


def test_nothing_to_read():
    found = text.decipher("12 34")
    assert found.text is None and found.readings == [] and found.status == "not determined"


def test_what_is_refused():
    with pytest.raises(kullback.Error, match="xx"):
        text.Ciphers(only=["xx"])
    with pytest.raises(ValueError, match="rot"):
        text.Ciphers(kinds=["rot"])
    with pytest.raises(ValueError, match="no kind"):
        text.Ciphers(kinds=[])
    with pytest.raises(kullback.Error, match="restarts"):
        text.Ciphers(restarts=0)
    with pytest.raises(kullback.Error, match="not a profile for ciphers: it does not begin"):
        text.Ciphers(data=b"nothing")
    with pytest.raises(kullback.FileError):
        text.Ciphers("nowhere.kls")
