# SPDX-License-Identifier: Apache-2.0
"""What a terminal gets: colours and a bar of progress, unless it or its user wants none."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import termios
import time

import pytest

from conftest import DATA, KL, PATIENCE

PAIR = [DATA / "udhr/english.txt", DATA / "udhr/german.txt"]
ESCAPE = re.compile(rb"\x1b\[[0-9;]*[A-Za-z]")


def start(words, **more):
    """kl with a terminal of 80 columns for the streams that are named: the process, and what the terminal shows."""
    shown, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    streams = {name: terminal if given == "terminal" else given for name, given in more["streams"].items()}
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM") and not k.startswith("KL_")}
    process = subprocess.Popen([KL, *map(str, words)], env=environment | more.get("env", {}), cwd=more.get("cwd"),
                               **streams)
    os.close(terminal)
    return process, shown


def finish(process, shown):
    """What the terminal was given until the process has left it."""
    given = b""
    try:
        while more := os.read(shown, 65536):
            given += more
    except OSError:  # what Linux says of a terminal without anybody behind it
        pass
    os.close(shown)
    assert process.wait(timeout=PATIENCE) == 0
    return given.replace(b"\r\n", b"\n")


def report(env):
    return finish(*start(PAIR, streams={"stdout": "terminal"}, env=env))


@pytest.mark.parametrize("env", [{}, {"TERM": "xterm-256color"}, {"TERM": "xterm", "NO_COLOR": ""}])
def test_a_terminal_has_colours(kl, env):
    coloured, plain = report(env), kl(*PAIR).stdout
    assert ESCAPE.search(coloured)
    # What is drawn in colours has other signs; what is said is the same.
    first, *_, last = ESCAPE.sub(b"", coloured).splitlines()
    assert [first, last] == [plain.splitlines()[0], plain.splitlines()[-1]]


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "xterm", "NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_a_terminal_has_no_colours_that_are_not_wanted(kl, env):
    assert report(env) == kl(*PAIR).stdout


def test_a_pipe_has_no_colours(kl):
    assert b"\x1b" not in kl(*PAIR, env={"TERM": "xterm-256color"}).stdout


def count_slowly(folder, stderr, env):
    """The first text is a pipe that nothing comes from for as long as a bar waits for."""
    os.mkfifo(folder / "slow")
    process, shown = start(["count", folder / "slow", PAIR[0], "-o", folder / "x.kls"], streams={"stderr": stderr},
                           env=env)
    with open(folder / "slow", "wb") as slow:
        time.sleep(1.1)
        slow.write(b"abc")
    return process, shown


def test_work_that_lasts_shows_how_far_it_is(tmp_path):
    drawn = finish(*count_slowly(tmp_path, "terminal", {"TERM": "xterm"}))
    assert re.fullmatch(rb"(\r\[#* *\] +\d+ %)+\r\x1b\[K", drawn)
    assert b"\r[" + b"#" * 40 + b"] 100 %" in drawn


def test_a_dumb_terminal_shows_no_bar(tmp_path):
    assert finish(*count_slowly(tmp_path, "terminal", {"TERM": "dumb"})) == b""


def test_a_pipe_shows_no_bar(tmp_path):
    process, shown = count_slowly(tmp_path, subprocess.PIPE, {"TERM": "xterm"})
    assert process.stderr.read() == b""
    assert finish(process, shown) == b""


def test_work_that_does_not_last_shows_no_bar(tmp_path):
    begun = time.monotonic()
    drawn = finish(*start(["count", PAIR[0], "-o", tmp_path / "x.kls"], streams={"stderr": "terminal"},
                          env={"TERM": "xterm"}))
    if time.monotonic() - begun < 1:
        assert drawn == b""
