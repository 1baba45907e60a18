#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Install what is missing from Debian's packages: tools/setup.sh GROUP…, of build, tables, python, story, test, lint,
# bench, web, full. Says what it installs; says and does nothing where nothing is missing. tables also fetches DuckDB,
# which Debian does not have.
set -eu

# A package unless its command is there: node and npm of other makers stand in the way of Debian's.
unless_there() {
    command -v "$1" >/dev/null || echo "$2"
}

packages_of() {
    case $1 in
    build) echo gcc libc6-dev cmake ninja-build pkgconf libutf8proc-dev zlib1g-dev \
        libjansson-dev libpng-dev g++ libtomlplusplus-dev libsqlite3-dev ;;
    tables) unless_there npm npm ;;
    python) echo python3-dev ;;
    story) echo libopenblas-dev gzip xz-utils zstd python3 ;;
    test) echo libopenblas-dev g++ clang libclang-rt-14-dev llvm lld libcmocka-dev libmpfr-dev \
        python3 python3-dev python3-pytest python3-hypothesis python3-jsonschema python3-mpmath \
        python3-numpy python3-scipy python3-torch mandoc zsh fish libopenmpi-dev openmpi-bin parallel ;;
    lint) echo clang-format clang-tidy shellcheck ;;
    bench) echo python3 python3-dev python3-numpy python3-scipy python3-mpmath python3-torch \
        libopenblas-dev python3-sklearn python3-pot libopenmpi-dev openmpi-bin ;;
    web) echo emscripten clang llvm cmake ninja-build pkgconf python3 chromium \
        "$(unless_there node nodejs)" "$(unless_there npm npm)" ;;
    full) echo valgrind libc6-dbg qemu-user gcc-aarch64-linux-gnu libc6-dev-arm64-cross mypy \
        python3-pip python3-venv libmpich-dev mpich slurmctld slurmd slurm-client munge ;;
    *)
        echo "setup: there is no group '$1' (build, tables, python, story, test, lint, bench, web, full)" >&2
        exit 2
        ;;
    esac
}

# The libraries of the 64-bit ARM build, which live beside this machine's own.
arm64_packages="libutf8proc-dev:arm64 zlib1g-dev:arm64 libjansson-dev:arm64 libpng-dev:arm64 libsqlite3-dev:arm64
    libcmocka-dev:arm64 libmpfr-dev:arm64"

# Those of the named packages that are not installed, one blank between them.
missing_of() {
    for package in "$@"; do
        case $installed in
        *" $package "* | *" $package:$native "* | *" $package:all "*) ;;
        *) printf '%s ' "$package" ;;
        esac
    done
}

run_as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        echo "setup: this needs root or sudo; have an administrator run: apt-get install $wanted" >&2
        exit 1
    fi
}

# Package lists may be absent (containers) or old: ask for them only when an installation fails.
install_packages() {
    set -- env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"
    run_as_root "$@" || { run_as_root apt-get update -q && run_as_root "$@"; }
}

[ $# -gt 0 ] || { echo "setup: which groups? tools/setup.sh GROUP…, of build, tables, python, story, test, lint, bench, web, full" >&2; exit 2; }
wanted=
for group in "$@"; do
    wanted="$wanted $(packages_of "$group")"
done
if ! command -v dpkg-query >/dev/null; then
    echo "setup: no Debian packages here; see to it yourself that you have what these hold:$wanted" >&2
    exit 0
fi

native=$(dpkg --print-architecture)
# shellcheck disable=SC2016 # the fields are dpkg's, not the shell's
installed=" $(dpkg-query -W -f '${db:Status-Status} ${Package}:${Architecture}\n' |
    sed -n 's/^installed //p' | tr '\n' ' ')"

# shellcheck disable=SC2086 # names of packages hold no blanks
missing=$(missing_of $wanted)
if [ -n "$missing" ]; then
    echo "setup: installing $missing"
    # shellcheck disable=SC2086
    install_packages $missing
fi

case " $* " in
*" full "*)
    # shellcheck disable=SC2086
    missing=$(missing_of $arm64_packages)
    if [ -n "$missing" ]; then
        echo "setup: installing $missing"
        if ! dpkg --print-foreign-architectures | grep -qx arm64; then
            run_as_root dpkg --add-architecture arm64
            run_as_root apt-get update -q
        fi
        # shellcheck disable=SC2086
        install_packages $missing
    fi
    ;;
esac

case " $* " in
*" tables "*) "$(dirname "$0")/fetch_duckdb.sh" "$(dirname "$0")/../build/tables" ;;
esac
