# SPDX-License-Identifier: Apache-2.0
"""The npm package tells what the command tells: the same documents of the same inputs, to the last digit."""

import json
import shutil
import struct
import subprocess

import pytest

from conftest import DATA, ROOT

NODE = shutil.which("node")
pytestmark = pytest.mark.skipif(NODE is None, reason="the npm package is tried with node, which is not installed")
PROFILES = {name: {"file": str(ROOT / "web/profiles" / f"{name}.kls")} for name in ("languages", "ciphers")}


def ask(requests):
    done = subprocess.run([NODE, ROOT / "tests/web/answer.mjs"], input=json.dumps(requests), capture_output=True, text=True,
                          timeout=240)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def digits(value):
    """Numbers as answer.mjs tells them."""
    if isinstance(value, dict):
        return {key: digits(x) for key, x in value.items()}
    if isinstance(value, list):
        return [digits(x) for x in value]
    return struct.pack(">d", value).hex() if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def same(kl, request, *words):
    (answer,) = ask([request])
    assert answer == digits(kl.json(*words))


def named(*paths, **options):
    return [{"name": str(x), "data": {"file": str(x)}, **options} for x in paths]


TEXTS = {"emoji": "So 😀 so 👨\u200D\U0001F469! " * 50, "sharp": "Straße STRASSE ΣΊΣΥΦΟΣ σίσυφος " * 40,
         "marks": "e\u0301\u0327 \u0327e\u0301 \u1100\u1161\u11A8 각 " * 30, "one": "a"}


@pytest.mark.parametrize("pair", [("german", "dutch"), ("russian", "ukrainian"), ("japanese", "hindi")])
def test_texts(kl, udhr, pair):
    paths = [udhr(name) for name in pair]
    same(kl, ["compare", named(*paths)], *paths)
    same(kl, ["compare", named(*paths, text={"order": 2})], *paths, "--order", 2)
    same(kl, ["compare", named(*paths, text={"symbols": "words"}), {"unit": "nats"}], *paths, "--symbols", "words", "--unit", "nats")


def test_odd_texts(kl, tmp_path):
    paths = []
    for name, text in TEXTS.items():
        paths.append(tmp_path / name)
        paths[-1].write_text(text)
    same(kl, ["compare", named(*paths[:2])], *paths[:2])
    same(kl, ["compare", named(*paths[2:])], *paths[2:])


def test_weights_and_samples(kl, tmp_path):
    files = {"p": "a\t0.5\nb\t0.5\n", "q": "a\t0.9\nb\t0.1\nc\t0\n", "x": "1\n2.5\n-3\n4\n" * 20, "y": "0\n2\n3\n8\n" * 15}
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    p, q, x, y = (tmp_path / name for name in files)
    same(kl, ["compare", named(p, q)], p, q)
    same(kl, ["compare", named(x, y)], x, y)
    same(kl, ["ot", *named(x, y)], "ot", x, y)


def test_tables(kl, tmp_path):
    table, joint = tmp_path / "t.csv", tmp_path / "joint.csv"
    table.write_text("x,y,z\n" + "a,b,1\nc,d,2.5\na,d,3\na,b,1.5\nc,b,0\n" * 20)
    joint.write_text("0.3,0.1,0.05\n0.05,0.2,0.05\n0.05,0.05,0.15\n")
    same(kl, ["mi", *named(table), "x", "y"], "mi", table, "x", "y")
    same(kl, ["mi", *named(table), "x", "y", {"given": "z"}], "mi", table, "x", "y", "--given", "z")
    documents = [ask([["ib", *named(joint), {"beta": 4}]])[0], digits(kl.json("ib", joint, "--beta", 4))]
    assert [x["id"] for x in documents[0]["estimates"]] == [x["id"] for x in documents[1]["estimates"]]


@pytest.mark.parametrize("name", ["german", "russian", "japanese", "greek"])
def test_languages(kl, udhr, name):
    path = udhr(name)
    (answer,) = ask([{"of": ["languageProfile", PROFILES["languages"]],
                      "call": ["detect", {"file": str(path)}, {"name": str(path)}]}])
    document = kl.json("lang", path, "--profile", PROFILES["languages"]["file"])
    assert answer["document"] == digits(document) and answer["status"] == "sure"


def test_ciphers(kl, tmp_path):
    path = tmp_path / "cipher"
    path.write_text("Kdoor zruog, wklv lv d vkruw phvvdjh wkdw zdv hqflskhuhg eb vkliwlqj hyhub ohwwhu wkuhh sodfhv rq.")
    (answer,) = ask([{"of": ["cipherProfile", PROFILES["ciphers"]], "call": ["solve", {"file": str(path)}, {"name": str(path)}]}])
    document = kl.json("lang", "--cipher", path, "--profile", PROFILES["ciphers"]["file"])
    assert answer["document"] == digits(document) and answer["best"]["kind"] == "shift" and answer["best"]["key"] == "3"
