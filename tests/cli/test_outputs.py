# SPDX-License-Identifier: Apache-2.0
"""Where what is written goes: over no input, and one thing to standard output."""

import os
import subprocess

import pytest

from conftest import KL

TABLE = "x,y\n" + "".join(f"{i % 7},{i % 5}\n" for i in range(60))


@pytest.fixture
def folder(kl, tmp_path):
    """An input of each kind."""
    (tmp_path / "t.txt").write_text("the quick brown fox jumps over the lazy dog\n" * 20)
    (tmp_path / "b.txt").write_text("pack my box with five dozen liquor jugs\n" * 20)
    (tmp_path / "t.csv").write_text(TABLE)
    (tmp_path / "u.csv").write_text(TABLE)
    (tmp_path / "costs.tsv").write_text("a\tb\t1\n")
    (tmp_path / "c.toml").write_text("bins = 'exact'\n")
    (tmp_path / "p.tsv").write_text("a\t1\nb\t2\n")
    kl("code", "t.txt", "--with", "b.txt", "-o", "o.klc", cwd=tmp_path)
    kl("lm", "train", "t.txt", "-o", "m.klm", cwd=tmp_path)
    kl("lang", "train", "--name", "en", "t.txt", "-o", "l.kls", cwd=tmp_path)
    os.symlink("t.txt", tmp_path / "link")
    os.link(tmp_path / "t.txt", tmp_path / "twin")
    return tmp_path


@pytest.mark.parametrize("words, option, output, read", [
    (["code", "t.txt", "--with", "t.txt", "-o", "t.txt"], "output", "t.txt", "t.txt"),
    (["code", "t.txt", "--with", "b.txt", "-o", "b.txt"], "output", "b.txt", "b.txt"),
    (["code", "--decode", "o.klc", "--with", "b.txt", "-o", "o.klc"], "output", "o.klc", "o.klc"),
    (["count", "b.txt", "t.txt", "-o", "link"], "output", "link", "t.txt"),
    (["count", "link", "-o", "t.txt"], "output", "t.txt", "link"),
    (["count", "t.txt", "-o", "twin"], "output", "twin", "t.txt"),
    (["count", "t.txt", "-o", "./t.txt"], "output", "./t.txt", "t.txt"),
    (["t.txt", "b.txt", "--html", "t.txt"], "html", "t.txt", "t.txt"),
    (["profile", "t.csv", "-o", "t.csv"], "output", "t.csv", "t.csv"),
    (["profile", "t.csv#x", "-o", "t.csv"], "output", "t.csv", "t.csv#x"),
    (["drift", "t.csv", "u.csv", "--junit", "u.csv"], "junit", "u.csv", "u.csv"),
    (["drift", "t.csv", "u.csv", "--config", "c.toml", "--html", "c.toml"], "html", "c.toml", "c.toml"),
    (["ot", "p.tsv", "p.tsv", "--costs", "costs.tsv", "--plan", "costs.tsv"], "plan", "costs.tsv", "costs.tsv"),
    (["mi", "t.csv", "x", "y", "--html", "t.csv"], "html", "t.csv", "t.csv"),
    (["channel", "t.csv", "--distortion", "u.csv", "--html", "u.csv"], "html", "u.csv", "u.csv"),
    (["lang", "t.txt", "--profile", "built-in", "--profile", "l.kls", "--html", "l.kls"], "html", "l.kls", "l.kls"),
    (["lang", "train", "--name", "en", "t.txt", "-o", "t.txt"], "output", "t.txt", "t.txt"),
    (["lm", "train", "b.txt", "t.txt", "-o", "t.txt"], "output", "t.txt", "t.txt"),
    (["lm", "score", "m.klm", "t.txt", "--html", "m.klm"], "html", "m.klm", "m.klm"),
    (["lm", "interpolate", "m.klm", "m.klm", "--text", "t.txt", "--html", "t.txt"], "html", "t.txt", "t.txt"),
    (["eval", "t.txt,b.txt", "-o", "b.txt"], "output", "b.txt", "t.txt,b.txt"),
    (["eval", "p.tsv", "--targets", "t.txt", "--html", "t.txt"], "html", "t.txt", "t.txt"),
    (["eval", "p.tsv", "--vocab", "t.txt", "-o", "t.txt"], "output", "t.txt", "t.txt")])
def test_no_input_is_overwritten(kl, folder, words, option, output, read):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    said = kl.error(*words, cwd=folder)
    if "c.toml" in words and "reads no TOML" in said:
        pytest.skip("this kl reads no TOML (Debian: libtomlplusplus-dev)")
    assert said == f"kl: --{option} {output}: the output is also an input ({read})"
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_standard_input_is_not_overwritten_either(kl, folder):
    with open(folder / "t.txt", "rb") as opened:
        done = subprocess.run([KL, "count", "-", "-o", "t.txt"], stdin=opened, capture_output=True, cwd=folder,
                              check=False)
    assert done.returncode == 2
    assert done.stderr == b"kl: --output t.txt: the output is also an input (standard input)\n"


def test_what_is_no_input_may_be_written_over(kl, folder):
    """States that are merged, names of columns and of actions, devices."""
    for _ in range(2):  # the second time the output is there
        kl("mi", "t.csv", "x", "y", "--html", "y", cwd=folder)
        kl("lm", "train", "t.txt", "-o", "train", cwd=folder)
        kl("lang", "train", "--name", "en", "t.txt", "-o", "train", cwd=folder)
        kl("count", "t.txt", "-o", "a.kls", cwd=folder)
    kl("count", "b.txt", "-o", "b.kls", cwd=folder)
    kl("merge", "a.kls", "b.kls", "-o", "a.kls", cwd=folder)
    kl("count", "/dev/null", "t.txt", "-o", "/dev/null", cwd=folder)


@pytest.mark.parametrize("words, option", [
    (["t.txt", "b.txt"], "html"), (["t.txt", "b.txt", "t.txt"], "html"), (["drift", "t.csv", "u.csv"], "html"),
    (["drift", "t.csv", "u.csv", "--by", "x"], "html"), (["drift", "t.csv", "u.csv"], "junit"),
    (["ot", "n.txt", "o.txt"], "html"), (["ot", "n.txt", "o.txt"], "plan"), (["lang", "t.txt"], "html")])
def test_a_file_on_standard_output_stands_there_alone(kl, folder, words, option):
    (folder / "n.txt").write_text("1\n2\n")
    (folder / "o.txt").write_text("3\n4\n")
    report = kl(*words, f"--{option}", "file", cwd=folder)
    written = (folder / "file").read_bytes()
    assert report.stdout and report.stdout not in written
    streamed = kl(*words, f"--{option}", "-", cwd=folder)
    assert (streamed.stdout, streamed.stderr) == (written, b"")
    for form in ("--json", "--markdown"):
        assert kl.error(*words, f"--{option}", "-", form, cwd=folder) == (
            f"kl: {form} and --{option} - are both for standard output: give one of them")


def test_standard_output_has_one_file(kl, folder):
    for words, two in ((["drift", "t.csv", "u.csv"], ("html", "junit")), (["ot", "p.tsv", "p.tsv"], ("html", "plan"))):
        told = kl.error(*words, f"--{two[1]}", "-", f"--{two[0]}", "-", cwd=folder)
        assert told == f"kl: --{two[0]} and --{two[1]} - are both for standard output: give one of them"


def test_a_page_on_standard_output_is_held_to_tolerances(kl, udhr):
    done = kl(udhr("english"), udhr("german"), "--html", "-", "--fail-above", "jensen_shannon=0.001", code=1)
    assert done.stdout.endswith(b"</html>\n") and b"jensen_shannon of A|B is above" in done.stderr
