# SPDX-License-Identifier: Apache-2.0
"""Language models of kullback.text beside the definitions, written down a second time from counts in dictionaries."""

import collections
import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import kullback
from kullback import text


class Slow:
    """Interpolated modified Kneser-Ney or Witten-Bell, by the formulas of the header."""

    def __init__(self, lines, order, smoothing):
        self.order, self.kneser = order, smoothing == "kneser_ney"
        raw = [collections.Counter() for _ in range(order + 1)]
        before = [collections.defaultdict(set) for _ in range(order + 1)]
        for line in lines:
            symbols = ["<s>", *line.split(), "</s>"]
            for n in range(1, order + 1):
                for i in range(len(symbols) - n + 1):
                    gram = tuple(symbols[i:i + n])
                    raw[n][gram] += 1
                    if i > 0:
                        before[n][gram].add(symbols[i - 1])
        del raw[1][("<s>",)]
        self.words = {w for (w,) in raw[1]}
        self.count = [None] * (order + 1)
        for n in range(1, order + 1):
            kept = not self.kneser or n == order
            self.count[n] = {g: c if kept or g[0] == "<s>" else len(before[n][g]) for g, c in raw[n].items()}
        self.discount = [None] + [self.discounts(n) for n in range(1, order + 1)]
        self.follow = collections.defaultdict(dict)
        for n in range(1, order + 1):
            for gram, c in self.count[n].items():
                self.follow[gram[:-1]][gram[-1]] = c

    def discounts(self, n):
        t = collections.Counter(self.count[n].values())
        if all(t[k] for k in (1, 2, 3)):
            y = t[1] / (t[1] + 2 * t[2])
            found = [k - (k + 1) * y * t[k + 1] / t[k] for k in (1, 2, 3)]
            if min(found) >= 0:
                return found
        return [0.5, 1, 1.5]

    def p(self, context, word):
        if word == "<s>":
            return 0.0
        n = len(context) + 1
        shorter = self.p(context[1:], word) if context else 1 / (len(self.words) + 1)
        after = self.follow.get(context)
        if after is None:
            return shorter
        total = sum(after.values())
        c = after.get(word, 0)
        if not self.kneser:
            return (c + len(after) * shorter) / (total + len(after))
        d = [0, *self.discount[n]]
        left = sum(d[min(x, 3)] for x in after.values())
        return (max(c - d[min(c, 3)], 0) + left * shorter) / total

    def log_ps(self, line):
        symbols = ["<s>", *(w if w in self.words else "<unk>" for w in line.split()), "</s>"]
        return [math.log(self.p(tuple(symbols[max(0, i - self.order + 1):i]), symbols[i]))
                for i in range(1, len(symbols))]


def lines_of(seed, n):
    draw = random.Random(seed)
    return [" ".join(f"w{int(draw.paretovariate(0.7)) % 50}" for _ in range(draw.randrange(9))) for _ in range(n)]


@pytest.mark.parametrize("smoothing", ["kneser_ney", "witten_bell"])
@pytest.mark.parametrize("order", [1, 2, 3, 5])
@pytest.mark.parametrize("n", [2, 8, 400])
def test_definition(order, smoothing, n):
    train, test = lines_of(order, n), lines_of(100 + order, 40)
    slow = Slow(train, order, smoothing)
    lm = text.LanguageModel.train("".join(line + "\n" for line in train), order=order, smoothing=smoothing)
    assert [level.count for level in lm.levels][1:] == [len(slow.count[n]) for n in range(2, order + 1)]
    assert len(lm) == len(slow.words) + 2  # <unk> and <s>; </s> is among them
    if smoothing == "kneser_ney":
        for level, expected in zip(lm.levels, slow.discount[1:]):
            assert level.discounts == pytest.approx(expected, rel=1e-12)
    expected = [x for line in test for x in slow.log_ps(line)]
    found = [token.log_p for token in lm.tokens("".join(line + "\n" for line in test))]
    # 2⁻²⁴ of each of up to `order` logarithms, none of which is above 20 in size.
    assert found == pytest.approx(expected, abs=20 * order * 2**-24)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from("abcde"), max_size=6), min_size=1, max_size=12).filter(any),
       st.integers(1, 4), st.sampled_from(["kneser_ney", "witten_bell"]))
def test_definition_of_small_texts(lines, order, smoothing):
    joined = [" ".join(line) for line in lines]
    slow = Slow(joined, order, smoothing)
    lm = text.LanguageModel.train("\n".join(joined) + "\n", order=order, smoothing=smoothing)
    found = [token.log_p for token in lm.tokens("a b c d e a f\n\ne e\n")]
    expected = slow.log_ps("a b c d e a f") + slow.log_ps("") + slow.log_ps("e e")
    assert found == pytest.approx(expected, abs=20 * order * 2**-24)


def test_a_model_is_asked_symbol_by_symbol(tmp_path):
    lm = text.LanguageModel.train("to be or not to be\n", order=3)
    at, total = lm.begin, 0.0
    for word in "to be or not to be".split():
        p = lm.distribution(at)
        log_p, at = lm.step(at, lm.symbol(word))
        assert math.exp(log_p) == p[lm.symbol(word)]
        total += log_p
    log_p, at = lm.step(at, 2)
    score = lm.score("to be or not to be")
    assert score.cross_entropy.value == pytest.approx(-(total + log_p) / 7, rel=1e-12)
    assert (score.symbols, score.lines, score.unknown, score.bytes) == (6, 1, 0, 18)
    assert [lm.name(i) for i in range(5)] == ["<unk>", "<s>", "</s>", "to", "be"]
    assert lm.symbol("never") == 0
    with pytest.raises(IndexError):
        lm.name(len(lm))
    lm.save(tmp_path / "lm")
    again = text.LanguageModel(tmp_path / "lm")
    assert again.tokens("to be") == lm.tokens("to be") == text.LanguageModel.parse(
        (tmp_path / "lm").read_bytes()).tokens("to be")
    lm.write_arpa(tmp_path / "arpa")
    assert text.LanguageModel(tmp_path / "arpa").smoothing == "backoff"
    assert repr(lm) == "<LanguageModel: order 3, 7 tokens, kneser_ney>"


def test_strangers_are_no_states():
    lm = text.LanguageModel.train("a b\na c\n", order=2)
    for state in (0, 2, 4_000_000_000):  # "<unk>" and "</s>" lead to nothing
        with pytest.raises(ValueError, match=f"{state} is no state of this model"):
            lm.step(state, 3)
        with pytest.raises(kullback.Error, match=f"{state} is no state of this model"):
            lm.distribution(state)
    with pytest.raises(IndexError, match="symbol 6 of 6"):
        lm.step(lm.begin, len(lm))


def test_documents_samples_mixtures():
    lm = text.LanguageModel.train("to be or not to be\n", order=2)
    document = lm.describe("to be\n", surprisal=True)
    assert [s.style for s in document.series] == ["passage"]
    lines = lm.sample(3, seed=1)
    assert len(lines) == 3 and lines == lm.sample(3, seed=1)
    mixture = text.interpolate([lm, text.LanguageModel.train("or\n", order=1)], "to be or not\n")
    assert sum(mixture.weights) == pytest.approx(1) and mixture.converged
    assert list(mixture.unknown) == [0, 3]  # "or" knows neither "to" nor "be" nor "not"


def test_a_mixture_is_a_document():
    models = [text.LanguageModel.train("to be or not to be\n", order=2), text.LanguageModel.train("or\n", order=1)]
    mixture = text.interpolate(models, "to be or not\n")
    document = text.describe_interpolation(models, "to be or not\n", names=["long", "short"], unit="nats")
    told = {row.id: row.estimate for row in document.estimates}
    assert set(told) == set(text.describe_interpolation_ids())
    assert told["cross_entropy"].value == pytest.approx(mixture.cross_entropy.value)
    assert [list(s.labels) for s in document.series] == [["long", "short"]]
    assert list(document.series[0].values) == pytest.approx(list(mixture.weights))
    with pytest.raises(ValueError, match="1 names for 2 models"):
        text.describe_interpolation(models, "to be\n", names=["long"])


def test_refusals(tmp_path):
    with pytest.raises(ValueError, match="order 11"):
        text.LanguageModel.train("a\n", order=11)
    with pytest.raises(ValueError, match="smoothing"):
        text.LanguageModel.train("a\n", smoothing="good_turing")
    # What is offered is what is taken.
    for option, refused in (("smoothing", "backoff"), ("symbols", "names")):
        with pytest.raises(ValueError, match=f"'{refused}': it must be one of (?!.*'{refused}')"):
            text.LanguageModel.train("a\n", **{option: refused})
    with pytest.raises(kullback.Error, match="2 lines and no symbol"):
        text.LanguageModel.train("\n \n")
    with pytest.raises(ValueError, match="no line"):
        text.LanguageModel.train("")
    with pytest.raises(TypeError):
        text.LanguageModel.train(3)
    with pytest.raises(OSError):
        text.LanguageModel(tmp_path / "nowhere")
    with pytest.raises(ValueError, match="neither a language model"):
        text.LanguageModel.parse(b"abc")
    with pytest.raises(kullback.Error, match="2 lines and no symbol"):
        text.LanguageModel.train("\n \n")
    with pytest.raises(ValueError, match="no line"):
        text.LanguageModel.train("a\n").score("")


def test_states_of_parts_make_the_same_model_and_the_same_score(tmp_path):
    lines = [" ".join(random.Random(i).choices("a rose is that it was".split(), k=i % 9)) for i in range(200)]
    corpus = tmp_path / "text.txt"
    corpus.write_text("\n".join(lines))
    states = [tmp_path / f"{part}.kls" for part in (1, 2, 3)]
    for part, state in enumerate(states, 1):
        text.LanguageModel.count_files(state, corpus, part=part, parts=3, order=3)
    assert text.state_of(states[0]) == "counts" and text.state_of(corpus) is None
    size = corpus.stat().st_size
    taken = [text.counted(state) for state in states]
    assert all(of[:2] == ("tokens", 3) and of.bytes == size and abs(of.taken - size / 3) < 1 for of in taken)
    assert sum(of.taken for of in taken) == size and sum(of.lines for of in taken) == len(lines)
    with pytest.raises(OSError, match="nowhere"):
        text.counted(tmp_path / "nowhere")
    kullback.merge_states(states[::-1], tmp_path / "all.kls")
    whole = text.LanguageModel.train_files(corpus, order=3)
    whole.save(tmp_path / "whole.klm")
    merged = text.LanguageModel.of_counts(tmp_path / "all.kls")
    merged.save(tmp_path / "merged.klm")
    assert (tmp_path / "merged.klm").read_bytes() == (tmp_path / "whole.klm").read_bytes()
    scored = "it was a rose\n" * 50 + "is that so\n" * 20
    for part, state in enumerate(states, 1):
        whole.save_score(state, scored, part=part, parts=3)
    assert text.state_of(states[0]) == "score"
    kullback.merge_states(states, tmp_path / "score.kls")
    assert (text.describe_score(tmp_path / "score.kls", confidence=0.9).to_json() ==
            whole.describe(scored, confidence=0.9).to_json())
