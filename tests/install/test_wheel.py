# SPDX-License-Identifier: Apache-2.0
"""`pip install .` in a fresh environment: the package of the build, from a wheel for every Python from 3.11 on."""

import os
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


def test_a_fresh_environment(wheel, tmp_path):
    venv.create(tmp_path / "fresh", with_pip=True)
    python = tmp_path / "fresh" / "bin" / "python"
    run(python, "-m", "pip", "install", "--no-index", wheel)
    # Nothing of the checkout may be found from there.
    said = run(python, "-I", "-c", USE.format(prefix=str(tmp_path)), cwd=tmp_path)
    assert said.split()[0] == wheel.stem.split("-")[1] and "scalar" in said
