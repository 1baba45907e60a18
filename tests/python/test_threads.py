# SPDX-License-Identifier: Apache-2.0
"""Threads of the library and of Python, fork, no memory."""

import concurrent.futures
import os
import sys
import threading

import pytest

from conftest import doubles, run

import kullback
from kullback import base, evaluate, families, information, losses, sample, text

N = 1_000_000
P = doubles([1, 2, 3, 4, 5]) * (N // 5)
Q = doubles([5, 4, 3, 2]) * (N // 4)


def test_the_same_bits_for_any_number_of_threads():
    for name in ("divergence", "jensen_shannon", "perplexity"):
        one = kullback.measure(name, P, Q)
        assert all(kullback.measure(name, P, Q, threads=threads) == one for threads in (0, 2, 3, 5))
    assert kullback.terms("divergence", P, Q, threads=3) == kullback.terms("divergence", P, Q)


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="counts threads by /proc")
def test_pools_of_one_number_of_threads_are_kept():
    script = f"""if True:
        import array, kullback
        x = array.array("d", range(1, {N}))
        def threads():
            return int(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("Threads:")))
        before = threads()
        for asked in (3, 4, 2, 5):
            kullback.divergence(x, x, threads=asked)
            print(threads() - before)
    """
    assert run(script) == "2\n3\n1\n4\n"


def test_calls_at_once():
    expected = kullback.divergence(P, Q)
    with concurrent.futures.ThreadPoolExecutor(8) as workers:
        found = workers.map(lambda threads: kullback.divergence(P, Q, threads=threads), [2, 3] * 16)
    assert set(found) == {expected}


def test_a_pool_that_an_object_keeps_is_none_of_the_idle_ones():
    expected = kullback.divergence(P, Q)
    with concurrent.futures.ThreadPoolExecutor(4) as workers:
        for _ in range(3):
            assert set(workers.map(lambda _: kullback.divergence(P, Q, threads=2), range(8))) == {expected}
            counters = [text.Counter(threads=2) for _ in range(3)]
            counters[1].add("abc")
            del counters
    assert kullback.divergence(P, Q, threads=2) == expected


def test_a_bad_number_of_threads():
    with pytest.raises(ValueError, match="threads is -1"):
        kullback.divergence(P, Q, threads=-1)
    with pytest.raises(ValueError, match="threads is 4294967296"):
        kullback.divergence(P, Q, threads=2**32)
    with pytest.raises(ValueError, match="threads is 1267650600228229401496703205376"):
        kullback.divergence(P, Q, threads=2**100)
    with pytest.raises(kullback.Error, match="100000 threads") as caught:
        kullback.divergence(P, Q, threads=100_000)
    assert caught.value.code == "argument"
    with pytest.raises(TypeError):
        kullback.divergence(P, Q, threads=2.5)


TEXT = "The quick brown fox jumps over the lazy dog. " * 50_000
A = text.count(TEXT, order=2)
NAMES = sample.Counts(dict.fromkeys(map(str, range(20_000)), 9))
ROWS = [P[:N // 2]] * 2
JOINT = information.Joint([P[i:i + 1000] for i in range(0, 100_000, 1000)])
MODEL = text.LanguageModel.train("the quick brown fox jumps over the lazy dog " * 100 + "\n", order=2)
WEIGHTS = dict(zip(map(str, range(50_000)), P))
CALLS = [lambda: kullback.divergence(P, Q), lambda: kullback.terms("divergence", P, Q),
         lambda: kullback.measure_logits("divergence", P, Q),
         lambda: families.categorical(P).divergence(families.categorical(Q)),
         lambda: text.count(TEXT), lambda: sample.Pair(NAMES, NAMES, permutations=99), lambda: bytes(A),
         lambda: kullback.compare(WEIGHTS, WEIGHTS), lambda: information.encode(TEXT, A),
         lambda: evaluate.Evaluation(N // 2).feed(ROWS, ROWS), lambda: sample.mean(P),
         lambda: losses.advantages(P, 5), lambda: losses.policy_optimum(P, Q, 1.0),
         lambda: sample.variational_bound("divergence", P, P), lambda: base.exact_sum(P),
         lambda: JOINT.mutual_information(), lambda: JOINT.entropy((0, 1)), lambda: JOINT.association(),
         lambda: JOINT.pointwise(), lambda: JOINT.g_test(), lambda: MODEL.sample(300, most=100_000)]


def runs_meanwhile(call):
    """Whether another thread of Python gets on during the call: there is nothing else here that it could get on in,
    since nobody is told to switch threads for 1000 s, and letting go of a lock does not."""
    go, ran = threading.Lock(), []
    go.acquire()
    other = threading.Thread(target=lambda: (go.acquire(), ran.append(True)))
    other.start()
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1000)
    try:
        go.release()
        call()
        return bool(ran)
    finally:
        sys.setswitchinterval(usual)
        other.join()


@pytest.mark.parametrize("call", CALLS)
def test_other_threads_run_meanwhile(call):
    # A loaded machine may be too slow to wake the other one, but not every time.
    assert any(runs_meanwhile(call) for _ in range(50))
    assert not runs_meanwhile(lambda: sum(range(10**6)))


def test_objects_after_a_fork():
    """What a process holds it can use in a child, but for the threads that an object has of its own."""
    script = """if True:
        import os, kullback
        from kullback import evaluate, sample, text
        pair = sample.Pair({"a": 7, "b": 5}, {"a": 5, "c": 3}, threads=2)
        seen, counter = evaluate.Evaluation(2, threads=2), text.Counter(threads=2)
        seen.feed([[0, 1]], [[1, 0]])
        child = os.fork()
        told = pair.plugin("B|A").value, pair.p_value.value, seen.estimate("divergence").value
        try:
            counter.add("abc")
            counted = dict(counter.finish())
        except kullback.Error as error:
            counted = error.code
        if child == 0:
            os._exit(0 if told[2] > 0 and counted in ("argument", dict.fromkeys("abc", 1)) else 9)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), counted)
    """
    assert run(script) == "0 {'a': 1, 'b': 1, 'c': 1}\n"


def test_fork():
    script = f"""if True:
        import array, os, kullback
        p, q = (array.array("d", range(1, {N})) for _ in "pq")
        q[0] = 7
        before = [kullback.divergence(p, q, threads=threads) for threads in (1, 2, 3)]
        child = os.fork()
        after = [kullback.divergence(p, q, threads=threads) for threads in (1, 2, 3)]
        if child == 0:
            os._exit(0 if after == before else 9)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), after == before)
    """
    assert run(script) == "0 True\n"


@pytest.mark.skipif("KL_SOME_CASES" in os.environ, reason="sanitizers and emulators reserve address space")
def test_no_memory():
    script = """if True:
        import array, resource, kullback
        x = array.array("f", [0]) * 4_000_000
        with open("/proc/self/statm") as pages:
            used = int(pages.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (used + 2**24, used + 2**24))
        for call in (lambda: kullback.measure_logits("divergence", x, x), lambda: kullback.terms("divergence", x, x)):
            try:
                call()
            except MemoryError as error:
                print("MemoryError", "exponentials" in str(error))
    """
    assert run(script) == "MemoryError True\nMemoryError False\n"
