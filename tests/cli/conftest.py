# SPDX-License-Identifier: Apache-2.0
"""The command under test, and the real texts it is run on."""

import json
import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "examples"
KL = os.environ.get("KL", str(ROOT / "build" / "kl"))

# Seconds that a command may take: a whole test's, which sanitizers and emulators have more of.
PATIENCE = int(os.environ.get("KL_TEST_TIMEOUT", 900))

# Sanitizers and emulators look at memory and instructions, which one case of a kind shows them; a chapter of the story,
# of which the rooms' tests do each step, takes them a minute.
ALL_CASES = "KL_SOME_CASES" not in os.environ
PLAIN = pytest.mark.skipif(not ALL_CASES, reason="run plain")


class Command:
    """Runs kl; every call says which exit code it expects."""

    path = KL

    def __call__(self, *words, code=0, env=None, stdin=None, cwd=None, timeout=PATIENCE):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("KL_")}
        environment.update(env or {})
        done = subprocess.run(
            [KL, *map(str, words)], input=stdin, capture_output=True, env=environment, cwd=cwd,
            timeout=timeout)
        assert done.returncode == code, (done.returncode, done.stderr.decode(errors="replace"))
        return done

    def text(self, *words, **more):
        return self(*words, **more).stdout.decode()

    def json(self, *words, **more):
        return json.loads(self.text(*words, "--json", **more))

    def error(self, *words, **more):
        """The one line of an error; nothing may have reached standard output."""
        done = self(*words, code=2, **more)
        assert done.stdout == b""
        lines = done.stderr.decode().splitlines()
        assert len(lines) == 1 and lines[0].startswith("kl: "), lines
        return lines[0]


@pytest.fixture
def kl():
    return Command()


@pytest.fixture
def udhr():
    return lambda name: DATA / "udhr" / f"{name}.txt"


@pytest.fixture(scope="module")
def ran(request, tmp_path_factory):
    """A short run of a module's CHAPTER of the story, and the folder that it left its files in."""
    chapter = request.module.CHAPTER
    folder = tmp_path_factory.mktemp(chapter.name)
    return chapter.run(folder), folder


@pytest.fixture(scope="module")
def out(ran):
    return ran[1]


@pytest.fixture(scope="module")
def told(request, out):
    return json.loads((out / f"{request.module.CHAPTER.name}.json").read_text())


def estimate(document, name, subject=None):
    found = [e for e in document["estimates"]
             if e["id"] == name and subject in (None, e["subject"])]
    assert found, (name, subject, [(e["id"], e["subject"]) for e in document["estimates"]])
    return found[0]


def value(document, name, subject=None):
    return float(estimate(document, name, subject)["value"])
