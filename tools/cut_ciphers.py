#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Keep some languages of a profile of letter models (tools/train_ciphers.py): tools/cut_ciphers.py CODES FROM TO

The models stay as they are, byte for byte; `kl lang --cipher --profile TO` takes the result. CODES with commas between.
"""
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from languages import container  # noqa: E402

VERSION, MODES, LEVELS, REAL = 1, 2, 16, 8


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def skip(self, size):
        self.at += size
        return self.data[self.at - size:self.at]

    def varint(self):
        value, shift = 0, 0
        while True:
            byte = self.skip(1)[0]
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def text(self):
        return self.skip(self.varint()).decode()


def sections(data):
    """The kind of a container and its {tag: bytes}; its checksums are read by who reads the result."""
    found, reader = {}, Reader(data)
    reader.skip(len(container.MAGIC))
    _, kind = struct.unpack("<HH", reader.skip(4))
    while True:
        tag, size = struct.unpack("<4sI", reader.skip(8))
        if tag == b"END ":
            return kind, found
        found[tag] = found.get(tag, b"") + reader.skip(size)
        reader.skip(8)


def languages(body):
    """[(code, bytes)] of the languages of a section."""
    reader, found = Reader(body), []
    if reader.varint() != VERSION:
        sys.exit("cut_ciphers: a version of letter models that this does not know")
    for _ in range(reader.varint()):
        begin = reader.at
        code, _, size = reader.text(), reader.text(), len(reader.text()) + 1
        reader.skip(MODES * 3 * REAL + size + size * size)
        for _ in range(2):
            reader.skip(LEVELS * REAL)
            reader.varint()
            reader.skip(reader.varint())
        found.append((code, body[begin:reader.at]))
    return found


def main():
    codes, source, target = sys.argv[1].split(","), pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    kind, whole = sections(source.read_bytes())
    kept = [data for code, data in languages(whole[b"CIPH"]) if code in codes]
    if len(kept) != len(codes):
        sys.exit(f"cut_ciphers: {source} has only {len(kept)} of {len(codes)} languages")
    body = container.varint(VERSION) + container.varint(len(kept)) + b"".join(kept)
    target.write_bytes(container.container(kind, [(b"FOLD", whole[b"FOLD"]), (b"CIPH", body)]))


if __name__ == "__main__":
    main()
