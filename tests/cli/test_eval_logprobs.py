# SPDX-License-Identifier: Apache-2.0
"""kl eval on log-probabilities as JSON: against whole distributions that the lists were cut from."""

import importlib.util
import json
import math
import random

import pytest

from conftest import DATA, ROOT, estimate, value

EXAMPLE = DATA / "logprobs"
STORIES = DATA / "stories"
LN2 = math.log(2)
WORDS = [" the", " cat", " sat", " on", " a", " mät", ".", " dog", " ran", " to", "\n", " dogs"]


def softmax(rng, near=None):
    logits = [rng.gauss(0, 2) if near is None else math.log(p) + rng.gauss(0, 0.3)
              for p in near or WORDS]
    total = math.fsum(map(math.exp, logits))
    return [math.exp(x) / total for x in logits]


class Text:
    """Passages of tokens with the distributions that two models predicted."""

    def __init__(self, seed, passages=12, length=9):
        rng = random.Random(seed)
        self.passages = []
        for _ in range(passages):
            passage = []
            for _ in range(length):
                p = softmax(rng)
                passage.append((rng.choices(range(len(p)), p)[0], p, softmax(rng, p)))
            self.passages.append(passage)

    def rows(self):
        return [row for passage in self.passages for row in passage]

    def mean(self, term):
        rows = self.rows()
        return math.fsum(term(*row) for row in rows) / len(rows)

    def write(self, path, side, shape, k):
        with open(path, "w") as file:
            for passage in self.passages:
                file.write(json.dumps(shape([(row[0], row[1 + side]) for row in passage], k)) + "\n")
        return path


def best(p, k):
    return sorted(range(len(p)), key=lambda i: -p[i])[:k]


def completion(passage, k):
    def tops(target, p):
        return {WORDS[i]: math.log(p[i]) for i in {*best(p, k), target}}
    return {"choices": [{"logprobs": {
        "tokens": ["<s>"] + [WORDS[t] for t, _ in passage],
        "token_logprobs": [None] + [math.log(p[t]) for t, p in passage],
        "top_logprobs": [None] + [tops(t, p) for t, p in passage]}}]}


def chat(passage, k):
    def entry(i, p):
        return {"token": WORDS[i], "logprob": math.log(p[i]), "bytes": list(WORDS[i].encode())}
    return {"choices": [{"logprobs": {"content": [
        {**entry(t, p), "top_logprobs": [entry(i, p) for i in best(p, k)]} for t, p in passage]}}]}


def prompt(passage, k):
    def entry(target, p):
        order = best(p, len(p))
        return {str(i): {"logprob": math.log(p[i]), "rank": 1 + order.index(i),
                         "decoded_token": WORDS[i]} for i in [target, *best(p, k)]}
    return {"prompt_logprobs": [None] + [entry(t, p) for t, p in passage]}


def prompt_with_ids(passage, k):
    """As some JSON tools leave it: the keys sorted."""
    answer = prompt(passage, k)
    return {"prompt_logprobs": [entry and dict(sorted(entry.items()))
                                for entry in answer["prompt_logprobs"]],
            "prompt_token_ids": [1000] + [t for t, _ in passage]}


@pytest.mark.parametrize("shape", [completion, chat, prompt, prompt_with_ids])
def test_one_model(kl, tmp_path, shape):
    text = Text(1)
    document = kl.json("eval", text.write(tmp_path / "a.jsonl", 0, shape, 5))
    loss = text.mean(lambda t, p, q: -math.log(p[t]))
    size = text.mean(lambda t, p, q: len(WORDS[t].encode()))
    assert value(document, "cross_entropy") == pytest.approx(loss / LN2, rel=1e-12)
    assert value(document, "perplexity") == pytest.approx(math.exp(loss), rel=1e-12)
    assert value(document, "bits_per_byte") == pytest.approx(loss / LN2 / size, rel=1e-12)
    for most, name in (1, "top1"), (5, "top5"):
        share = text.mean(lambda t, p, q, most=most: t in best(p, most))
        assert value(document, name) == pytest.approx(share, rel=1e-12)
    assert estimate(document, "cross_entropy")["n"] == len(text.rows())


TRUE = {
    "divergence": lambda t, p, q: math.fsum(a * math.log(a / b) for a, b in zip(p, q)) / LN2,
    "divergence.reverse": lambda t, p, q: math.fsum(b * math.log(b / a) for a, b in zip(p, q)) / LN2,
    "jensen_shannon": lambda t, p, q: math.fsum(
        x * math.log(2 * x / (a + b)) / 2 for a, b in zip(p, q) for x in (a, b)) / LN2,
    "total_variation": lambda t, p, q: math.fsum(abs(a - b) for a, b in zip(p, q)) / 2,
}


def ends(document, name):
    found = estimate(document, name)
    assert found["method"] == "bounds"
    low, high = found["low"], found["high"]
    return float(low), math.inf if high in (None, "inf", "Infinity") else float(high)


@pytest.mark.parametrize("shape", [chat, completion, prompt_with_ids])
@pytest.mark.parametrize("k", [1, 3, 6, len(WORDS)])
def test_two_models(kl, tmp_path, shape, k):
    text = Text(2)
    paths = [text.write(tmp_path / f"{side}.jsonl", side, shape, k) for side in (0, 1)]
    document = kl.json("eval", *paths)
    for name, term in TRUE.items():
        low, high = ends(document, name)
        truth = text.mean(term)
        assert low - 1e-10 <= truth <= high + 1e-10, name
        if k == len(WORDS):
            assert low == pytest.approx(truth, abs=1e-9) and high == pytest.approx(truth, abs=1e-9)
    difference = text.mean(lambda t, p, q: math.log2(p[t] / q[t]))
    found = estimate(document, "cross_entropy.difference")
    assert float(found["value"]) == pytest.approx(difference, abs=1e-12)
    assert float(found["low"]) < difference < float(found["high"])
    change = text.mean(lambda t, p, q: q[t] - p[t])
    assert value(document, "delta_p") == pytest.approx(change, abs=1e-12)
    same = text.mean(lambda t, p, q: best(p, 1) == best(q, 1))
    assert value(document, "same_top") == pytest.approx(same, abs=1e-12)


def test_tolerances_are_decided_on_the_lower_bound(kl):
    paths = [EXAMPLE / "base.jsonl", EXAMPLE / "q4.jsonl"]
    low, _ = ends(kl.json("eval", *paths), "total_variation")
    kl("eval", "--fail-above", f"total_variation={low * 1.01}", *paths)
    kl("eval", "--fail-above", f"total_variation={low * 0.99}", *paths, code=1)


def test_a_pipe(kl):
    path = EXAMPLE / "base.jsonl"
    piped = kl.json("eval", "-", stdin=path.read_bytes())
    assert piped["estimates"] == kl.json("eval", path)["estimates"]


def test_the_sentinel_is_told(kl, tmp_path):
    answer = {"content": [{"token": "a", "logprob": -1}, {"token": "b", "logprob": -9999.0}]}
    (tmp_path / "a.jsonl").write_text(json.dumps(answer) + "\n")
    document = kl.json("eval", tmp_path / "a.jsonl")
    assert value(document, "cross_entropy") == pytest.approx(1 / LN2)
    assert any("the true perplexity is higher" in s["text"] for s in document["sentences"])


def test_shares_at_the_sentinel_are_of_all_tokens(kl, tmp_path):
    for name, lost in (("a", {0}), ("b", {1, 2, 3, 4})):
        answer = {"content": [{"token": f"t{i}", "logprob": -9999.0 if i in lost else -1} for i in range(10)]}
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(answer) + "\n")
    document = kl.json("eval", tmp_path / "a.jsonl", tmp_path / "b.jsonl")
    flags = [f for f in estimate(document, "cross_entropy.difference")["flags"] if f["id"] == "clipped_targets"]
    assert [(f["of"], f["count"], f["mass"]) for f in flags] == [("base", 1, 0.1), ("model", 4, 0.4)]
    # the base's loss is too low, and so the difference too high
    assert "the loss of base is too low" in flags[0]["text"] and "this is" not in flags[0]["text"]


def test_directions_are_said_as_they_are_asked_for(kl):
    paths = [EXAMPLE / "base.jsonl", EXAMPLE / "q4.jsonl"]
    whole = kl.json("eval", *paths)
    said = lambda *measures: [s["text"] for s in kl.json("eval", *paths, *measures)["sentences"]
                              if s["role"] == "so_what"]
    both = said()
    assert [s.split(" is the truth")[0] for s in both] == ["Where base", "Where model"]
    low = ends(whole, "divergence.reverse")[0]
    assert float(both[1].split("at least ")[1].split()[0]) == pytest.approx(low, rel=1e-3)
    assert said("--measures", "divergence") == both[:1]
    assert said("--measures", "divergence.reverse") == both[1:]
    assert said("--measures", "cross_entropy") == []


def test_what_is_refused(kl, tmp_path):
    good = tmp_path / "good.jsonl"
    good.write_text('{"tokens": ["a"], "token_logprobs": [-1]}\n')
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"tokens": ["a"], "token_logprobs": [-1]}\n{"tokens": ["b"]}\n')
    assert f"{bad}: line 2: " in kl.error("eval", bad)
    other = tmp_path / "other.jsonl"
    other.write_text('{"tokens": ["b"], "token_logprobs": [-1]}\n')
    assert 'line 1, token 0 is "a" and "b"' in kl.error("eval", good, other)
    samples = tmp_path / "samples"
    samples.write_text("1\n2\n")
    assert "JSON" in kl.error("eval", good, samples)
    assert "a vocabulary is for logits" in kl.error("eval", good, "--vocab", good)
    assert "the text as a whole is for logits" in kl.error("eval", good, "--text", samples)


# ── The example ──────────────────────────────────────────────────────────────────────────────────


def maker():
    spec = importlib.util.spec_from_file_location("maker", ROOT / "tools/make_logprobs_example.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


needs_stories = pytest.mark.skipif(not (STORIES / "base.npy").exists(),
                                   reason="examples/stories, which the example is made from")


@needs_stories
def test_the_example_can_be_made_again():
    for name, text in maker().answers(STORIES).items():
        assert (EXAMPLE / name).read_text() == text


@needs_stories
def test_the_logits_lie_within_the_bounds(kl):
    lists = kl.json("eval", EXAMPLE / "base.jsonl", EXAMPLE / "q4.jsonl")
    logits = kl.json("eval", STORIES / "base.npy", STORIES / "q4.npy")
    for name in TRUE:
        low, high = ends(lists, name)
        # Log-probabilities of 6 digits.
        assert low - 1e-5 <= value(logits, name) <= high + 1e-5
