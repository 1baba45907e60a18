# SPDX-License-Identifier: Apache-2.0
"""kl A B on numbers: lines, columns of tables, arrays and pipes; every format; exit codes."""

import json
import math
import random
import struct

import jsonschema
import pytest

from conftest import DATA, ROOT, estimate, value

FIRST, FOURTH, FIFTH = (DATA / "michelson" / f"{name}.txt" for name in ("first", "fourth", "fifth"))
SCHEMA = json.loads((ROOT / "docs" / "schema" / "kullback-1.schema.json").read_text())


def numbers(path):
    return [float(line) for line in path.read_text().split()]


def npy(path, rows):
    """A NumPy array without NumPy."""
    shape = f"({len(rows)},)" if not isinstance(rows[0], list) else f"({len(rows)}, {len(rows[0])})"
    flat = rows if not isinstance(rows[0], list) else [x for row in rows for x in row]
    header = f"{{'descr': '<f8', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    path.write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", 118) + header.encode()
                     + struct.pack(f"<{len(flat)}d", *flat))
    return path


def mean(values):
    values = list(values)
    return math.fsum(values) / len(values)


def energy(a, b):
    within = lambda x: mean(abs(x[i] - x[j]) for i in range(len(x)) for j in range(len(x)) if i != j)
    return 2 * mean(abs(x - y) for x in a for y in b) - within(a) - within(b)


def test_values_by_definition(kl):
    document = kl.json(FIRST, FIFTH)
    jsonschema.validate(document, SCHEMA)
    a, b = numbers(FIRST), numbers(FIFTH)
    assert value(document, "energy") == pytest.approx(energy(a, b), rel=1e-12)
    assert estimate(document, "energy")["unit"] == "data"
    largest = max(abs(sum(x <= t for x in a) / len(a) - sum(x <= t for x in b) / len(b)) for t in a + b)
    assert value(document, "kolmogorov_smirnov") == pytest.approx(largest, rel=1e-14)
    assert value(document, "p_value") == 0.001
    assert [i["kind"] for i in document["inputs"]] == ["samples", "samples"]


def test_divergence_by_definition(kl, tmp_path):
    draw = random.Random(5)
    a, b = [draw.gauss(0, 1) for _ in range(190)], [draw.gauss(1, 1) for _ in range(180)]
    for name, side in (("a", a), ("b", b)):
        (tmp_path / name).write_text("\n".join(map(repr, side)))
    document = kl.json(tmp_path / "a", tmp_path / "b", "--unit", "nats")
    k = 4
    for name, x, y in (("divergence", a, b), ("divergence.reverse", b, a)):
        ratios = [math.log(sorted(abs(v - u) for u in y)[k - 1] / sorted(abs(v - u) for u in x)[k])
                  for v in x]  # of its own sample the nearest is itself
        expected = mean(ratios) + math.log(len(y) / (len(x) - 1))
        found = estimate(document, name)
        assert found["value"] == pytest.approx(expected, rel=1e-12)
        assert found["unit"] == "nats" and found["per"] == "number" and found["low"] <= found["value"]
    assert sum(s["role"] == "so_what" and "density of" in s["text"] for s in document["sentences"]) == 2


def test_too_few_for_a_divergence(kl):
    document = kl.json("-", FIRST, stdin=b"800\n810\n830\n")
    assert not any(e["id"].startswith("divergence") for e in document["estimates"])
    assert any("There is no KL divergence here" in s["text"] for s in document["sentences"])


def test_lines_columns_arrays_and_pipes_are_one(kl, tmp_path):
    a = numbers(FIRST)
    table = tmp_path / "table.csv"
    table.write_text("run,speed\n" + "".join(f"{i},{x}\n" for i, x in enumerate(a)))
    array = npy(tmp_path / "a.npy", a)
    expected = kl.json(FIRST, FIFTH)["estimates"]
    fifth = tmp_path / "fifth.csv"
    fifth.write_text("speed\n" + FIFTH.read_text())
    assert kl.json("--column", "speed", table, fifth)["estimates"] == expected
    assert kl.json(array, FIFTH)["estimates"] == expected
    assert kl.json("-", FIFTH, stdin=FIRST.read_bytes())["estimates"] == expected
    assert kl.json("--kind", "samples", FIRST, FIFTH)["estimates"] == expected
    shuffled = tmp_path / "shuffled.txt"
    random.Random(1).shuffle(a)
    shuffled.write_text("\n".join(map(str, a)))
    assert kl.json(shuffled, FIFTH)["estimates"] == expected
    assert kl.json("--threads", 1, FIRST, FIFTH)["estimates"] == expected


def test_points(kl, tmp_path):
    draw = random.Random(2)
    a = npy(tmp_path / "a.npy", [[draw.gauss(0, 1) for _ in range(3)] for _ in range(60)])
    b = npy(tmp_path / "b.npy", [[draw.gauss(0, 1), draw.gauss(2, 1), draw.gauss(0, 1)] for _ in range(50)])
    document = kl.json(a, b)
    jsonschema.validate(document, SCHEMA)
    assert [i["kind"] for i in document["inputs"]] == ["points", "points"]
    assert value(document, "p_value") == 0.001
    assert any("number 2 differs most" in s["text"] for s in document["sentences"])
    assert "has 3 numbers a point" in kl.error(a, FIRST)
    assert kl.json("--column", 2, a, b)["inputs"][0]["kind"] == "samples"


def test_a_table_says_how_it_can_be_compared(kl, tmp_path):
    for name, far in (("a.csv", 0), ("b.csv", 5)):
        (tmp_path / name).write_text("x,y,z\n" + "".join(f"{i},{i * i % 7 + far},{i % 3}\n" for i in range(20)))
    tables = tmp_path / "a.csv", tmp_path / "b.csv"
    message = kl.error(*tables, tables[0])
    assert "--column NAME" in message and "--kind points" in message
    assert kl.json("--column", "y", *tables)["inputs"][0]["kind"] == "samples"
    assert kl.json("--kind", "points", *tables)["inputs"][0]["kind"] == "points"


def test_many_points_have_the_linear_discrepancy(kl, tmp_path):
    draw = random.Random(3)
    for name, shift in (("a", 0), ("b", 1)):
        (tmp_path / name).write_text("".join(f"{draw.gauss(shift, 1):.6f}\n" for _ in range(1100)))
    document = kl.json(tmp_path / "a", tmp_path / "b")
    ids = {e["id"] for e in document["estimates"]}
    assert "mmd_linear" in ids and "mmd" not in ids
    assert any("2,048 drawn numbers" in s["text"] for s in document["sentences"])


def test_exit_codes(kl):
    assert "energy" in kl("--fail-above", "energy=5", FIRST, FIFTH, code=1).stderr.decode()
    kl("--fail-above", "energy=50", FIRST, FIFTH, code=0)  # 62, but certainly only above 11
    kl("--fail-above", "kolmogorov_smirnov=0.1", FIRST, FIFTH, code=1)
    kl("--fail-above", "energy=0", FOURTH, FIFTH, code=0)
    assert b"energy, kolmogorov_smirnov, mmd, wasserstein, p_value" in kl("--fail-above", "jensen_shannon=0.1", FIRST, FIFTH, code=2).stderr
    assert "p_value" in kl.error("--fail-above", "nonsense=1", FIRST, FIFTH)


@pytest.mark.parametrize("text, words", [
    ("1\n2\nx\n4\n5\n", 'line 3: "x" is no number'), ("1\nNaN\n3\n", "line 2"), ("1\n2\n1e999\n", "line 3"),
    ("5\n", "at least two are needed"), ("", "empty")])
def test_bad_numbers(kl, tmp_path, text, words):
    bad = tmp_path / "bad.txt"
    bad.write_text(text)
    message = kl.error(bad, FIRST)
    assert "bad.txt" in message and words in message
    assert words in kl.error("--kind", "samples", FIRST, bad)


def test_kinds_do_not_mix(kl, udhr):
    assert "cannot be compared" in kl.error(FIRST, udhr("english"))
    assert "two at a time" in kl.error(FIRST, FOURTH, FIFTH)
    assert 'no column is called "speed"' in kl.error("--column", "speed", FIRST, FIFTH)


def test_options_of_texts_are_none_of_numbers_and_weights(kl, tmp_path):
    for words in (("--order", 2), ("--smooth", "none"), ("--estimator", "zhang"), ("--memory", "1G")):
        assert f"a comparison of numbers has no use for {words[0]}" in kl.error(*words, FIRST, FIFTH)
    for name, first in (("a", "0.5"), ("b", "0.75"), ("c", "5"), ("d", "9")):
        (tmp_path / name).write_text(f"x\t{first}\ny\t4\n")
    message = kl.error("--confidence", 0.9, tmp_path / "a", tmp_path / "b")
    assert "a comparison of known weights has no use for --confidence" in message
    assert kl.json("--kind", "counts", "--confidence", 0.9, "--smooth", "none", tmp_path / "c", tmp_path / "d")["estimates"]


def test_one_number_over_and_over(kl, tmp_path):
    for name in "ab":
        (tmp_path / name).write_text("7\n" * 6)
    notes = [s["text"] for s in kl.json(tmp_path / "a", tmp_path / "b")["sentences"]]
    assert any("all 6 numbers of a are 7, and one value alone has no density" in note for note in notes)
    assert not any("σ" in note for note in notes)  # no two differ: there is no median distance


def test_equal_draws_bound_nothing(kl, tmp_path):
    """Twenty, and for the linear discrepancy three thousand, do not say how far the next one may be."""
    for n in 20, 3000:
        for name, number in (("a", "5"), ("b", "5"), ("c", "7")):
            (tmp_path / name).write_text(f"{number}\n" * n)
        for other in "bc":
            document = kl.json(tmp_path / "a", tmp_path / other)
            for name in ("energy", "mmd" if n == 20 else "mmd_linear"):
                found = estimate(document, name)
                assert found["low"] in (None, 0) and found["high"] is None, (n, other, found)
                assert any(f["id"] == "few_units" for f in found["flags"])


def test_a_column_of_one_value_is_named(kl, tmp_path):
    draw = random.Random(1)
    a = npy(tmp_path / "a.npy", [[draw.gauss(0, 1), 5.0, draw.gauss(0, 1)] for _ in range(60)])
    b = npy(tmp_path / "b.npy", [[draw.gauss(0, 1) for _ in range(3)] for _ in range(60)])
    said = [s["text"] for s in kl.json(a, b)["sentences"]]
    assert "There is no KL divergence here: all 60 points of a.npy are 5 in column 2, and one value alone has no " \
        "density." in said
    assert any(s.startswith("Of single columns, number 2 differs most") for s in said)


def test_numbers_are_not_rounded_away(kl, tmp_path):
    draw = random.Random(1)
    for name, low, high in (("a", 1985, 2010), ("b", 2005, 2024)):
        years = [low, high] + [draw.randint(low, high) for _ in range(58)]
        (tmp_path / name).write_text("".join(f"{year}\n" for year in years))
    document = kl.json(tmp_path / "a", tmp_path / "b")
    assert "60 numbers from 1985 to 2010, mean 199" in document["inputs"][0]["detail"]
    limit = next(s["text"] for s in document["sentences"] if s["text"].startswith("A limit at"))
    assert 2004 <= int(limit.split()[3]) <= 2010
    for scale in (1e-200, 1e300):
        (tmp_path / "a").write_text("".join(f"{i * scale!r}\n" for i in range(21)))
        detail = kl.json(tmp_path / "a", tmp_path / "a")["inputs"][0]["detail"]
        assert f"mean 1e{round(math.log10(10 * scale))}, standard deviation 6.20e" in detail, detail
    (tmp_path / "a").write_text("".join(f"{1000000 + i / 8}\n" for i in range(20)))
    detail = kl.json(tmp_path / "a", tmp_path / "b")["inputs"][0]["detail"]
    assert "from 1000000 to 1000002.375, mean 1000001.188" in detail


def test_deals_that_cannot_decide(kl, tmp_path):
    (tmp_path / "a").write_text("".join(f"{i}\n" for i in range(60)))
    (tmp_path / "b").write_text("".join(f"{i + 50}\n" for i in range(60)))
    text = " ".join(kl.text("-c", 0.99999, tmp_path / "a", tmp_path / "b").split())
    assert "99.999 % interval" in text and "100.0 %" not in text
    assert "Whether this is noise cannot be said with so much confidence" in text
    assert "could be more of the same" not in text and "1 times as much" not in text


def test_a_copy_is_no_proof_of_zero(kl, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text("".join(f"{math.sin(i)}\n" for i in range(200)))
    found = {e["id"]: e for e in kl.json(copy, copy)["estimates"]}["divergence"]
    assert found["value"] == found["low"] == 0 and found["high"] > found["standard_error"] > 0


def test_formats(kl, tmp_path):
    page = tmp_path / "page.html"
    text = kl.text("--html", page, FIRST, FIFTH)
    assert "data units" in text and "Both distributions" in text
    assert "data units" in page.read_text() and page.read_text().count('<figure class="columns">') == 1
    markdown = kl.text("--markdown", FIRST, FIFTH)
    assert "| 800 to 850 | 0.050 | 0.450 |" in markdown
