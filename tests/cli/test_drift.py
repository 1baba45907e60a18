# SPDX-License-Identifier: Apache-2.0
"""kl drift and kl profile: real tables, exit codes, what a document holds, states that stand for tables, refusals."""

import csv
import math
import random

import jsonschema
import pytest

from conftest import DATA, estimate
from test_samples import SCHEMA

PENGUINS = list(csv.DictReader((DATA / "penguins" / "penguins.csv").open()))


def write(path, rows):
    with path.open("w", newline="") as file:
        out = csv.DictWriter(file, rows[0].keys())
        out.writeheader()
        out.writerows(rows)
    return path


@pytest.fixture
def islands(tmp_path):
    """Penguins of one island, and of another: other species, other sizes."""
    return [write(tmp_path / f"{island}.csv", [row for row in PENGUINS if row["island"] == island])
            for island in ("Biscoe", "Dream")]


@pytest.fixture
def halves(tmp_path):
    """The same penguins, dealt to two tables at random."""
    rows = PENGUINS[:]
    random.Random(3).shuffle(rows)
    return [write(tmp_path / "a.csv", rows[::2]), write(tmp_path / "b.csv", rows[1::2])]


def test_other_islands_have_drifted(kl, islands):
    document = kl.json("drift", *islands, code=1)
    jsonschema.validate(document, SCHEMA)
    assert [i["subject"] for i in document["inputs"]] == ["reference", "current"]
    drifted = {row["subject"]: row for row in document["estimates"] if row["headline"]}
    assert {"island", "species", "bill_depth_mm", "flipper_length_mm"} <= set(drifted)
    assert "year" not in drifted and "sex" not in drifted
    assert drifted["island"]["value"] == pytest.approx(1, abs=0.01)  # nothing in common: a bit
    q = estimate(document, "q_value", "species")
    assert q["value"] < 1e-10


def test_two_tables_are_drift(kl, islands, tmp_path):
    profile = tmp_path / "reference.kls"
    kl("profile", islands[0], "-o", profile)
    for reference in islands[0], profile:
        assert kl.json(reference, islands[1], code=1) == kl.json("drift", reference, islands[1], code=1)
    assert "kl drift, which compares tables, has no use for --order" in kl.error("--order", "2", *islands)
    assert "say --column NAME" in kl.error(*islands, islands[0])


def test_halves_have_not(kl, halves):
    document = kl.json("drift", *halves)
    assert not any(row["headline"] for row in document["estimates"])
    text = kl.text("drift", *halves)
    assert "No column has drifted" in text


def test_wasserstein_over_spread_by_definition(kl, islands):
    def numbers(path):
        return sorted(float(row["bill_depth_mm"]) for row in csv.DictReader(path.open())
                      if row["bill_depth_mm"] != "NA")

    a, b = map(numbers, islands)
    places = sorted(set(a + b))
    w = math.fsum(abs(sum(x <= low for x in a) / len(a) - sum(x <= low for x in b) / len(b)) * (high - low)
                  for low, high in zip(places, places[1:]))
    mean = math.fsum(a) / len(a)
    spread = math.sqrt(math.fsum((x - mean) ** 2 for x in a) / len(a))
    row = estimate(kl.json("drift", *islands, code=1), "wasserstein_relative", "bill_depth_mm")
    # Chance is taken off like a leg of a right angle: far from zero next to nothing.
    assert row["value"] == pytest.approx(w / spread, rel=0.02) and row["low"] < w / spread < row["high"]


def test_a_profile_stands_for_its_table(kl, islands, tmp_path):
    states = []
    for path in islands:
        states.append(tmp_path / f"{path.stem}.kls")
        kl("profile", path, "-o", states[-1])
    plain = kl.json("drift", *islands, code=1)
    for pair in ([islands[0], states[1]], [states[0], islands[1]], states):
        assert kl.json("drift", *pair, code=1)["estimates"] == plain["estimates"]


def test_profiles_merge(kl, tmp_path):
    whole = write(tmp_path / "all.csv", PENGUINS)
    kl("profile", whole, "-o", tmp_path / "all.kls")
    for i in range(3):
        part = write(tmp_path / f"{i}.csv", PENGUINS[i::3])
        kl("profile", "--threads", 1 + i % 2, part, "-o", tmp_path / f"{i}.kls")
    kl("merge", *(tmp_path / f"{i}.kls" for i in (2, 0, 1)), "-o", tmp_path / "merged.kls")
    assert (tmp_path / "merged.kls").read_bytes() == (tmp_path / "all.kls").read_bytes()


def test_parts_merge(kl, tmp_path):
    """Blocks of 2048 rows are dealt to parts."""
    draw, table = random.Random(5), tmp_path / "t.csv"
    table.write_text("x,c\n" + "".join(f"{draw.gauss(0, 1)},{draw.choice('abc')}\n" for _ in range(9000)))
    kl("profile", table, "-o", tmp_path / "all.kls")
    for i in (1, 2, 3):
        kl("profile", "--part", f"{i}/3", table, "-o", tmp_path / f"{i}.kls")
    kl("merge", *(tmp_path / f"{i}.kls" for i in (3, 1, 2)), "-o", tmp_path / "merged.kls")
    assert (tmp_path / "merged.kls").read_bytes() == (tmp_path / "all.kls").read_bytes()
    assert (tmp_path / "1.kls").read_bytes() != (tmp_path / "2.kls").read_bytes()


def test_threads_change_nothing(kl, islands):
    one, two = (kl.text("drift", "--json", "--threads", t, *islands, code=1) for t in (1, 2))
    assert one == two


def test_tolerances(kl, islands):
    row = estimate(kl.json("drift", *islands, code=1), "jeffreys", "body_mass_g")
    kl("drift", "--fail-above", f"jeffreys@body_mass_g={row['low'] * 0.99}", *islands, code=1)
    document = kl.json("drift", "--fail-above", f"jeffreys@body_mass_g={row['low'] * 1.01}", *islands, code=1)
    assert estimate(document, "jeffreys", "body_mass_g")["headline"] is False
    assert kl("drift", "--fail-above", "total_variation=1", "--fail-above", "jensen_shannon.missing=1", *islands)


def test_a_tolerance_names_a_measure_of_the_column(kl, islands):
    """One of numbers would never be above its limit where a column holds names: that is no pass."""
    for measure in ("wasserstein", "wasserstein_relative", "kolmogorov_smirnov"):
        assert (f"a tolerance of {measure} of column species, which holds no numbers"
                in kl.error("drift", "--fail-above", f"{measure}@species=0.0001", *islands))
    kl("drift", "--fail-above", "wasserstein@body_mass_g=0.0001", *islands, code=1)
    kl("drift", "--fail-above", "jensen_shannon.missing@species=0.0001", *islands, code=1)


def test_a_small_table_that_is_all_new(kl, tmp_path):
    """Whatever a small table has become is rare by the sums of both tables."""
    reference = write(tmp_path / "reference.csv", [{"country": "US", "v": 1, "always": "x"}] * 20000)
    current = write(tmp_path / "current.csv", [{"country": "XX", "v": "", "always": "x"}] * 90)
    document = kl.json("drift", reference, current, code=1)
    for name, column in [("p_value", "country"), ("p_value.missing", "v")]:
        assert estimate(document, name, column)["value"] < 1e-100
    assert estimate(document, "p_value", "always")["value"] == 1


def test_a_profile_has_its_types(kl, tmp_path):
    """What was counted as numbers is not names any more, and cannot be read as if it were."""
    table = write(tmp_path / "table.csv", [{"code": i % 5, "name": "ab"[i % 2]} for i in range(40)])
    numbers, names = tmp_path / "numbers.kls", tmp_path / "names.kls"
    kl("profile", table, "-o", numbers)
    kl("profile", "--type", "code=category", table, "-o", names)
    assert (f"{numbers}: column code was taken as number, not as category"
            in kl.error("drift", "--type", "code=category", numbers, table))
    assert f"{names}: column code was taken as category" in kl.error("drift", "--type", "code=number", table, names)
    for of, kind in [(numbers, "number"), (names, "category")]:
        kl("drift", "--type", f"code={kind}", "--type", "name=category", of, table)


def test_bins(kl, islands):
    document = kl.json("drift", "--bins", "body_mass_g=4000,5000", *islands, code=1)
    rows = [[float(row["body_mass_g"]) for row in csv.DictReader(path.open()) if row["body_mass_g"] != "NA"]
            for path in islands]
    shares = [[sum(x < 4000 for x in r) / len(r), sum(4000 <= x < 5000 for x in r) / len(r),
               sum(x >= 5000 for x in r) / len(r)] for r in rows]
    tv = sum(abs(p - q) for p, q in zip(*shares)) / 2
    found = estimate(document, "total_variation", "body_mass_g")
    assert found["low"] < tv < found["high"]
    by_rule = kl.json("drift", "--bins", "exact", "--bins", "body_mass_g=quantile:2", *islands, code=1)
    halves = kl.json("drift", "--bins", "quantile:2", *islands, code=1)
    assert estimate(by_rule, "hellinger", "body_mass_g") == estimate(halves, "hellinger", "body_mass_g")
    assert estimate(by_rule, "hellinger", "bill_depth_mm") != estimate(halves, "hellinger", "bill_depth_mm")
    for rule in ("quantile:5", "equal_width:20", "doane", "sturges", "freedman_diaconis", "exact"):
        kl("drift", "--bins", rule, *islands, code=1)


def test_schema_changes_are_findings(kl, tmp_path):
    a, b = tmp_path / "a.csv", tmp_path / "b.csv"
    a.write_text("id,x,y,z\n" + "".join(f"{i},{i % 7},u,1\n" for i in range(100)))
    b.write_text("id,x,y,w\n" + "".join(f"{i},{i % 7},{i % 3},1\n" for i in range(100)))
    text = " ".join(kl.text("drift", a, b, code=1).split())
    assert "Columns that are gone: z." in text and "Columns that are new: w." in text
    assert "Column y was of type category and is of type number." in text


def test_letters_are_shares_of_letters(kl, tmp_path):
    """Columns of texts: what changed is told of all letters, not of rows."""
    draw = random.Random(4)
    for name, letter in (("a", "x"), ("b", "y")):
        texts = ["".join(draw.sample(letter * 90 + "z" * 60, 150)) for _ in range(300)]
        (tmp_path / f"{name}.csv").write_text("\n".join(["t", *texts, ""]))
    text = " ".join(kl.text("drift", tmp_path / "a.csv", tmp_path / "b.csv", code=1).split())
    assert "t (letters): x 60 % → 0 %, y 0 % → 60 %" in text


def test_clusters(kl, tmp_path):
    draw, paths = random.Random(1), []
    for name in "ab":
        paths.append(tmp_path / f"{name}.csv")
        with paths[-1].open("w") as file:
            file.write("shop,price\n")
            for shop in range(100):
                price = draw.gauss(10, 3)
                file.writelines(f"{name}{shop},{price + draw.gauss(0, 0.1):.3f}\n" for _ in range(50))
    alone = kl.json("drift", *paths, code=1)
    together = kl.json("drift", "--cluster", "shop", *paths)
    assert estimate(alone, "p_value", "price")["value"] < 1e-6
    assert estimate(together, "p_value", "price")["value"] > 0.01
    assert "shop" not in {row["subject"] for row in together["estimates"]}


def test_a_time_line(kl, islands, tmp_path):
    """Three days of Biscoe's penguins, the last of which are Dream's."""
    reference, other = (list(csv.DictReader(path.open())) for path in islands)
    draw, rows = random.Random(2), []
    for day, source in (("2024-03-01", reference), ("2024-03-02", reference), ("2024-03-03", other)):
        rows += [{"day": day, **draw.choice(source)} for _ in range(120)]
    draw.shuffle(rows)
    line = write(tmp_path / "line.csv", rows)
    document = kl.json("drift", "--by", "day", islands[0], line, code=1)
    jsonschema.validate(document, SCHEMA)
    assert [row["subject"] for row in document["estimates"]] == ["2024-03-01", "2024-03-02", "2024-03-03"]
    assert [row["headline"] for row in document["estimates"]] == [False, False, True]
    assert "In 1 of 3 groups a column has drifted, first in 2024-03-03." in \
        " ".join(kl.text("drift", "--by", "day", islands[0], line, code=1).split())
    curve = next(c for c in document["curves"] if c["subject"] == "island")
    assert curve["values"][0] <= 1 and curve["values"][1] <= 1 and curve["values"][2] > 1
    assert "no column is called" in kl.error("drift", "--by", "week", islands[0], line)


def test_page_is_small_and_holds_no_rows(kl, islands, tmp_path):
    page = tmp_path / "page.html"
    kl("drift", "--html", page, *islands, code=1)
    text = page.read_text()
    assert len(text) < 200_000 and "bill_depth_mm" in text and "39.1" not in text


def test_refusals(kl, islands, tmp_path):
    a, b = islands
    empty = tmp_path / "empty.csv"
    empty.write_text("species,island\n")
    other = tmp_path / "other.csv"
    other.write_text("p,q\n1,2\n")
    ragged = tmp_path / "ragged.csv"
    ragged.write_text("species,island\nx\n")
    assert "two tables are needed, 1 given" in kl.error("drift", a)
    assert "no column in common" in kl.error("drift", a, other)
    assert f"{empty}: the current table has no rows" in kl.error("drift", a, empty)
    assert f"{empty}: the reference has no rows" in kl.error("drift", empty, a)
    assert f"{empty}: the reference has no rows" in kl.error("drift", "--by", "island", empty, a)
    assert "bins of column island, which holds no numbers" in kl.error("drift", "--bins", "island=doane", a, b)
    assert "bins of column nobody, which neither" in kl.error("drift", "--bins", "nobody=1,2", a, b)
    assert "line 2" in kl.error("drift", a, ragged)
    assert "no column is called" in kl.error("drift", "--cluster", "shop", a, b)
    assert "column nobody" in kl.error("drift", "--fail-above", "jensen_shannon@nobody=1", a, b)
    assert "there is no such measure" in kl("drift", "--fail-above", "perplexity=1", a, b, code=2).stderr.decode()
    assert "expected quantile" in kl.error("drift", "--bins", "square", a, b)
    assert "where to?" in kl.error("profile", a)
    state = tmp_path / "a.kls"
    kl("profile", a, "-o", state)
    state.write_bytes(state.read_bytes()[:-9])
    assert "a.kls" in kl.error("drift", state, b)
    counts = tmp_path / "text.kls"
    kl("count", DATA / "udhr" / "english.txt", "-o", counts)
    kl.error("merge", state, counts, "-o", tmp_path / "no.kls")
