# SPDX-License-Identifier: Apache-2.0
"""kl eval on a real model, its 4-bit rounding and what llama.cpp wrote of it (examples/stories)."""

import json
import math
import os
import random
import re
import struct
import subprocess
import zipfile

import jsonschema
import mpmath
import pytest

from conftest import ROOT, estimate, value
from stories import (BASE, CHUNKS, HEADER, Q4, ROW_BYTES, ROWS, STORIES, TRUE, VOCABULARY, read_npy, targets, told,
                     write_array, write_npy)

SCHEMA = json.loads((ROOT / "docs" / "schema" / "kullback-1.schema.json").read_text())
LN2 = math.log(2)

SIDES = {"cross_entropy", "perplexity", "bits_per_byte", "bits_per_character", "byte_perplexity",
         "word_perplexity", "entropy", "top1", "top5", "calibration_error"}
QUANTILES = {"max", "p999", "p99", "p95", "p90", "p75", "p50", "p25", "p10", "p05", "p01", "p001", "min"}
PAIR = {"divergence", "divergence.bounds", "divergence.reverse", "jensen_shannon", "total_variation",
        "cross_entropy.difference", "cross_entropy.difference.p_value", "perplexity.ratio", "same_top",
        "top5_overlap", "delta_p", "delta_p.rms"}
PAIR |= {f"{of}.{quantile}" for of in ("divergence", "delta_p") for quantile in QUANTILES}


@pytest.fixture
def next_tokens(tmp_path):
    path = tmp_path / "next.txt"
    path.write_text("".join(f"{token}\n" for token in targets()))
    return path


# ── The numbers ──────────────────────────────────────────────────────────────────────────────────


def test_document_is_the_contract(kl):
    document = kl.json("eval", BASE, Q4, Q4, "--vocab", STORIES / "tok512.bin")
    jsonschema.validate(document, SCHEMA)
    assert document["verb"] == "eval" and document["noun"] == "token"
    assert [i["subject"] for i in document["inputs"]] == ["base", "model", "model:2"]
    ids = {}
    for e in document["estimates"]:
        ids.setdefault(e["subject"], set()).add(e["id"])
    assert ids == {"base": SIDES | {"clipped_targets"}, "model": SIDES, "model:2": SIDES,
                   "base|model": PAIR, "base|model:2": PAIR}
    for e in document["estimates"]:
        if e["low"] is not None:
            assert float(e["low"]) <= float(e["value"]) <= float(e["high"]), e


def test_the_manual_names_every_id(kl):
    page = (ROOT / "docs" / "eval.md").read_text()
    table = page[page.index("| id |"):].split("\n\n")[0]
    cells = " ".join(line.split("|")[1] for line in table.splitlines())
    told = set(re.findall(r"`([a-z0-9_.]+)`", cells))
    endings = {i for i in told if i.startswith(".")}
    starts = {i for i in told if i.endswith(".")}
    ids = told - endings - starts | {start + end[1:] for start in starts for end in endings}
    assert ids == SIDES | PAIR | {"clipped_targets"}


def softmax(row):
    top = max(row)
    e = [math.exp(x - top) for x in row]
    lse = top + math.log(math.fsum(e))
    return [math.exp(x - lse) for x in row], [x - lse for x in row]


def numbers_of(base, model, target):
    (p, log_p), (q, log_q) = softmax(base), softmax(model)
    middle = [math.log((a + b) / 2) for a, b in zip(p, q)]
    kl = lambda x, log_x, log_y: math.fsum(a * (b - c) for a, b, c in zip(x, log_x, log_y)) / LN2
    return {"cross_entropy:base": -log_p[target] / LN2, "cross_entropy:model": -log_q[target] / LN2,
            "entropy:base": -math.fsum(a * b for a, b in zip(p, log_p)) / LN2,
            "divergence": kl(p, log_p, log_q), "divergence.reverse": kl(q, log_q, log_p),
            "jensen_shannon": (kl(p, log_p, middle) + kl(q, log_q, middle)) / 2,
            "total_variation": math.fsum(abs(a - b) for a, b in zip(p, q)) / 2,
            "same_top": p.index(max(p)) == q.index(max(q)), "top1:base": p.index(max(p)) == target,
            "delta_p": q[target] - p[target], "square": (q[target] - p[target]) ** 2}


# In f64 both sides round 512 terms a row; in f32 a row is good to 2^-19 by its header.
@pytest.mark.parametrize("precision, bound", [("double", 1e-12), ("single", 2**-19)])
def test_numbers_against_python(kl, next_tokens, precision, bound):
    rows = [numbers_of(*row) for row in zip(read_npy(TRUE), read_npy(Q4), targets())]
    mean = {key: math.fsum(row[key] for row in rows) / ROWS for key in rows[0]}
    expected = {key: mean[key] for key in mean if key != "square"}
    expected["delta_p.rms"] = math.sqrt(mean["square"])
    expected["perplexity:base"] = 2 ** mean["cross_entropy:base"]
    expected["cross_entropy.difference"] = mean["cross_entropy:model"] - mean["cross_entropy:base"]
    ordered = sorted(row["divergence"] for row in rows)
    at = 0.99 * (ROWS - 1)
    expected["divergence.p99"] = ordered[int(at)] + (at - int(at)) * (ordered[int(at) + 1] - ordered[int(at)])
    expected["divergence.max"] = ordered[-1]
    document = kl.json("eval", TRUE, Q4, "--targets", next_tokens, "--precision", precision)
    for key, number in expected.items():
        name, _, subject = key.partition(":")
        assert value(document, name, subject or "base|model") == pytest.approx(number, rel=bound), key


def test_measures_that_are_asked_for(kl, next_tokens):
    files = (TRUE, Q4, "--targets", next_tokens)
    whole = kl.json("eval", *files)
    document = kl.json("eval", *files, "--measures", "cross_entropy,divergence,divergence.p99,same_top")
    told = {(e["id"], e["subject"]) for e in document["estimates"]}
    assert told == {("cross_entropy", "base"), ("cross_entropy", "model"), ("divergence", "base|model"),
                    ("divergence.p99", "base|model"), ("same_top", "base|model")}
    for name, subject in told:  # other loops, each within 2^-19
        assert value(document, name, subject) == pytest.approx(value(whole, name, subject), rel=2**-18)
    jsonschema.validate(document, SCHEMA)
    so_what = [s["text"] for s in document["sentences"] if s["role"] == "so_what"]
    assert len(so_what) == 1 and so_what[0].startswith("Where base is the truth")
    document = kl.json("eval", TRUE, "--targets", next_tokens, "--measures", "entropy")
    assert [e["id"] for e in document["estimates"]] == ["entropy"]
    document = kl.json("eval", BASE, Q4, "--measures", "divergence.bounds,clipped_targets")
    assert {e["id"] for e in document["estimates"]} == {"divergence.bounds", "clipped_targets"}
    assert 'measures: nothing is called "kl"' in kl.error("eval", *files, "--measures", "divergence,kl")
    assert kl.error("eval", *files, "--measures", "")


def test_bytes_come_from_the_vocabulary(kl):
    document = kl.json("eval", BASE, "--vocab", STORIES / "tok512.bin")
    data, pieces, at = (STORIES / "tok512.bin").read_bytes(), [], 4
    while at < len(data):
        size = struct.unpack_from("<I", data, at + 4)[0]
        pieces.append(data[at + 8:at + 8 + size])
        at += 8 + size
    size = sum(1 if re.fullmatch(b"<0x..>", pieces[t]) else len(pieces[t]) for t in targets())
    expected = value(document, "cross_entropy") * ROWS / size
    assert value(document, "bits_per_byte") == pytest.approx(expected, rel=1e-12)
    assert estimate(document, "bits_per_byte")["per"] == "byte"


def test_a_name_where_nothing_is_named_is_refused(kl, tmp_path):
    for path in (BASE, TRUE):
        assert 'the array "none" was asked for' in kl.error("eval", path, "--tensor", "none")
    assert "was asked for" in kl.error("eval", BASE, "--tensor", "none", "-o", tmp_path / "out.klq")
    with zipfile.ZipFile(tmp_path / "q4.npz", "w") as out:
        out.write(Q4, "logits.npy")
    named = kl.json("eval", BASE, tmp_path / "q4.npz", "--tensor", "logits")
    assert named["estimates"] == kl.json("eval", BASE, Q4)["estimates"]
    assert kl.text("eval", "--format", "llama", BASE, tmp_path / "q4.npz", "--tensor", "logits")


def test_llama_statistics_refuse_what_the_report_refuses(kl, tmp_path):
    rows = [list(row) for row in read_npy(Q4)]
    rows[4][2] = math.nan
    bad = write_npy(tmp_path / "bad.npy", rows)
    assert f"{bad}: row 4: logit 2 is nan" in kl.error("eval", "--format", "llama", BASE, bad)
    rows[4] = [-math.inf] * VOCABULARY
    assert "row 4: all logits are -inf" in kl.error("eval", "--format", "llama", BASE, write_npy(bad, rows))
    parts = [cut_chunks(BASE, 0, 1, tmp_path / "a.kld"), cut_chunks(BASE, 1, 4, tmp_path / "b.kld")]
    assert "take one file as the base" in kl.error("eval", "--format", "llama", f"{parts[0]},{parts[1]}", Q4)


def labels(document):
    return next(series["labels"] for series in document["series"] if series["id"] == "worst_tokens")


def test_what_stood_before_a_worst_token_is_of_its_own_file(kl, tmp_path):
    flat, low = [0.0] * 8, [0.0] * 5 + [-9.0] + [0.0] * 2
    write_npy(tmp_path / "a.npy", [flat] * 3)
    write_npy(tmp_path / "b.npy", [low] + [flat] * 2)
    (tmp_path / "next.txt").write_text("0 1 2 5 6 7\n")
    label = labels(kl.json("eval", f"{tmp_path}/a.npy,{tmp_path}/b.npy", "--targets", tmp_path / "next.txt"))[0]
    assert label == "3 …▸ <5>"


def test_what_stood_just_before_a_worst_token_is_shown(kl, tmp_path):
    rows = write_npy(tmp_path / "a.npy", [[0.0] * 8] * 8 + [[-9.0] + [0.0] * 7])
    (tmp_path / "next.txt").write_text("1 2 3 4 5 6 7 7 0\n")
    (tmp_path / "words.txt").write_text("".join(letter * 40 + "\n" for letter in "abcdefgh"))
    document = kl.json("eval", rows, "--targets", tmp_path / "next.txt", "--vocab", tmp_path / "words.txt")
    assert labels(document)[0] == "8 …" + "h" * 16 + "▸" + "a" * 40


def test_as_llama_prints_it(kl):
    """What tools/make_llama_golden.py computed a second time."""
    golden = (ROOT / "tests" / "cli" / "golden" / "llama.txt").read_text()
    assert kl.text("eval", "--format", "llama", BASE, Q4) == golden


@pytest.mark.parametrize("path", [BASE, Q4], ids=["llama.cpp", "npy"])
def test_a_model_is_itself(kl, path):
    document = kl.json("eval", path, path)
    zero = {"divergence", "divergence.reverse", "jensen_shannon", "total_variation", "divergence.max"}
    if path == BASE:
        zero |= {"cross_entropy.difference", "delta_p", "delta_p.rms", "delta_p.max", "delta_p.min"}
    for name in zero:
        assert float(estimate(document, name)["value"]) == 0, name
    assert value(document, "same_top") == 1
    assert "base predicts, token for token" in document["sentences"][0]["text"]


def test_threads_do_not_matter(kl):
    texts = {kl.text("eval", BASE, Q4, "--json", "--threads", n) for n in (1, 2, 3)}
    assert len(texts) == 1


def test_units(kl):
    bits, nats = kl.json("eval", BASE, Q4), kl.json("eval", BASE, Q4, "--unit", "nats")
    for name in ("divergence", "cross_entropy", "cross_entropy.difference"):
        assert value(nats, name) == pytest.approx(value(bits, name) * LN2, rel=1e-15)
    assert value(nats, "perplexity") == value(bits, "perplexity")


# ── What the files cannot tell ───────────────────────────────────────────────────────────────────


def test_clipped_targets_are_said(kl, next_tokens):
    """One target of these lies more than 16 nats below its row's maximum (see the levels)."""
    data, rows = BASE.read_bytes(), range(ROWS)
    level = lambda row, token: struct.unpack_from("<H", data, HEADER + row * ROW_BYTES + 8 + 2 * token)[0]
    at_floor = sum(level(row, token) == 0 for row, token in zip(rows, targets()))
    document = kl.json("eval", BASE)
    assert value(document, "clipped_targets") == at_floor == 1
    spans = [65535 * struct.unpack_from("<f", data, HEADER + row * ROW_BYTES)[0] for row in rows]
    clipped = sum(span > 15.9999 for span in spans)
    assert 0 < clipped <= ROWS and f"in {clipped} of {ROWS} rows: 1 of {ROWS} targets stands there" in \
        " ".join(sentence["text"] for sentence in document["sentences"])
    assert [f["id"] for f in estimate(document, "cross_entropy")["flags"]] == ["clipped_targets"]
    true = kl.json("eval", TRUE, "--targets", next_tokens)
    assert value(true, "cross_entropy") > value(document, "cross_entropy")
    assert "clipped_targets" not in [f["id"] for f in estimate(true, "cross_entropy")["flags"]]


def test_bounds_hold_the_truth(kl, next_tokens):
    """From the clipped file only bounds are known; the true divergence lies between them."""
    bounds = estimate(kl.json("eval", BASE, Q4), "divergence.bounds")
    true = value(kl.json("eval", TRUE, Q4, "--targets", next_tokens), "divergence")
    assert float(bounds["low"]) <= true <= float(bounds["high"])


def test_missing_targets_are_said(kl):
    assert "no perplexity" in " ".join(kl.text("eval", TRUE).split())
    document = kl.json("eval", TRUE, Q4)
    assert not {"cross_entropy", "perplexity", "delta_p"} & {e["id"] for e in document["estimates"]}
    assert value(document, "divergence") > 0


def test_targets_of_one_file_serve_both(kl):
    assert value(kl.json("eval", TRUE, BASE), "cross_entropy", "base") > 0


# ── The surface ──────────────────────────────────────────────────────────────────────────────────


def test_exit_codes(kl):
    low = float(estimate(kl.json("eval", BASE, Q4), "divergence")["low"])
    kl("eval", "--fail-above", f"divergence={low * 1.01}", BASE, Q4, code=0)
    done = kl("eval", "--fail-above", f"divergence={low * 0.99}", BASE, Q4, code=1)
    assert b"divergence of base|model is above" in done.stderr
    kl("eval", "--fail-above", "clipped_targets=0", BASE, code=1)
    assert "no such measure" in kl.error("eval", "--fail-above", "divergence=1", BASE)
    assert "takes a base and a model" in kl.error("eval", "--format", "llama", BASE)
    assert "need a llama.cpp logits file" in kl.error("eval", "--format", "llama", TRUE, Q4)
    assert "no file of predictions" in kl.error("eval")


def test_eighty_columns(kl):
    for words in ([BASE], [BASE, Q4], [BASE, Q4, TRUE, "--vocab", STORIES / "tok512.bin"]):
        for line in kl.text("eval", *words, env={"LC_ALL": "C.UTF-8"}).splitlines():
            assert len(line) <= 80, line


def test_page_and_markdown(kl, tmp_path):
    kl("eval", BASE, Q4, "--html", tmp_path / "page.html")
    assert "divergence" in (tmp_path / "page.html").read_text()
    lines = kl.text("eval", BASE, Q4, "--markdown").splitlines()
    assert lines[0] == "# eval" and any(line.startswith("|") and "base\\|model" in line for line in lines)


def test_a_pipe_is_read_like_a_file(kl):
    assert kl.text("eval", "-", "--json", stdin=BASE.read_bytes()).replace('"standard input"', f'"{BASE}"') == \
        kl.text("eval", BASE, "--json")


def cut_chunks(path, first, end, out):
    """Chunks [first, end) of a llama.cpp file, as a file of their own."""
    data = path.read_bytes()
    context, vocabulary, chunks = struct.unpack("<iii", data[8:20])
    rows = (context - 1 - context // 2) * (8 + 2 * ((vocabulary + 1) // 2 * 2))
    begin = 20 + 4 * context * chunks
    out.write_bytes(data[:16] + struct.pack("<i", end - first)
                    + data[20 + 4 * context * first:20 + 4 * context * end]
                    + data[begin + rows * first:begin + rows * end])
    return out


def test_several_files_count_as_one(kl, tmp_path):
    parts = [cut_chunks(BASE, 0, 1, tmp_path / "a.kld"), cut_chunks(BASE, 1, 4, tmp_path / "b.kld")]
    together = kl.json("eval", f"{parts[0]},{parts[1]}")
    assert together["estimates"] == kl.json("eval", BASE)["estimates"]
    pair = kl.json("eval", f"{parts[0]},{parts[1]}", BASE)
    assert all(e["value"] == 0 for e in pair["estimates"] if e["id"] in ("divergence", "total_variation"))
    assert "no such file" in kl.error("eval", f"{parts[0]},{tmp_path}/none.kld").lower()
    other = bytearray(parts[1].read_bytes())
    other[8:12] = struct.pack("<i", 127)
    (tmp_path / "c.kld").write_bytes(other)
    kl.error("eval", f"{parts[0]},{tmp_path}/c.kld")


def test_a_clipped_model_has_no_upper_bound(kl, tmp_path):
    bounds = estimate(kl.json("eval", Q4, BASE), "divergence.bounds")
    assert bounds["high"] == "inf" and bounds["low"] < value(kl.json("eval", Q4, TRUE), "divergence")
    kl("eval", Q4, "-o", tmp_path / "q4.klq")
    assert estimate(kl.json("eval", tmp_path / "q4.klq", BASE), "divergence.bounds")["high"] == "inf"


def test_the_difference_of_a_model_to_itself_is_told_to_be_clipping(kl):
    document = kl.json("eval", BASE, TRUE)
    difference = estimate(document, "cross_entropy.difference")
    assert [flag["id"] for flag in difference["flags"]] == ["clipped_targets"]
    assert any("targets were clipped" in s["text"] for s in document["sentences"])


def test_a_row_of_less_than_16_nats_is_not_clipped(kl, tmp_path):
    tokens = struct.pack("<8i", 1, 0, 2, 3, 0, 0, 0, 0)
    row = struct.pack("<ff4H", 3 / 65535, -4.0, 0, 65535, 30000, 20000)
    path = tmp_path / "narrow.kld"
    path.write_bytes(b"_logits_" + struct.pack("<iii", 8, 4, 1) + tokens + 3 * row)
    document = kl.json("eval", path)
    assert value(document, "clipped_targets") == 0
    assert any("in 0 of 3 rows; no target" in sentence["text"] for sentence in document["sentences"])
    assert value(document, "cross_entropy") == pytest.approx(4 / LN2)


def test_what_nobody_asked_for_is_not_said(kl):
    said = lambda measures: told(kl.json("eval", BASE, Q4, "--measures", measures))
    assert "Where" not in said("cross_entropy") and "needs" not in said("cross_entropy")
    reverse = said("divergence.reverse")
    assert "Where model is the truth" in reverse and "Where base is the truth" not in reverse
    assert "needs" in said("cross_entropy.difference")


def test_a_rate_over_independent_tokens_knows_the_error_of_its_bytes(kl, tmp_path):
    draw, n = random.Random(7), 400
    sizes = [1 + draw.randrange(8) for _ in range(n)]
    rows = write_npy(tmp_path / "flat.npy", [[0.0] * 8] * n)
    (tmp_path / "next.txt").write_text("".join(f"{size - 1}\n" for size in sizes))
    (tmp_path / "words.txt").write_text("".join("a" * (i + 1) + "\n" for i in range(8)))
    document = kl.json("eval", rows, "--targets", tmp_path / "next.txt", "--vocab", tmp_path / "words.txt",
                       "--cluster", "none")
    rate = 3 * n / sum(sizes)  # every loss is 3 bits
    residuals = math.fsum((3 - rate * size) ** 2 for size in sizes)
    error = math.sqrt(residuals * n / (n - 1)) / sum(sizes)
    told_rate = estimate(document, "bits_per_byte")
    assert value(document, "bits_per_byte") == pytest.approx(rate, rel=1e-6)  # f32: 2^-20
    assert float(told_rate["standard_error"]) == pytest.approx(error, rel=1e-5)


def test_tokens_that_all_agree_leave_room_for_some_that_do_not(kl):
    same = estimate(kl.json("eval", TRUE, TRUE, "--cluster", "none"), "top5_overlap")
    assert float(same["value"]) == 1
    assert float(same["low"]) == pytest.approx(0.05 ** (1 / ROWS), rel=1e-12)


@pytest.mark.parametrize("option", [("--json",), ("--fail-above", "divergence=1"), ("--resolve", "1")])
def test_what_makes_no_report_takes_no_options_of_one(kl, tmp_path, option):
    assert f"kl eval --format has no use for {option[0]}" in kl.error("eval", "--format", "llama", BASE, Q4, *option)
    assert f"kl eval -o has no use for {option[0]}" in kl.error("eval", BASE, "-o", tmp_path / "x.klq", *option)
    assert not (tmp_path / "x.klq").exists()


def test_the_text_as_a_whole_wants_every_token_scored(kl, tmp_path, next_tokens):
    text = tmp_path / "text.txt"
    text.write_text("a text of some length " * 20)
    ids = lambda *more: {e["id"] for e in kl.json("eval", TRUE, "--text", text, "--targets", *more)["estimates"]}
    assert "bits_per_byte" in ids(next_tokens)
    said = lambda *more: " ".join(s["text"] for s in kl.json("eval", TRUE, "--targets", *more)["sentences"])
    assert "bits per byte do, on the same text" in said(next_tokens, "--text", text)
    assert "give the tokens' text (--vocab)" in said(next_tokens)
    some = tmp_path / "some.txt"
    some.write_text("".join("-1\n" if i % 2 else f"{t}\n" for i, t in enumerate(targets())))
    assert "bits_per_byte" not in ids(some)
    assert "the text that was given is that of all rows, and not all were scored" in said(some, "--text", text)
    assert "vocabulary" in kl.error("eval", TRUE, "--targets", next_tokens, "--text", text,
                                    "--vocab", STORIES / "tok512.bin")



def student_quantile(below, df):
    """The t with P(T ≤ t) = below ≥ 1/2."""
    tail = lambda t: mpmath.betainc(df / 2, 0.5, 0, df / (df + t * t), regularized=True) / 2
    return mpmath.findroot(lambda t: tail(t) - (1 - below), (0, 200), solver="bisect", maxsteps=100, tol=1e-20)


@pytest.mark.parametrize("resolve", [0.05, 0.2, 0.35, 0.5])
def test_tokens_needed_know_that_there_are_few_chunks(kl, resolve):
    document = kl.json("eval", BASE, Q4, "--resolve", resolve)
    error = estimate(document, "cross_entropy.difference")["standard_error"]
    finds = lambda tokens: (df := min(64, CHUNKS * tokens / ROWS) - 1) and (
        student_quantile(0.975, df) + student_quantile(0.8, df)) * error <= resolve * mpmath.sqrt(tokens / ROWS)
    said, = (s["text"] for s in document["sentences"] if "four times in five" in s["text"])
    more = re.search(r"about ([0-9,]+) tokens more", said)
    if more is None:
        assert "These 252 tokens show" in said and finds(ROWS)
    else:
        needed = ROWS + int(more[1].replace(",", ""))
        assert finds(needed) and not finds(needed - 1)


def test_what_may_be_chance_is_not_said_to_be_shown(kl):
    document = kl.json("eval", BASE, Q4)
    difference = estimate(document, "cross_entropy.difference")
    assert difference["low"] < 0 < difference["high"]
    assert not any("tokens show a difference" in s["text"] for s in document["sentences"])


def test_comparing_logits_takes_what_evaluating_takes(kl):
    assert "has no use for --estimator" in kl.error("--estimator", "zhang", BASE, Q4)
    assert kl.json("--kind", "logits", TRUE, Q4)["estimates"] == kl.json("eval", TRUE, Q4)["estimates"]


def test_an_unknown_tolerance_is_told_all_there_are(kl):
    told = kl.error("eval", "--fail-above", "nonsense=1", BASE, Q4).split("it has ")[1].strip().split(", ")
    assert {e["id"] for e in kl.json("eval", BASE, Q4)["estimates"]} <= set(told)


def runs_with(kl, data, *words):
    """Whether a run on one thread can do with so many KiB of memory that no file has."""
    limited = ["sh", "-c", f'ulimit -d {data}; exec "$0" "$@"', kl.path, *map(str, words), "--threads", "1"]
    return subprocess.run(limited, capture_output=True, check=False).returncode == 0


def least_data(kl, *words):
    """KiB that a run cannot do without, to 64."""
    low, high = 0, 1 << 16
    while high - low > 64:
        middle = (low + high) // 2
        low, high = (low, middle) if runs_with(kl, middle, *words) else (middle, high)
    return high


@pytest.mark.skipif("KL_SOME_CASES" in os.environ, reason="sanitizers and emulators reserve address space")
def test_memory_is_16_bytes_a_token_beside_the_files(kl, tmp_path):
    """200,000 rows of two tokens, with targets that are read where they lie: arrays that grow have an eighth to
    spare, and leave smaller ones behind in the heap."""
    words = {}
    for n in (1000, 200_000):
        base = write_array(tmp_path / f"base{n}.npy", "<f2", (n, 2), struct.pack("<4e", 0, 1, 2, 1) * (n // 2))
        model = write_array(tmp_path / f"model{n}.npy", "<f2", (n, 2), struct.pack("<4e", 1, .5, 0, 1) * (n // 2))
        ids = write_array(tmp_path / f"ids{n}.npy", "|u1", (n,), b"\1" * n)
        words[n] = ["eval", base, model, "--targets", ids]
    assert runs_with(kl, least_data(kl, *words[1000]) + (16 + 4) * 200_000 // 1024, *words[200_000])
