#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The profiles of the page, smaller than those that are built in: tools/make_web_profiles.py [--check]

web/profiles/languages.kls has all languages and fewer n-grams; web/profiles/ciphers.kls fewer languages.
"""
import argparse
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from languages import container, thin  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent
MOST, LETTERS = 600_000, 1500
MODES, LEVELS = 2, 16
CIPHERS = ("cs", "de", "en", "es", "fr", "it", "nl", "pl", "ru", "uk")


def languages(data):
    """What fits, by halving the interval of the least gain."""
    profile = thin.Profile(data, LETTERS)
    low, high, best = 1e-4, 1e-1, b""
    while high / low > 1.02:
        middle = (low * high) ** 0.5
        made = profile.thinned(middle)
        print(f"a gain of {middle:.3e} makes {len(made)} bytes", file=sys.stderr)
        if len(made) > MOST:
            low = middle
        else:
            high, best = middle, made
    return best


def ciphers(data):
    """The models of some languages as they are."""
    found = thin.sections(data)
    reader = thin.Reader(found[b"CIPH"])
    version, kept = reader.varint(), []
    for _ in range(reader.varint()):
        begin = reader.at
        code = reader.text().decode()
        reader.text()
        size = len(reader.text().decode()) + 1
        reader.bytes(8 * 3 * MODES + size + size * size)
        for _ in range(2):
            reader.bytes(8 * LEVELS)
            reader.varint()
            reader.bytes(reader.varint())
        if code in CIPHERS:
            kept.append(reader.data[begin:reader.at])
    body = container.varint(version) + container.varint(len(kept)) + b"".join(kept)
    return container.container(struct.unpack_from("<H", data, 10)[0], [(b"FOLD", found[b"FOLD"]), (b"CIPH", body)])


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say whether the profiles are what would be made")
    check = parser.parse_args().check
    for name, make in (("languages.kls", languages), ("ciphers.kls", ciphers)):
        made = make((ROOT / "src/text" / name).read_bytes())
        path = ROOT / "web/profiles" / name
        if check:
            if path.read_bytes() != made:
                sys.exit(f"make_web_profiles: {path} is not what is made of src/text/{name}")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(made)
        print(f"{path}: {len(made)} bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
