# SPDX-License-Identifier: Apache-2.0
"""Other projects can use what `make install` installs, through pkg-config and through CMake."""

import math
import re

import pytest

import tree
from conftest import BUILD, CMAKE, ROOT, run

CONSUMER = ROOT / "tests" / "install" / "consumer"


def expected():
    header = (ROOT / "include/kullback/base.h").read_text()
    version = ".".join(re.search(rf"KL_VERSION_{part} (\d+)", header)[1]
                       for part in ("MAJOR", "MINOR", "PATCH"))
    return version, 0.5 * math.log(2) + 0.5 * math.log(2 / 3)


def check(printed):
    version, value = printed.split()
    assert version == expected()[0]
    assert math.isclose(float(value), expected()[1], abs_tol=1e-15)  # printed with 15 decimals


def pkg_config(libdir, *words):
    env = {"PKG_CONFIG_PATH": str(libdir / "pkgconfig")}
    return run("pkg-config", *words, "kullback", env=env).split()


def test_pkg_config_version(libdir):
    assert pkg_config(libdir, "--modversion") == [expected()[0]]


def test_cc_shared(libdir, tmp_path):
    flags = pkg_config(libdir, "--cflags", "--libs")
    run("cc", CONSUMER / "app.c", *flags, "-o", tmp_path / "app")
    env = {"LD_LIBRARY_PATH": str(libdir)}
    assert "libkullback.so.0 => " + str(libdir.resolve()) in run("ldd", tmp_path / "app", env=env)
    check(run(tmp_path / "app", env=env))


def test_program_of_the_readme(libdir, tmp_path):
    (program,) = re.findall(r"^```c\n(.*?)^```$", (ROOT / "README.md").read_text(), re.M | re.S)
    (tmp_path / "readme.c").write_text(program)
    run("cc", tmp_path / "readme.c", *pkg_config(libdir, "--cflags", "--libs"), "-o", tmp_path / "readme")
    said, unit = run(tmp_path / "readme", env={"LD_LIBRARY_PATH": str(libdir)}).split()
    assert math.isclose(float(said), math.log(5 / 3), rel_tol=1e-15) and unit == "nats"


def test_cc_static(libdir, tmp_path):
    flags = pkg_config(libdir, "--static", "--cflags", "--libs")
    run("cc", "-static", CONSUMER / "app.c", *flags, "-o", tmp_path / "app")
    check(run(tmp_path / "app"))


@pytest.fixture(scope="module")
def consumer(prefix, tmp_path_factory):
    build = tmp_path_factory.mktemp("consumer")
    run(CMAKE, "-S", CONSUMER, "-B", build, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}")
    run(CMAKE, "--build", build)
    return build


@pytest.mark.parametrize("kind", ["shared", "static"])
def test_cmake_package(consumer, kind):
    program = consumer / f"consumer_{kind}"
    assert ("libkullback.so.0" in run("ldd", program)) == (kind == "shared")
    check(run(program))


def test_headers_are_all_installed(prefix):
    installed = {path.name for path in (prefix / "include/kullback").iterdir()}
    assert installed == {path.name for path in tree.files(".h", under="include/kullback")}


def test_no_absolute_path_remains(prefix, libdir):
    for path in [*libdir.glob("pkgconfig/*"), *libdir.glob("cmake/kullback/*")]:
        text = path.read_text()
        assert str(ROOT) not in text and str(prefix.parent) not in text, path


def test_command_and_its_manual(prefix):
    assert expected()[0] in run(prefix / "bin/kl", "--version")
    pages = {path.name for path in (prefix / "share/man/man1").iterdir()}
    assert {"kl.1", "kl-count.1", "kl-merge.1", "kl-code.1"} <= pages
    for page in pages:
        assert (prefix / "share/man/man1" / page).read_text().startswith(".TH "), page


def test_mpi_program_is_there_for_each_mpi(prefix):
    built = {path.name for path in BUILD.glob("kl-mpi*")}
    assert {path.name for path in (prefix / "bin").glob("kl-mpi*")} == built
    assert (prefix / "share/man/man1/kl-mpi.1").exists() == bool(built)


@pytest.mark.parametrize("shell, place", [
    ("bash", "bash-completion/completions/kl"), ("zsh", "zsh/site-functions/_kl"),
    ("fish", "fish/vendor_completions.d/kl.fish")])
def test_completions(prefix, shell, place):
    text = (prefix / "share" / place).read_text()
    assert "--order" in text or "order" in text
    if shell == "bash":
        run("bash", "-n", prefix / "share" / place)


def test_command_finds_the_engine_of_tables(prefix, libdir):
    if not (libdir / "kullback" / "libduckdb.so").exists():
        pytest.skip("DuckDB is not installed with it: make tables")
    table = ROOT / "examples/penguins/penguins.parquet"
    assert "344 rows" in run(prefix / "bin/kl", "mi", table, "island", "species")


def test_static_command_needs_nothing():
    program = BUILD / "kl-static"
    assert "not a dynamic executable" in run("sh", "-c", f"ldd {program} 2>&1 || true")
    assert expected()[0] in run(program, "--version")
    shown = run(program, *sorted((ROOT / "examples").rglob("*lish.txt"))[:1] * 2)
    assert shown
