# SPDX-License-Identifier: Apache-2.0
"""Whatever has Arrow's C stream interface is a table, a column, an array or points; profiles and drift of it."""

import ctypes
import json
import math
import os
import random
import subprocess
import sys
import types

import pytest

from arrow_stream import Array, Column, Frame, Schema, new_capsule
from conftest import PACKAGE, doubles

import kullback
from kullback import families, information, losses, sample, table
from kullback.table import MISSING, Profile, Table

P, Q = [1.0, 2.0, 3.0, 4.0, 5.0], [5.0, 4.0, 3.0, 2.0, 1.0]


def frame():
    return Frame(Column("x", "g", [0.5, None, 2, 3, 4]), Column("n", "l", [1, 2, 3, None, 5]),
                 Column("s", "u", ["b", "", None, "NA", "b"]), Column("f", "b", [True, False, None, True, True]),
                 Column("t", "tsu:UTC", [0, 1_500_000, None, -1, 2]))


def test_a_frame():
    given = frame()
    told = Table(given, name="mine")
    assert (told.name, len(told), told.columns) == ("mine", 5, ["x", "n", "s", "f", "t"])
    x, s, f, t = (told.column(name) for name in "xsft")
    assert x.type == "number" and x.missing == 1 and math.isnan(x.values[1]) and x.values[2:] == doubles([2, 3, 4])
    assert (s.type, s.categories, list(s.values)) == ("category", ["", "NA", "b"], [2, 0, MISSING, 1, 2])
    assert (f.type, f.categories, list(f.values)) == ("boolean", ["false", "true"], [1, 0, MISSING, 1, 1])
    assert (t.type, t.missing, t.values[1], t.values[3]) == ("time", 1, 1.5, -1e-6)
    assert given.alive == 0


def test_types():
    told = Table(frame(), types={"n": "category"})
    assert told.column("n").categories == ["1", "2", "3", "5"]
    with pytest.raises(kullback.Error, match='column "s", row 0: "b" is no number'):
        Table(frame(), types={"s": "number"})


def test_columns_are_arrays():
    for one in (Frame(Column("p", "g", P), is_table=False), Frame(Column("", "l", map(int, P)), is_table=False, rows=5)):
        assert kullback.divergence(one, Q) == kullback.divergence(P, Q)
        assert one.alive == 0
    with pytest.raises(ValueError, match="p has 2 dimensions: one is needed"):
        kullback.divergence(Frame(Column("p", "g", P)), Q)
    with pytest.raises(TypeError, match='column "w" of p is of type category: numbers are needed'):
        kullback.divergence(Frame(Column("w", "u", ["a"]), is_table=False), Q)
    with pytest.raises(kullback.Error, match=r"p\[1\]"):
        kullback.divergence(Frame(Column("p", "g", [1, None]), is_table=False), [1, 1])
    with pytest.raises(TypeError, match='column "t" of p is of type time: numbers are needed'):
        kullback.divergence(Frame(Column("t", "tsu:UTC", [1, 2]), is_table=False), [1, 1])


def integers(*values):
    return Frame(Column("", "l", values), is_table=False)


def test_columns_of_integers_are_classes():
    logits, classes = [[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 0.5, 0.0]], [1, 2, 0]
    for loss in (losses.cross_entropy, losses.brier, lambda *of: losses.linear_cross_entropy(logits, *of)):
        assert loss(logits, integers(*classes)) == loss(logits, classes)
    told = [losses.bottleneck(logits, logits, logits, of).loss for of in (integers(*classes), classes)]
    assert told[0] == told[1]
    for bad in (integers(1, 2, None), integers(1, 2, 2**53 + 2), Frame(Column("", "g", classes), is_table=False)):
        with pytest.raises(kullback.Error, match="targets: dtype is f64, expected integers"):
            losses.cross_entropy(logits, bad)
    with pytest.raises(kullback.Error, match="class 3 of 3"):
        losses.cross_entropy(logits, integers(1, 2, 3))
    with pytest.raises(kullback.Error, match="logits: dtype is i64, expected f64, f32, f16 or bf16"):
        losses.cross_entropy(memoryview(doubles([1, 2, 3])).cast("B").cast("q", (1, 3)), [0])
    assert kullback.divergence(integers(1, 2**60, 3), Q[:3]) == kullback.divergence([1, 2.0**60, 3], Q[:3])


def test_frames_are_points():
    rows = [[1.0, 2.0], [3.0, 5.0], [2.0, 2.5]]
    given = Frame(Column("x", "g", [row[0] for row in rows]), Column("y", "g", [row[1] for row in rows]))
    assert kullback.Input(given).points.tolist() == rows
    assert kullback.Input(Frame(Column("x", "g", P), is_table=False)).kind == "samples"
    for statistic in ("energy", "mmd"):
        assert sample.two_sample(given, rows[::-1], statistic).value == sample.two_sample(rows, rows[::-1], statistic).value


class Keyed:
    """A data frame that gives its columns as pandas does: by iteration what they are called, in pairs what they are."""

    def __init__(self, columns):
        self.columns, self.keys, self.items = columns, columns.keys, columns.items

    def __iter__(self):
        return iter(self.columns)

    def __len__(self):
        return 50

    def __getitem__(self, key):
        return self.columns[key]


class KeyedFrame(Keyed, Frame):
    def __init__(self, columns):
        Frame.__init__(self, *(Column(str(name), "l", values) for name, values in columns.items()))
        Keyed.__init__(self, columns)
        self.columns = [Column(str(name), "l", values) for name, values in columns.items()]


def test_frames_are_what_stands_in_them():
    """And not what their columns are called, be it numbers."""
    given, rows = KeyedFrame({2019: [30, 1, 5], 2020: [10, 50, 9]}), [[30, 10], [1, 50], [5, 9]]
    joint = information.Joint(given)
    assert (joint.total, joint.values, joint.entropy(0)) == (105, (3, 2), information.Joint(rows).entropy(0))
    assert information.mutual_information(given) == information.mutual_information(rows)
    assert kullback.jensen_shannon_many(given) == kullback.jensen_shannon_many(rows)
    assert families.fit(given).estimate("mean") == families.fit(rows).estimate("mean") == 12
    one = Frame(Column("n", "l", [3, 4]), is_table=False)
    assert (information.Joint(one).total, information.Joint(one).values) == (7, (2,))
    for keyed in (Keyed({3: [1.0], 4: [2.0]}), {3: 1, 4: 2}, {3, 4}, iter([3, 4])):
        with pytest.raises(TypeError, match="table is a .*numbers are needed"):
            information.Joint(keyed)
        with pytest.raises(TypeError, match="distributions is a .*numbers are needed"):
            kullback.jensen_shannon_many(keyed)


def test_columns_of_a_frame():
    columns = {"abc": [0, 1] * 50, "xyy": [0, 0, 1, 1] * 25}
    plain = information.mutual_information_matrix(list(columns.values()), estimator="plugin")
    assert [list(row) for row in plain.rows] == [[100, 100], [100, 100]]
    by_column = Frame(*(Column(name, "l", values) for name, values in columns.items()))
    for given in (columns, Keyed(columns), by_column, iter(columns.values())):
        assert information.mutual_information_matrix(given, estimator="plugin") == plain
    assert math.isclose(plain.values[0][0], math.log(2)) and plain.values[0][1] == 0


def test_labels():
    x = Frame(Column("x", "u", ["a", "b", None, "a", "b", "a"] * 9), is_table=False)
    y = Frame(Column("y", "l", [1, 2, 2, 1, 2, None] * 9), is_table=False)
    plain = ["a", "b", None, "a", "b", "a"] * 9, [1, 2, 2, 1, 2, None] * 9
    assert information.mutual_information_codes(x, y) == information.mutual_information_codes(*plain)
    assert information.Joint.of(x, y).missing == 18
    assert information.mutual_information_matrix([x, y]).rows == information.mutual_information_matrix(plain).rows


def test_columns_by_name():
    given = Frame(Column("x", "g", P), Column("w", "u", ["a", "b", None, "a", "a"]))
    assert kullback.Input(given, column="x").points.tolist() == P
    assert kullback.Input(given, column="1").points.tolist() == P
    with pytest.raises(TypeError, match="'w' is of type category"):
        kullback.Input(given, column="w")
    with pytest.raises(kullback.Error, match='did you mean "w"'):
        kullback.Input(given, column="ww")


def test_what_is_told_of_tables():
    given = Frame(Column("x", "g", [float(i % 7) for i in range(200)]), Column("y", "u", ["ab"[i % 2] for i in range(200)]))
    plain = {"x": [float(i % 7) for i in range(200)], "y": ["ab"[i % 2] for i in range(200)]}
    told = information.table_mutual_information(given, "x", "y").to_dict()
    assert told == information.table_mutual_information(plain, "x", "y").to_dict()


def test_failures():
    torn = Frame(Column("x", "g", P), fails=True)
    for read in (Table, Profile):
        with pytest.raises(kullback.FileError, match="^mine: the Arrow stream failed: the frame is torn"):
            read(torn, name="mine")
    with pytest.raises(ValueError, match="the frame is torn"):
        kullback.Input(torn)
    assert torn.alive == 0
    with pytest.raises(kullback.Error, match='column "x": it is of lists .*format "\\+l"') as caught:
        Table(Frame(Column("x", "+l", [])))
    assert caught.value.code == "unsupported"

    class Twice(Frame):
        def __arrow_c_stream__(self, requested_schema=None):
            self.capsule = getattr(self, "capsule", None) or super().__arrow_c_stream__()
            return self.capsule
    spent = Twice(Column("x", "g", P))
    Table(spent)
    with pytest.raises(kullback.Error, match="released before"):
        Table(spent)
    for answer, kind in ((lambda: 1, ValueError), (lambda: 1 // 0, ZeroDivisionError)):
        with pytest.raises(kind):
            Table(types.SimpleNamespace(__arrow_c_stream__=answer))
    with pytest.raises(TypeError, match="gave no tuple"):
        Table(types.SimpleNamespace(__arrow_c_array__=lambda: 1))


def alone(frame):
    """What __arrow_c_array__ gives: the first part of a frame, and its schema."""
    schema, part = frame.keep(Schema()), frame.keep(Array())
    frame.at = 0
    frame.get_schema(None, ctypes.pointer(schema))
    frame.get_next(None, ctypes.pointer(part))
    return (new_capsule(ctypes.addressof(schema), b"arrow_schema", None),
            new_capsule(ctypes.addressof(part), b"arrow_array", None))


def test_an_array_is_taken_once():
    frame = Frame(Column("x", "g", P), is_table=False, rows=len(P))
    pair = alone(frame)
    given = types.SimpleNamespace(__arrow_c_array__=lambda requested_schema=None: pair)
    Table(given)
    for read in (Table, Profile, kullback.Input, lambda array: kullback.entropy(array)):
        with pytest.raises(ValueError, match="released before"):
            read(given)


def test_pandas_that_gives_none():
    """The class need only say where it is from."""
    old = type("DataFrame", (), {"__module__": "pandas.core.frame"})()
    with pytest.raises(TypeError, match="pandas 2.2 or later with pyarrow"):
        Table(old)


def test_the_index_of_pandas_is_no_column():
    class Indexed(Frame):
        def reset_index(self, *, drop):
            assert drop is True
            return Frame(*self.columns[:-1])
    told = Table(Indexed(Column("x", "g", P), Column("__index_level_0__", "l", [7, 8, 9, 10, 11])))
    assert told.columns == ["x"]


# ── Profiles and drift ──────────────────────────────────────────────────────────────────────────

def drawn(seed, shift, rows=600):
    """Numbers that have moved, and names that have not."""
    draw = random.Random(seed)
    return {"x": [draw.gauss(shift, 1) for _ in range(rows)], "s": [draw.choice("abc") for _ in range(rows)],
            "day": [i // 10 for i in range(rows)]}


def as_frame(columns, rows=64):
    return Frame(Column("x", "g", columns["x"]), Column("s", "u", columns["s"]), Column("day", "l", columns["day"]), rows=rows)


def test_profiles(tmp_path):
    columns = drawn(1, 0)
    columns["x"][3] = columns["s"][5] = None
    whole = Profile(as_frame(columns), threads=2)
    assert (whole.rows, whole.cluster, whole.name) == (600, None, "table")
    assert [column[:3] for column in whole.columns] == [("x", "number", 1), ("s", "category", 1), ("day", "number", 0)]
    assert whole.columns[0].different == 599 and whole.columns[0].digits == 53
    parts = [Profile(as_frame({name: values[at:at + 200] for name, values in columns.items()})) for at in (0, 200, 400)]
    paths = []
    for i, part in enumerate([whole, Profile.merge(parts[::-1]), Profile(columns), Profile(Table(columns)), *parts]):
        part.save(tmp_path / f"{i}.kls")
        paths.append(tmp_path / f"{i}.kls")
    table.merge_profiles(paths[4:], tmp_path / "merged.kls")
    expected = paths[0].read_bytes()
    for path in (*paths[1:4], tmp_path / "merged.kls"):
        assert path.read_bytes() == expected, path
    for again in (Profile(paths[0]), Profile.load(paths[0]), Profile.parse(expected)):
        assert again.columns == whole.columns and again.rows == 600
    assert Profile.is_saved(paths[0]) and not Profile.is_saved(__file__)
    assert "600 rows, 3 columns" in repr(whole)
    clustered = Profile(as_frame(columns), cluster="day")
    assert clustered.cluster == "day" and [column.name for column in clustered.columns] == ["x", "s"]
    with pytest.raises(kullback.Error, match='no column is called "week"'):
        Profile(as_frame(columns), cluster="week")
    with pytest.raises(kullback.Error):
        Profile.parse(b"nothing of the kind")
    with pytest.raises(kullback.Error) as caught:
        Profile.merge([whole, clustered])
    assert caught.value.code == "mismatch" and caught.value.input == 1


def test_drift(tmp_path):
    before, after = drawn(1, 0), drawn(2, 0.6)
    found = kullback.drift(as_frame(before), as_frame(after), threads=2)
    assert found and found.drifted == ["x"] and (found.count("drifted"), found.count("same")) == (1, 2)
    x, s = found["x"], found["s"]
    assert (x.verdict, x.types, x.rows, x.decides, x.limit) == ("drifted", ("number", "number"), (600, 600),
                                                                "wasserstein_relative", 0.1)
    assert (s.verdict, s.decides) == ("same", "jensen_shannon") and s.limit == pytest.approx(0.01, rel=1e-12)
    # The distance of two means, where one distribution is the other one moved.
    assert x.measures["wasserstein"].plugin == pytest.approx(0.6, abs=0.1)
    assert x.spread == pytest.approx(1, abs=0.1) and x.q_value < 1e-6 < 0.05 < s.q_value
    assert x.changes[0][1:] != (0, 0) and set(x.measures) <= set(table.drift_ids())
    # However the tables come.
    Profile(before).save(tmp_path / "before.kls")
    for one, other in ((before, after), (Table(before), Profile(as_frame(after))), (tmp_path / "before.kls", after)):
        assert kullback.drift(one, other).columns == found.columns
    assert found._repr_html_() == found.outline._repr_html_() and "<iframe" in found._repr_html_()
    assert str(found) == found.document.text() and "1 of 3 columns" in repr(found)
    nats = kullback.drift(before, after, unit="nats")
    assert nats["s"].limit == pytest.approx(0.01 * math.log(2)) or nats["s"].limit == 0.01 * math.log(2)
    with pytest.raises(KeyError):
        found["y"]


def test_what_drift_is_asked():
    before, after = drawn(1, 0), drawn(2, 0.6)
    assert not kullback.drift(before, after, tolerances={"wasserstein_relative": 2})
    assert kullback.drift(before, after, tolerances={("jeffreys", "x"): 0.1}, edges={"x": [-1, 0, 1]})["x"].bins == 4
    assert kullback.drift(before, after, binning="equal_width", bins=7)["x"].bins in (7, 8, 9)
    single = kullback.drift(before, after, binning="exact", column_binning={"x": ("quantile", 4)},
                            edges={"day": (1.5,)})
    assert (single["x"].bins, single["day"].bins) == (4, 2)
    assert kullback.drift(before, after, column_binning={"x": "doane"})["x"].bins == \
        kullback.drift(before, after, binning="doane")["x"].bins
    assert single["x"].counted == tuple(r - m for r, m in zip(single["x"].rows, single["x"].missing))
    clustered = kullback.drift(as_frame(before), as_frame(after), cluster="day", seed=3)
    assert [column.name for column in clustered] == ["x", "s"]
    for words, said in (({"binning": "best"}, "binning is 'best'"), ({"tolerances": {"far": 1}}, "far"),
                        ({"tolerances": {("jeffreys", "z"): 1}}, "z"), ({"discovery": 2}, "discovery|2"),
                        ({"edges": {"x": [2, 1]}}, "x|edge"), ({"cluster": "z"}, "z"),
                        ({"column_binning": {"x": "best"}}, "binning is 'best'"),
                        ({"column_binning": {"s": "exact"}}, "holds no numbers"), ({"edges": {"z": [1]}}, "column z")):
        with pytest.raises(ValueError, match=said):
            kullback.drift(before, after, **words)
    with pytest.raises(kullback.Error) as caught:
        kullback.drift(before, {"y": [1]})
    assert caught.value.code == "mismatch"
    seen = []
    kullback.drift(before, after, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == 3

    def stop(done, total):
        raise KeyError("enough")
    with pytest.raises(KeyError, match="enough"):
        kullback.drift(as_frame(before), after, progress=stop)


def told_by_command(*words):
    """The document of `kl drift`, which finds something; None where the command is not built."""
    kl = PACKAGE.parent / "kl"
    if not kl.exists():
        return None
    done = subprocess.run([kl, "drift", *words, "--json"], capture_output=True, text=True, env={"PATH": "/usr/bin"})
    assert done.returncode == 1, done.stderr
    return json.loads(done.stdout)


def test_a_time_line(tmp_path):
    before = drawn(1, 0)
    Profile({name: before[name] for name in ("x", "s")}).save(tmp_path / "before.kls")
    rows = [(f"{day}", x, s) for day, shift in ((1, 0), (2, 0.6)) for x, s in zip(*(drawn(3 + day, shift)[c] for c in "xs"))]
    (tmp_path / "days.csv").write_text("day,x,s\n" + "".join(f"{d},{'' if x is None else x},{s}\n" for d, x, s in rows))
    line = table.drift_by(tmp_path / "before.kls", tmp_path / "days.csv", "day", types={"day": "category"})
    assert [(day, bool(found), found.drifted) for day, found in line.groups.items()] == [("1", False, []), ("2", True, ["x"])]
    told = told_by_command("--by", "day", "--type", "day=category", tmp_path / "before.kls", tmp_path / "days.csv")
    assert told is None or told == line.document.to_dict()
    assert table.is_table(tmp_path / "days.csv") and not table.is_table(__file__)
    with pytest.raises(kullback.Error, match="week"):
        table.drift_by(tmp_path / "before.kls", tmp_path / "days.csv", "week")


def test_what_the_command_tells(tmp_path):
    for name, columns in (("before", drawn(1, 0)), ("after", drawn(2, 0.6))):
        (tmp_path / f"{name}.csv").write_text("x,s,day\n" + "".join(
            f"{x!r},{s},{day}\n" for x, s, day in zip(*columns.values())))
    paths = [str(tmp_path / "before.csv"), str(tmp_path / "after.csv")]
    told = told_by_command(*paths)
    if told is None:
        pytest.skip("the command is not built")
    assert told == kullback.drift(*paths).document.to_dict()


# ── The libraries themselves ────────────────────────────────────────────────────────────────────

PEERS = """
import sys
sys.path[:0] = {paths!r}
import {peer} as peer
import kullback
columns = {{"x": [1.0, 2.5, None, 4.0] * 50, "s": ["a", "b", None, "NA"] * 50, "b": [True, False, None, True] * 50}}
given = {make}
told = kullback.table.Table(given)
assert [told.column(name).type for name in told.columns] == ["number", "category", "boolean"], told.columns
assert told.column("s").categories == ["NA", "a", "b"] and [told.column(n).missing for n in "xsb"] == [50] * 3
found = kullback.drift(given, told)
assert not found and found.count("same") == 3
assert kullback.divergence({column}, [4, 3, 2, 1]) == kullback.divergence([1, 2, 3, 4], [4, 3, 2, 1])
"""
MAKERS = {
    "pyarrow": ("peer.table(columns)", "peer.chunked_array([[1, 2], [3, 4]])"),
    "polars": ("peer.DataFrame(columns)", "peer.Series([1, 2, 3, 4])"),
    "pandas": ("peer.DataFrame(columns, index=range(7, 207))", "peer.Series([1, 2, 3, 4])"),
    "duckdb": ("peer.sql('SELECT * FROM (SELECT unnest($x) AS x, unnest($s) AS s, unnest($b) AS b)', params=columns)",
               "[1, 2, 3, 4]"),
}


@pytest.mark.parametrize("peer", MAKERS)
def test_live(peer):
    """In a process of its own: some bring a NumPy of theirs. KL_PEERS is a folder where they are without being
    installed (tools/setup_peers.sh: build-peers)."""
    make, column = MAKERS[peer]
    paths = [str(PACKAGE), os.environ.get("KL_PEERS", str(PACKAGE))]
    if subprocess.run([sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}; import {peer}, pyarrow"],
                      capture_output=True).returncode != 0:
        pytest.skip(f"{peer} is neither installed nor in KL_PEERS (PyPI: {peer}, pyarrow)")
    program = PEERS.format(paths=paths, peer=peer, make=make, column=column)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
