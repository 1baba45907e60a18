# SPDX-License-Identifier: Apache-2.0
"""Past one machine: any partition, any number of ranks and of threads gives the bytes of the whole."""

import concurrent.futures
import os
import pathlib
import random
import re
import shutil
import subprocess
import time

import pytest

from conftest import ALL_CASES, DATA, KL

STORIES, PLAYS = DATA / "stories", DATA / "shakespeare"
BASE, Q4, TRUE = STORIES / "base.kld", STORIES / "q4.npy", STORIES / "base.npy"
RESPONSES = [DATA / "logprobs" / name for name in ("base.jsonl", "q4.jsonl")]
TEXTS = [DATA / "udhr" / name for name in ("english.txt", "hindi.txt")]
BUILD = pathlib.Path(os.environ.get("KL_BUILD", pathlib.Path(KL).parent))
FULL = "KL_FULL" in os.environ

# What is made in parts, and how the result is had of the state of the whole (None: it is the state).
CASES = {
    "count": (["count", *TEXTS, "--order", 3], None),
    "count-words": (["count", *TEXTS, "--symbols", "words"], None),
    "eval-one": (["eval", BASE, "--vocab", STORIES / "tok512.bin"], ["eval", "STATE"]),
    "eval-two": (["eval", BASE, Q4], ["eval", "STATE"]),
    "eval-three": (["eval", BASE, Q4, TRUE, "--measures", "cross_entropy,divergence"], ["eval", "STATE"]),
    "eval-json": (["eval", *RESPONSES], ["eval", "STATE"]),
    "lm-train": (["lm", "train", *TEXTS, "--order", 3], ["lm", "train", "STATE", "-o", "OUT"]),
    "lm-train-letters": (["lm", "train", PLAYS / "held_out.txt", "--symbols", "letters"],
                         ["lm", "train", "STATE", "-o", "OUT"]),
    "lm-score": (["lm", "score", "MODEL", PLAYS / "held_out.txt"], ["lm", "score", "STATE"]),
    "profile": (["profile", DATA / "penguins" / "penguins.csv", "--cluster", "island"], None),
}


class Case:
    def __init__(self, kl, folder, name):
        self.kl, self.folder = kl, folder
        self.make, self.show = CASES[name]
        if "MODEL" in self.make:
            model = folder / "model.klm"
            kl("lm", "train", PLAYS / "held_out.txt", "--order", 2, "-o", model)
            self.make = [model if word == "MODEL" else word for word in self.make]
        self.has_file = self.show is None or "OUT" in self.show

    def run(self, words, launch=()):
        """What comes out of a command that makes the result: its file, or what it prints."""
        out = self.folder / "out"
        words = [*words, "-o", out] if self.has_file else words
        done = subprocess.run([*map(str, launch or [KL]), *map(str, words)], capture_output=True, timeout=300,
                              check=False, env=environment())
        assert done.returncode == 0, done.stderr.decode(errors="replace")
        return out.read_bytes() if self.has_file else done.stdout

    def whole(self):
        return self.run(self.make)

    def state(self, part, parts, threads=1):
        path = self.folder / f"{part}-{parts}.kls"
        self.kl(*self.make, "--part", f"{part}/{parts}", "-o", path, "--threads", threads)
        return path

    def result(self, state):
        if self.show is None:
            return state.read_bytes()
        words = [state if word == "STATE" else word for word in self.show if word not in ("-o", "OUT")]
        return self.run(words)


def environment():
    """Open MPI wants to be told that it may run as root, and on more ranks than there are cores. It need not look for
    networks (pml)."""
    return {**{k: v for k, v in os.environ.items() if not k.startswith("KL_")}, "OMPI_ALLOW_RUN_AS_ROOT": "1",
            "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1", "OMPI_MCA_rmaps_base_oversubscribe": "1", "OMPI_MCA_pml": "ob1"}


def merged(kl, states, dice):
    """In any grouping and order."""
    states = list(states)
    dice.shuffle(states)
    while len(states) > 1:
        n = dice.randint(2, min(4, len(states)))
        kl("merge", *states[:n], "-o", states[0])
        states = states[n:] + states[:1]
    return states[0]


@pytest.fixture
def case(kl, tmp_path, request):
    return Case(kl, tmp_path, request.param)


SOME_THREADS, SOME_PARTS = (range(2, 9), (2, 3, 7)) if ALL_CASES else ((3,), (3,))


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_partitions_and_threads(kl, case, request):
    dice = random.Random(request.node.name)
    whole, one = case.whole(), case.state(1, 1).read_bytes()
    assert case.result(case.state(1, 1)) == whole
    for threads in SOME_THREADS:
        assert case.state(1, 1, threads).read_bytes() == one, threads
    for parts in SOME_PARTS:
        states = [case.state(part, parts, dice.randint(1, 8)) for part in range(1, parts + 1)]
        state = merged(kl, states, dice)
        assert state.read_bytes() == one, parts
        assert case.result(state) == whole, parts


# ── Ranks ────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture(params=["openmpi", "mpich"])
def mpirun(request):
    program, launcher = BUILD / f"kl-mpi.{request.param}", shutil.which(f"mpirun.{request.param}")
    if not program.exists() or launcher is None:
        pytest.skip(f"{request.param} is missing: install lib{request.param}-dev and "
                    f"{'openmpi-bin' if request.param == 'openmpi' else 'mpich'} (Debian)")
    return lambda ranks: [launcher, "-n", ranks, program]


# Every number of threads once; with KL_FULL every one with every number of ranks.
RANKS = {ranks: range(1, 9) if FULL else some for ranks, some in {1: (1, 4, 7), 2: (2, 5, 8), 4: (3, 6)}.items()}


@pytest.mark.parametrize("case", CASES, indirect=True)
def test_ranks_and_threads(case, mpirun):
    whole = case.whole()
    for ranks, some in RANKS.items():
        for threads in some:
            assert case.run([*case.make, "--threads", threads], mpirun(ranks)) == whole, (ranks, threads)


def test_drift_by_ranks(mpirun, tmp_path):
    tables = [DATA / "drift" / f"growth_{side}.csv" for side in ("before", "after")]
    words = ["drift", "--cluster", "year", "--json", *map(str, tables)]
    whole = subprocess.run([KL, *words], capture_output=True, check=False, env=environment())
    assert whole.returncode == 1
    for ranks in 1, 3:
        done = subprocess.run([*map(str, mpirun(ranks)), *words], capture_output=True, check=False, env=environment())
        assert (done.returncode, done.stdout) == (1, whole.stdout), done.stderr
    saved = tmp_path / "after.kls"
    subprocess.run([KL, "profile", tables[1], "-o", saved], check=True)
    assert "a profile has no parts" in failing(mpirun(2), "drift", tables[0], saved)


def failing(launch, *words, code=2, **env):
    done = subprocess.run([*map(str, launch), *map(str, words)], capture_output=True, timeout=120, check=False,
                          env=environment() | env)
    assert (done.returncode, done.stdout) == (code, b""), done.stderr
    return done.stderr.decode()


def test_a_rank_that_fails_stops_the_job_with_its_reason(mpirun, tmp_path):
    text = failing(mpirun(3), "eval", BASE, tmp_path / "nowhere.npy", TMPDIR=str(tmp_path))
    assert re.search(r"kl-mpi: rank [012] of 3: cannot read .*nowhere\.npy: No such file or directory", text)
    # Who failed first leaves nothing behind; the others may be killed before they have cleared up.
    assert len({path.name[:len("kl-mpi-XXXXXX")] for path in tmp_path.glob("kl-mpi-*")}) <= 2


def test_one_rank_that_fails_stops_the_others(mpirun, tmp_path):
    """It does not see the file, or has another one of the name."""
    for name in ("here", "there", "elsewhere"):
        (tmp_path / name).mkdir()
    for name in ("here", "there"):
        (tmp_path / name / "text.txt").write_bytes(b"one line after the other\n" * 400 + name.encode() + b"\n")
    launcher, _, _, program = mpirun(1)

    def run_in(folder):
        return ["-n", 1, "-wdir", tmp_path / folder, program, "lm", "train", "text.txt", "-o", tmp_path / "model.klm"]
    for second, told in (("elsewhere", "kl-mpi: rank 1 of 2: cannot read text.txt: No such file"),
                         ("there", "rank 0 of 2: the state of rank 1: text 1 of 1 is another one than what")):
        assert told in failing([launcher, *run_in("here"), ":", *run_in(second)])
        assert not (tmp_path / "model.klm").exists()


REFUSED = [
    (["eval", BASE, Q4, "--format", "llama"], "kl-mpi eval has no use for --format"),
    (["eval", BASE, "-o", "x"], "kl-mpi eval has no use for --output"),
    (["eval", BASE, "--part", "1/2"], "kl-mpi eval has no use for --part"),
    (["eval", BASE, "--fail-above", "divergence=1"], "with 1 input there is no such measure"),
    (["eval"], "no file of predictions is given"),
    (["count", TEXTS[0]], "where to? kl count FILES -o STATE.kls"),
    (["count", "-", "-o", "x"], "kl-mpi count: standard input is that of one rank"),
    (["count", "EMPTY", "-o", "EMPTY"], "kl: --output empty.txt: the output is also an input (empty.txt)"),
    (["count", "--nonsense"], "there is no option --nonsense"),
    (["lm", "train", TEXTS[0]], "where to? kl lm train TEXTS -o MODEL"),
    (["lm", "train", "-o", "x"], "nothing to train on"),
    (["lm", "train", TEXTS[0], "-o", "x", "--json"], "kl-mpi lm train has no use for --json"),
    (["lm", "train", TEXTS[0], "-o", "x", "--format", "kenlm"], "--format kenlm is for kl lm score"),
    (["lm", "train", TEXTS[0], "-o", "x", "--order", "11"], "--order 11: expected one of: 1 2 3"),
    (["lm", "train", "STATE", "-o", "x"], "state.kls is a state, which has no parts: kl lm train STATE -o MODEL"),
    (["lm", "train", "EMPTY", "-o", "x"], "kl: empty.txt: there is no line to train a language model on"),
    (["lm", "score", "MODEL", "EMPTY"], "kl: empty.txt: there is no line to score"),
    (["lm", "score", "MODEL", TEXTS[0], "-o", "x"], "kl-mpi lm score has no use for --output"),
    (["lm", "score", "MODEL", TEXTS[0], "--format", "kenlm"], "kl-mpi lm score has no use for --format"),
    (["lm", "score", "MODEL", TEXTS[0], "--order", "3"], "kl-mpi lm score has no use for --order"),
    (["lm", "score", "MODEL", TEXTS[0], "--fail-above", "unseen=1"], "with 1 input there is no such measure"),
    (["lm", "score", "MODEL"], "one model and one text: kl lm score MODEL TEXT"),
    (["lm", "sample", "MODEL"], "of a language model, kl lm train TEXTS -o MODEL and kl lm score MODEL TEXT have parts"),
    (["profile", "EMPTY", "EMPTY", "-o", "x"], "one table is needed, 2 given"),
    (["drift", "EMPTY"], "two tables are needed, 1 given"),
    (["drift", "EMPTY", "EMPTY", "--by", "month"], "kl-mpi drift has no use for --by"),
]


def test_a_call_that_kl_refuses_is_refused(kl, mpirun, tmp_path):
    """Rank 0 says so, once, and no rank begins."""
    (tmp_path / "empty.txt").touch()
    kl("lm", "train", TEXTS[0], "--order", 2, "-o", tmp_path / "model.klm")
    kl("lm", "train", TEXTS[0], "--order", 2, "--part", "1/1", "-o", tmp_path / "state.kls")
    names = {"EMPTY": "empty.txt", "MODEL": "model.klm", "STATE": "state.kls"}

    def refused(row):
        return subprocess.run([*map(str, mpirun(2)), *(str(names.get(word, word)) for word in row[0])], cwd=tmp_path,
                              capture_output=True, timeout=120, check=False, env=environment())

    # A job that fails spends its time waiting for launchers.
    with concurrent.futures.ThreadPoolExecutor(8) as some:
        answers = list(some.map(refused, REFUSED))
    for (words, message), done in zip(REFUSED, answers):
        told = done.stderr.decode(errors="replace")
        assert (done.returncode, done.stdout) == (2, b""), (words, told)
        assert told.count(message) == 1 and "kl-mpi: rank" not in told, (words, told)
        assert not (tmp_path / "x").exists()


def test_help_is_told_once(mpirun):
    text = failing(mpirun(2), "mi")
    assert text.count("mpirun -n RANKS kl-mpi VERB") == 1 and "count" in text and "eval" in text
    for words, inside in ((["--help"], "of the verbs count eval lm drift profile"),
                          (["eval", "--help"], "It has no --format --output --part.\n\nkl eval BASE [MODEL...]"),
                          (["lm", "train", "--help"], "It has no --text --surprisal --count --seed --part.")):
        done = subprocess.run([*map(str, mpirun(2)), *words], capture_output=True, timeout=120, check=False,
                              env=environment())
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.decode().count(inside) == 1, done.stdout.decode()


def test_a_tolerance_that_is_exceeded_is_the_exit_code_of_the_job(mpirun):
    done = subprocess.run([*map(str, mpirun(2)), "eval", BASE, Q4, "--fail-above", "divergence=0.0001"],
                          capture_output=True, timeout=120, check=False, env=environment())
    assert done.returncode == 1 and b"divergence of base|model is above 0.0001 bits" in done.stderr


# ── Parts that do not fit ────────────────────────────────────────────────────────────────────────


def test_more_parts_than_rows(kl, tmp_path):
    kl("eval", BASE, "--part", "1/1", "-o", tmp_path / "whole.kls")
    kl("eval", BASE, "--part", "3/1000", "-o", tmp_path / "empty.kls")
    assert "there is no row in this part" in kl.error("eval", tmp_path / "empty.kls")
    kl("lm", "train", TEXTS[0], "--part", "3/100000", "-o", tmp_path / "grams.kls")
    assert "there is no line to train" in kl.error("lm", "train", tmp_path / "grams.kls", "-o", tmp_path / "x")


def test_a_part_says_that_it_is_one(kl, tmp_path):
    kl("eval", BASE, "--part", "1/2", "-o", tmp_path / "1.kls")
    sentences = kl.json("eval", tmp_path / "1.kls")["sentences"]
    assert any("This is a part: 126 of 252 rows were evaluated" in s["text"] for s in sentences)


def test_evaluations_that_do_not_fit_are_refused(kl, tmp_path):
    for i, options in enumerate([("--part", "1/2"), ("--part", "2/3"), ("--part", "2/2", "--measures", "divergence"),
                                 ("--part", "2/2")]):
        kl("eval", BASE, Q4, *options, "-o", tmp_path / f"{i}.kls")
    kl("eval", BASE, TRUE, "--part", "2/2", "-o", tmp_path / "other.kls")
    kl("eval", BASE, "--part", "2/2", "-o", tmp_path / "alone.kls")
    kl("count", TEXTS[0], "-o", tmp_path / "text.kls")
    shutil.copy(tmp_path / "0.kls", tmp_path / "copy.kls")
    for second, message in (("copy.kls", "this part, or some of it, is there already"),
                            ("1.kls", "is there already"),
                            ("2.kls", "with other measures than"), ("other.kls", "holds other predictions"),
                            ("alone.kls", "of another number of files than"), ("text.kls", "counts of texts, not an evaluation")):
        assert message in kl.error("merge", tmp_path / "0.kls", tmp_path / second, "-o", tmp_path / "x.kls")
        assert not (tmp_path / "x.kls").exists()
    kl("merge", tmp_path / "0.kls", tmp_path / "3.kls", "-o", tmp_path / "x.kls")
    assert "no use for --measures" in kl.error("eval", tmp_path / "x.kls", "--measures", "divergence")
    assert "no use for --json" in kl.error("eval", BASE, "--part", "1/2", "-o", tmp_path / "y.kls", "--json")
    assert "where to?" in kl.error("eval", BASE, "--part", "1/2")
    assert "an evaluation of language models, not counts of texts" in kl.error(tmp_path / "0.kls", TEXTS[0])


def test_predictions_that_were_read_otherwise_are_refused(kl, tmp_path):
    """Of the same file with other targets, another vocabulary: the parts are of other predictions."""
    for name, shift in (("next", 0), ("other", 1)):
        (tmp_path / f"{name}.txt").write_text("".join(f"{(7 * row + shift) % 512}\n" for row in range(252)))
    (tmp_path / "none.txt").write_text("-1\n" * 252)
    words = tmp_path / "words.txt"
    words.write_text("".join(f"word{token}\n" for token in range(512)))
    tell = {"next": ("--targets", tmp_path / "next.txt"), "other": ("--targets", tmp_path / "other.txt"),
            "none": ("--targets", tmp_path / "none.txt"), "bare": (),
            "words": ("--targets", tmp_path / "next.txt", "--vocab", words),
            "pieces": ("--targets", tmp_path / "next.txt", "--vocab", STORIES / "tok512.bin")}
    for name, options in tell.items():
        for part in 1, 2:
            kl("eval", TRUE, *options, "--part", f"{part}/2", "-o", tmp_path / f"{name}{part}.kls")
    for first, second, what in (("next", "other", "with other targets"), ("words", "pieces", "with another vocabulary"),
                                ("none", "bare", "with other targets"), ("bare", "none", "with other targets"),
                                ("next", "words", "with another vocabulary")):
        message = kl.error("merge", tmp_path / f"{first}1.kls", tmp_path / f"{second}2.kls", "-o", tmp_path / "x.kls")
        assert f"{second}2.kls: this was made {what} than what is there" in message
        kl("merge", tmp_path / f"{first}1.kls", tmp_path / f"{first}2.kls", "-o", tmp_path / "x.kls")


def test_predictions_that_only_begin_alike_are_refused(kl, tmp_path):
    """The same model on two texts: the first rows, of the first tokens, are the same, and so is the size."""
    base = TRUE.read_bytes()
    for name, content in (("base", base), ("other", base[:-8] + base[-4:] + base[-8:-4])):
        (tmp_path / f"{name}.npy").write_bytes(content)
    targets = tmp_path / "next.txt"
    targets.write_text("".join(f"{7 * row % 512}\n" for row in range(252)))
    for name, part in (("base", 1), ("other", 2), ("base", 2)):
        kl("eval", tmp_path / f"{name}.npy", "--targets", targets, "--part", f"{part}/2", "-o",
           tmp_path / f"{name}{part}.kls")
    assert "holds other predictions" in kl.error("merge", tmp_path / "base1.kls", tmp_path / "other2.kls", "-o",
                                                 tmp_path / "x.kls")
    kl("merge", tmp_path / "base1.kls", tmp_path / "base2.kls", "-o", tmp_path / "x.kls")


def test_texts_that_only_begin_alike_are_refused(kl, tmp_path):
    text = b"the same line again and again\n" * 500
    texts = [tmp_path / name for name in ("first.txt", "second.txt")]
    for path, end in zip(texts, (b"one end\n", b"another\n")):
        path.write_bytes(text + end)
    kl("lm", "train", texts[0], "--order", 2, "-o", tmp_path / "model.klm")
    for make, message in ((("lm", "train", "--order", 2), "text 1 of 1 is another one than what is there"),
                          (("lm", "score", tmp_path / "model.klm"), "this is of another text: ")):
        parts = [tmp_path / f"{i}.kls" for i in (1, 2, 3)]
        for text, part, path in ((texts[0], 1, parts[0]), (texts[1], 2, parts[1]), (texts[0], 2, parts[2])):
            kl(*make, text, "--part", f"{part}/2", "-o", path)
        assert message in kl.error("merge", *parts[:2], "-o", tmp_path / "x.kls")
        kl("merge", parts[0], parts[2], "-o", tmp_path / "x.kls")


def test_states_that_were_not_merged_are_not_taken_for_texts(kl, tmp_path):
    parts = [tmp_path / f"{part}.kls" for part in (1, 2)]
    for part, path in enumerate(parts, 1):
        kl("lm", "train", TEXTS[0], "--part", f"{part}/2", "--order", 2, "-o", path)
    for words in (["lm", "train", *parts], ["lm", "train", TEXTS[0], parts[0]], ["count", *parts]):
        message = kl.error(*words, "-o", tmp_path / "x")
        assert "1.kls: a state, not a text: kl merge puts states together" in message
        assert not (tmp_path / "x").exists()
    model = tmp_path / "model.klm"
    kl("lm", "train", TEXTS[0], "--order", 2, "-o", model)
    refused = "a state, not a text"
    for name, words in ((parts[0], {}), ("-", {"stdin": parts[0].read_bytes()})):
        shown = "standard input" if name == "-" else name
        for verb in (["count", name, "-o", tmp_path / "x"], ["code", name, "--with", TEXTS[0], "-o", tmp_path / "x"],
                     ["lm", "score", model, name], ["lm", "score", "--format", "kenlm", model, name],
                     ["lm", "interpolate", model, model, "--text", name], ["lang", name], ["lang", "--lines", name],
                     ["lang", "--spans", name], ["lang", "--cipher", name], ["lang", "--cipher", "--lines", name]):
            assert kl.error(*verb, **words).startswith(f"kl: {shown}: {refused}"), verb
        assert not (tmp_path / "x").exists()
    (tmp_path / "next.txt").write_text("3 " * 252)
    assert refused in kl.error("eval", TRUE, "--targets", tmp_path / "next.txt", "--text", parts[0])
    state = parts[0].read_bytes()
    slowly = subprocess.Popen([KL, "lang", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    slowly.stdin.write(state[:3])
    slowly.stdin.flush()
    time.sleep(0.2)  # so that what is read first is not enough to know it by
    assert refused in slowly.communicate(state[3:], timeout=60)[1].decode() and slowly.returncode == 2
    assert refused in kl.error("lang", "train", "--name", "xx", parts[0], "-o", tmp_path / "x")
    for part, path in enumerate(parts, 1):
        kl("eval", BASE, Q4, "--part", f"{part}/2", "-o", path)
    assert "1.kls is a state: kl merge puts states together" in kl.error("eval", *parts)


def test_models_profiles_and_codes_are_not_taken_for_texts(kl, tmp_path):
    model, code, profile = (tmp_path / name for name in ("model.klm", "code.klc", "profile.kls"))
    kl("lm", "train", TEXTS[0], "--order", 2, "-o", model)
    kl("code", TEXTS[0], "--with", TEXTS[0], "-o", code)
    kl("lang", "train", "--name", "xx", TEXTS[0], "-o", profile)
    out = tmp_path / "x"
    for path, refused in ((model, "a language model, not a text: kl lm score MODEL TEXT asks it of one"),
                          (code, "a coded text: kl code --decode gives it back"),
                          (profile, "a profile of languages, not a text: kl lang --profile takes it")):
        for name, words in ((path, {}), ("-", {"stdin": path.read_bytes()})):
            shown = "standard input" if name == "-" else name
            for verb in (["count", name, "-o", out], ["count", "--symbols", "bytes", name, "-o", out],
                         ["code", name, "--with", TEXTS[0], "-o", out], ["lm", "score", model, name],
                         ["lm", "score", "--part", "1/2", model, name, "-o", out], ["lm", "train", name, "-o", out],
                         ["lm", "interpolate", model, model, "--text", name], ["lang", name], ["lang", "--lines", name],
                         ["lang", "--spans", name], ["lang", "--cipher", name],
                         ["lang", "train", "--name", "yy", name, "-o", out],
                         ["--kind", "text", name, TEXTS[0]], ["--kind", "text", "--symbols", "bytes", TEXTS[0], name]):
                message = kl.error(*verb, **words)
                assert message.startswith(f"kl: {shown}: {refused}"), (verb, message)
                assert not out.exists()
    for path, seen in ((model, "a language model (kl lm score"), (code, "a coded text (kl code --decode")):
        for words in ([], ["--symbols", "bytes"]):
            assert f"{path}: looks like {seen}" in kl.error(*words, path, TEXTS[0])
            assert "--kind text" not in kl.error(*words, TEXTS[0], path)


@pytest.mark.parametrize("case", ["count", "eval-one", "lm-train", "lm-score", "profile"], indirect=True)
def test_the_same_file_does_not_count_twice(kl, case, tmp_path):
    """By whatever name it is given; the first two that are one are named, with their places."""
    first, second = case.state(1, 2), case.state(2, 2)
    hard, soft = tmp_path / "hard.kls", tmp_path / "soft.kls"
    hard.hardlink_to(first)
    soft.symlink_to(second)
    for states, one, other in (((first, second, first), 0, 2), ((first, hard, second), 0, 1),
                               ((first, second, soft), 1, 2), ((second, first, hard, soft), 1, 2)):
        said = f"{states[one]} (number {one + 1}) and {states[other]} (number {other + 1}) are one file"
        assert said in kl.error("merge", *states, "-o", tmp_path / "x.kls")
    with open(second, "rb") as opened:  # "-" is what was opened there, whatever file has that name
        done = subprocess.run([kl.path, "merge", "-", first, second, "-o", tmp_path / "x.kls"], stdin=opened,
                              capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert f"standard input (number 1) and {second} (number 3) are one file" in done.stderr
    assert not (tmp_path / "x.kls").exists()


def test_standard_input_is_called_by_its_name(kl, tmp_path):
    model = tmp_path / "model.klm"
    kl("lm", "train", TEXTS[0], "--order", 2, "-o", model)
    for verb in (["lm", "train", "-", "-o", tmp_path / "x"], ["lm", "score", "-", TEXTS[0]], ["lm", "score", model, "-"],
                 ["lm", "interpolate", model, model, "--text", "-"], ["lang", "--profile", "-", TEXTS[0]],
                 ["lang", "--cipher", "--profile", "-", TEXTS[0]]):
        assert kl.error(*verb, stdin=b"").startswith("kl: standard input: "), verb


def test_models_that_do_not_fit_are_refused(kl, tmp_path):
    def grams(name, *words):
        kl("lm", "train", *words, "-o", tmp_path / name)
        return tmp_path / name
    first = grams("1.kls", TEXTS[0], "--part", "1/2", "--order", 2)
    copy = shutil.copy(first, tmp_path / "copy.kls")
    for second, message in ((copy, "this part, or some of it, is there already"),
                            (grams("o.kls", TEXTS[0], "--part", "2/2", "--order", 3), "tokens of order 3, the files"),
                            (grams("t.kls", TEXTS[1], "--part", "2/2", "--order", 2), "text 1 of 1 is another one"),
                            (grams("b.kls", *TEXTS, "--part", "2/2", "--order", 2), "of 2 texts, what is there of 1")):
        assert message in kl.error("merge", first, second, "-o", tmp_path / "x.kls")
    assert "no use for --order" in kl.error("lm", "train", first, "--order", 2, "-o", tmp_path / "x")
    assert "no use for --format" in kl.error("lm", "train", TEXTS[0], "--part", "1/2", "--format", "arpa", "-o", "x")
    models = [grams(f"{order}.klm", TEXTS[0], "--order", order) for order in (2, 3)]
    for i, (model, text) in enumerate([(models[0], TEXTS[0]), (models[1], TEXTS[0]), (models[0], TEXTS[1])]):
        kl("lm", "score", model, text, "--part", f"{min(i + 1, 2)}/2", "-o", tmp_path / f"s{i}.kls")
    assert "of another model" in kl.error("merge", tmp_path / "s0.kls", tmp_path / "s1.kls", "-o", tmp_path / "x.kls")
    assert "of another text" in kl.error("merge", tmp_path / "s0.kls", tmp_path / "s2.kls", "-o", tmp_path / "x.kls")
    assert "no use for --surprisal" in kl.error("lm", "score", tmp_path / "s0.kls", "--surprisal")
    assert "one model and one text" in kl.error("lm", "score", models[0])


@pytest.mark.parametrize("words, show", [(["eval", BASE, Q4], ["eval"]),
                                         (["lm", "train", TEXTS[0], "--order", 2], ["merge", "-o", "x"]),
                                         (["lm", "score", "MODEL", TEXTS[0]], ["lm", "score"])])
def test_damage_is_refused_with_its_place(kl, tmp_path, words, show):
    kl("lm", "train", TEXTS[0], "--order", 2, "-o", tmp_path / "model.klm")
    words = [tmp_path / "model.klm" if word == "MODEL" else word for word in words]
    kl(*words, "--part", "1/1", "-o", tmp_path / "a.kls")
    good = (tmp_path / "a.kls").read_bytes()
    dice, bad = random.Random(7), tmp_path / "bad.kls"
    for _ in range(12):
        place = dice.randrange(12, len(good))
        bad.write_bytes(good[:place] + bytes([good[place] ^ 1 << dice.randrange(8)]) + good[place + 1:])
        message = kl.error(*show, bad) if "-o" not in show else kl.error("merge", bad, "-o", tmp_path / "x")
        assert "bad.kls" in message and "byte" in message, message
    bad.write_bytes(good[:len(good) // 2])
    assert "it ends here" in kl.error("merge", bad, "-o", tmp_path / "x.kls")
