# SPDX-License-Identifier: Apache-2.0
"""The state container of src/base/state.h, written."""
import struct

MAGIC = b"\x89KLS\r\n\x1a\n"
VERSION = 1
CHUNK_MAX = 1 << 20
POLYNOMIAL = 0xC96C5795D7870F42


def _table():
    rows = []
    for byte in range(256):
        crc = byte
        for _ in range(8):
            crc = crc >> 1 ^ (POLYNOMIAL if crc & 1 else 0)
        rows.append(crc)
    return rows


TABLE = _table()


def crc64(data):
    """CRC-64/XZ."""
    crc = 0xFFFFFFFFFFFFFFFF
    table = TABLE
    for byte in data:
        crc = crc >> 8 ^ table[(crc ^ byte) & 255]
    return crc ^ 0xFFFFFFFFFFFFFFFF


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def f64(value):
    return struct.pack("<d", value)


def text(value):
    data = value.encode("utf-8")
    return varint(len(data)) + data


def container(kind, sections):
    """The file that holds [(tag, bytes)]."""
    header = MAGIC + struct.pack("<HH", VERSION, kind)
    out = [header]
    number = 0
    chunks = [(tag, data[at:at + CHUNK_MAX]) for tag, data in sections for at in range(0, max(len(data), 1), CHUNK_MAX)]
    for tag, data in chunks + [(b"END ", struct.pack("<Q", len(chunks)))]:
        head = tag + struct.pack("<I", len(data))
        crc = crc64(header + struct.pack("<Q", number) + head + data)
        out.append(head + data + struct.pack("<Q", crc))
        number += 1
    return b"".join(out)
