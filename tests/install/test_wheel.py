# SPDX-License-Identifier: Apache-2.0
"""`pip install .` in a fresh environment: the package of the build, from a wheel for every Python from 3.11 on."""

import os
import pathlib
import platform
import shutil
import sys
import venv
import zipfile

import pytest

from conftest import ROOT, run

pytestmark = pytest.mark.skipif("KL_FULL" not in os.environ, reason="`make check-full` builds the wheel (KL_FULL=1)")

USE = """
import pathlib, kullback
assert pathlib.Path(kullback.__file__).is_relative_to({prefix!r})
assert kullback.divergence([0.5, 0.5], [0.9, 0.1]).value == 0.5108256237659907
assert dict(kullback.text.count("Hello", threads=2)) == {{"e": 1, "h": 1, "l": 2, "o": 1}}
assert "KL divergence" in str(kullback.compare({{"a": 1}}, {{"a": 1}}))
print(kullback.__version__, *kullback.base.instruction_sets())
"""

# What is used, and to the bit what it finds: every measure, over several blocks and a part of one.
BITS = """
import kullback
from kullback import losses
print(kullback.base.instruction_sets()[0])
random = kullback.base.Random(2026)
p, q, x = ([random.uniform() for _ in range(2603)] for _ in range(3))
for row in kullback.measures():
    print(kullback.measure(row.name, p, q).value.hex())
print(*(kullback.measure_logits(name, p, q).value.hex() for name in ("divergence", "jensen_shannon", "perplexity")))
print(*(slope.hex() for slope in kullback.gradient("divergence", p, q)))
print(losses.cross_entropy([p, q, x], [0, 2602, 77]).hex())
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    # Optimised as is fastest to compile: how the wheel is put together is what is seen here.
    settings = [f"--config-settings=build-dir={folder / 'build'}", "--config-settings=cmake.build-type=MinSizeRel"]
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", *settings, "--wheel-dir", folder, ROOT)
    (found,) = folder.glob("kullback-*.whl")
    return found


def test_what_is_in_it(wheel):
    version, python, abi, platform = wheel.stem.split("-")[1:]
    assert python == "cp311" and abi == "abi3" and platform.startswith("linux")
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {f"kullback/{path.name}" for path in (ROOT / "python" / "kullback").iterdir() if path.is_file()}
    found = {name for name in names if name.startswith("kullback/")}
    assert found == package | {"kullback/_kullback.abi3.so"} and "kullback/py.typed" in found
    assert any(name.endswith("LICENSE") for name in names)


@pytest.fixture(scope="module")
def python(wheel, tmp_path_factory):
    """That of a fresh environment with the wheel."""
    fresh = tmp_path_factory.mktemp("fresh")
    venv.create(fresh, with_pip=True)
    run(fresh / "bin" / "python", "-m", "pip", "install", "--no-index", wheel)
    return fresh / "bin" / "python"


def test_a_fresh_environment(wheel, python):
    # Nothing of the checkout may be found from there.
    said = run(python, "-I", "-c", USE.format(prefix=str(python.parent.parent)), cwd=python.parent)
    assert said.split()[0] == wheel.stem.split("-")[1] and "scalar" in said


def best_of_this_processor():
    """By what the kernel says of it: the vectors of AVX2 and AVX-512 with what the inner loops take besides."""
    (line, *_) = [line for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("flags")]
    flags = set(line.split())
    if not {"avx2", "fma", "f16c"} <= flags:
        return "scalar"
    return "avx512" if {"avx512f", "avx512dq", "avx512vl", "avx512bw"} <= flags else "avx2"


@pytest.mark.skipif(platform.machine() != "x86_64", reason="one instruction set has no variants elsewhere")
def test_the_processor_chooses_the_instruction_set(python):
    """Of one and the same wheel each processor takes what it has, and all find the same bits: this one, one of 2008
    without AVX, and one that qemu makes up, which has AVX2 and no AVX-512."""
    native = run(python, "-I", "-c", BITS, cwd=python.parent)
    assert native.split()[0] == best_of_this_processor()
    qemu = shutil.which("qemu-x86_64")
    if qemu is None:
        pytest.skip("qemu-x86_64 is another processor: tools/setup.sh full installs it")
    for processor, best in (("Nehalem", "scalar"), ("max", "avx2")):
        said = run(qemu, "-cpu", processor, python, "-I", "-c", BITS, cwd=python.parent)
        assert said.split()[0] == best and said.split()[1:] == native.split()[1:]
