# SPDX-License-Identifier: Apache-2.0
"""examples/story/cipher.c, a short run: an intercepted text, and what its letters tell."""


import pytest

from conftest import DATA, PLAIN, value
from story import Chapter, lines

pytestmark = PLAIN
CHAPTER = Chapter("cipher", DATA / "udhr", DATA / "unknown.txt")


def test_it_says_how_it_went(ran):
    done, _ = ran
    assert "German (de), under a substitution" in done.stdout and "100 %" in done.stderr


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


@pytest.mark.parametrize("name, count", [("ranks", 2), ("length", 5)])
def test_figures(out, name, count):
    assert lines(out / f"cipher-{name}.svg") == count


def test_its_text_asks_for_what_there_is(out):
    CHAPTER.check_text(out)


def test_what_is_wrong_is_said(tmp_path):
    assert "usage" in CHAPTER.refusal() and "usage" in CHAPTER.refusal(*CHAPTER.inputs, tmp_path, "long")
    assert "dutch.txt" in CHAPTER.refusal(tmp_path, DATA / "unknown.txt", tmp_path)
