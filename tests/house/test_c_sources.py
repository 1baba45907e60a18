# SPDX-License-Identifier: Apache-2.0
"""What holds for the C of library, command and package: values that are the same with every libc, comments that speak
of what is there."""

import re

import pytest

import tree

C = [path for folder in ("src", "cli", "python") for path in tree.files(".c", ".h", ".cpp", under=folder)]
COMMENTED = C + [path for folder in ("include", "tests", "bench", "examples", "tools", "fuzz")
                 for path in tree.files(".c", ".h", under=folder)]
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
STRING = re.compile(r'"(?:[^"\\\n]|\\.)*"')
NAMED = re.compile(r"(?<![\w/.-])(?:src|tools|tests|bench|docs|web|cli|cmake)/[\w/.-]*\.\w+")
# Nothing makes libraries round these alike; sqrt, fma, ldexp, remainder and the like are exact.
INEXACT = re.compile(
    r"(?<![\w.>])(?:__builtin_)?((?:exp|exp2|exp10|expm1|log|log2|log10|log1p|pow|hypot|cbrt|tgamma|lgamma|lgamma_r|"
    r"erf|erfc|sin|cos|sincos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|asinh|acosh|atanh|j[01n]|y[01n])[fl]?)\s*\(")
EXCEPTIONS = {
    # KenLM's own lines of ten digits; a public header has no exponential.
    "cli/lm.c": {"exp"},
}


def relative(path):
    return str(path.relative_to(tree.ROOT))


def test_no_result_asks_libm():
    """kernels/scalar.h and kernels/special.h have the same bits everywhere."""
    calls = {relative(path): set(INEXACT.findall(STRING.sub('""', tree.without_comments(path.read_text()))))
             for path in C}
    assert {path: found for path, found in calls.items() if found} == EXCEPTIONS


@pytest.fixture(scope="module")
def names():
    """All of ours in code."""
    return {name for path in COMMENTED
            for name in re.findall(r"\bkl_\w+", tree.without_comments(path.read_text()))}


@pytest.mark.parametrize("folder", sorted({path.relative_to(tree.ROOT).parts[0] for path in COMMENTED}))
def test_comments_name_what_is_there(folder, names):
    for path in tree.files(".c", ".h", under=folder):
        for comment in COMMENT.findall(path.read_text()):
            gone = set(re.findall(r"\bkl_[a-z]\w*\b(?![*…])", comment)) - names
            assert not gone, f"{relative(path)} speaks of {gone}"
            for name in NAMED.findall(comment):
                assert (tree.ROOT / name).exists(), f"{relative(path)} speaks of {name}"
