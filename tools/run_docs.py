#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Run the commands of the documentation and compare what they print.

    tools/run_docs.py             check README.md, CONTRIBUTING.md and docs/*.md
    tools/run_docs.py --update    write what the commands print into the pages

A fenced block marked `console` is a session: a line "$ COMMAND", then what it prints (standard error
included), then the next command. A page's commands run in order in one scratch copy of the tree, with
the built kl on the PATH. What is printed must be exactly what the page shows, but a shown line "…" stands
for any lines, and "text …" for any rest of that line; --update leaves output that matches alone. A
command must succeed, unless the next one is "echo $?". `python3` is the one that runs this, with the built
package; docs/python.md is left out where that was not built. A block marked `console MODULE` is left out where Python
has no such module, one marked `console duckdb` where kl does not find DuckDB, one marked `console toml` where it was
built without TOML.

`make TARGET` in an indented line or in another block is not run, but the target must exist.
"""

import argparse
import importlib.util
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
BUILD = pathlib.Path(os.environ.get("KL_BUILD", ROOT / "build")).resolve()
MARK = "\x01end of command\x01"
BLOCK = re.compile(r"^```console( \w+)?\n(.*?)^```$", re.M | re.S)


def steps_of(block):
    """[(command, [shown lines])]; a command goes on while its lines end in a backslash."""
    steps = []
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append([line[2:], []])
        elif steps and steps[-1][0].endswith("\\") and not steps[-1][1]:
            steps[-1][0] += "\n" + line
        elif steps:
            steps[-1][1].append(line)
        else:
            raise SystemExit(f"run_docs: a console block must begin with a command, not {line!r}")
    return steps


def run_block(steps, scratch):
    """[(exit code, [printed lines])] of the commands, run by one shell so that $? and cd carry on."""
    script = "true\n"
    for command, _ in steps:
        script += f"(exit ${{status:-0}})\n{command}\nstatus=$?\nprintf '\\n{MARK}%d\\n' $status\n"
    environment = {k: v for k, v in os.environ.items() if not k.startswith("KL_")}
    interpreter = pathlib.Path(sys.executable).parent
    environment.update(PATH=f"{BUILD}:{interpreter}:{os.environ['PATH']}", LC_ALL="C.UTF-8", NO_COLOR="1",
                       TERM="dumb", COLUMNS="80", PWD=str(scratch), PYTHONPATH=str(BUILD / "python"))
    done = subprocess.run(["bash", "-c", script], cwd=scratch, env=environment, text=True,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=300)
    # What a command printed, its exit code, what the next one printed, ...
    parts = re.split(rf"\n{MARK}(\d+)\n", done.stdout)
    texts, codes = parts[:-1:2], parts[1::2]
    if len(codes) != len(steps):
        raise SystemExit(f"run_docs: the shell stopped early:\n{done.stdout}")
    return [(int(code), [line.rstrip() for line in text.splitlines()])
            for code, text in zip(codes, texts)]


def matches(shown, printed):
    if not shown:
        return not printed
    if shown[0].strip() == "…":
        return any(matches(shown[1:], printed[i:]) for i in range(len(printed) + 1))
    if not printed:
        return False
    line = shown[0].rstrip()
    same = printed[0].startswith(line[:-1]) if line.endswith("…") else printed[0] == line
    return same and matches(shown[1:], printed[1:])


def check_block(block, scratch, complaints):
    """The block as it should stand in the page; complaints get what differs."""
    steps = steps_of(block)
    written = []
    for i, ((command, shown), (code, printed)) in enumerate(zip(steps, run_block(steps, scratch))):
        excused = i + 1 < len(steps) and steps[i + 1][0] == "echo $?"
        while shown and not shown[-1].strip():
            shown.pop()
        while printed and not printed[-1]:
            printed.pop()
        if code != 0 and not excused:
            complaints.append((True, f"$ {command}\nexit code {code}:\n" + "\n".join(printed)))
        same = matches(shown, printed)
        if not same:
            complaints.append((False, f"$ {command}\n--- the page shows\n" + "\n".join(shown) +
                               "\n--- it printed\n" + "\n".join(printed)))
        written += [f"$ {command}", *(shown if same else printed)]
    return "\n".join(written) + "\n"


def check_make(text, complaints):
    targets = set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"(?:`|^    |^\$ )make ([a-z][\w-]*)", text, re.M))
    for target in sorted(named - targets):
        complaints.append((True, f"make {target}: the Makefile has no such target"))


def is_there(part):
    asked = {"duckdb": (["mi", "sql:SELECT 1 AS x", "x", "x"], "through DuckDB"),
             "toml": (["drift", "--config", os.devnull], "reads no TOML")}
    if part not in asked:
        return importlib.util.find_spec(part) is not None
    words, refusal = asked[part]
    return refusal not in subprocess.run([BUILD / "kl", *words], stderr=subprocess.PIPE, text=True).stderr


def updated(found, scratch, complaints):
    module = found[1] or ""
    if module and not is_there(module.strip()):
        print(f"a block is left out: there is no{module}")
        return found[0]
    return f"```console{module}\n" + check_block(found[2], scratch, complaints) + "```"


def check_page(page, tree, update):
    """True if the page holds (or was made to hold). Its commands run in a folder of their own that looks
    like `tree`."""
    complaints = []
    text = page.read_text()
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder) / "kullback"
        scratch.mkdir()
        for path in tree.iterdir():
            (scratch / path.name).symlink_to(path)
        new = BLOCK.sub(lambda found: updated(found, scratch, complaints), text)
    check_make(text, complaints)
    if update and new != text:
        page.write_text(new)
        print(f"{page.relative_to(ROOT)}: updated")
    left = [what for fatal, what in complaints if fatal or not update]
    for what in left:
        print(f"{page.relative_to(ROOT)}: {what}\n", file=sys.stderr)
    return not left


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--update", action="store_true", help="write what the commands print")
    update = parser.parse_args().update
    if not (BUILD / "kl").exists():
        raise SystemExit(f"run_docs: {BUILD / 'kl'} is not there; make build")
    pages = sorted({*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")})
    if not list(BUILD.glob("python/kullback/_kullback.*.so")):
        print("docs/python.md: left out, the Python package was not built")
        pages.remove(ROOT / "docs" / "python.md")
    with tempfile.TemporaryDirectory() as folder:
        tree = pathlib.Path(folder) / "tree"
        shutil.copytree(ROOT, tree, symlinks=True, ignore=shutil.ignore_patterns(
            "build*", ".git", "__pycache__", ".hypothesis", ".pytest_cache", ".mypy_cache"))
        good = [check_page(page, tree, update) for page in pages]
    print(f"{len(pages)} pages, {good.count(False)} with differences")
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
