#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Small arrays as NumPy writes them, and safetensors written from the description of that format.

    /usr/bin/python3 tools/make_tensor_golden.py [--check]

writes tests/io/golden and the corpora of the fuzz targets npy, npz, safetensors and json_lines. Element
k of an array (last dimension fastest) is (k - 3)/4 if it is a float, k if it is unsigned, k - 3 if it
is signed: the tests know no more than that. With --check nothing is written, and what differs from the
committed files is named.
"""
import io
import json
import pathlib
import struct
import sys

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[1]
GOLDEN = "tests/io/golden/"
CORPUS = "fuzz/corpus/"


def array(dtype, *shape):
    k = np.arange(int(np.prod(shape)), dtype="f8").reshape(shape)
    return {"f": (k - 3) / 4, "u": k, "i": k - 3}[np.dtype(dtype).kind].astype(dtype)


def npy(values, version=None):
    file = io.BytesIO()
    np.lib.format.write_array(file, values, version=version, allow_pickle=True)
    return file.getvalue()


class Pipe(io.RawIOBase):
    """Takes bytes and cannot go back: zip archives then have their sizes behind the members."""

    def __init__(self):
        self.taken = bytearray()

    def writable(self):
        return True

    def write(self, data):
        self.taken += bytes(data)
        return len(data)


def npz(save, file=None, **arrays):
    file = file or io.BytesIO()
    save(file, **arrays)
    return bytes(file.taken) if isinstance(file, Pipe) else file.getvalue()


def bf16(values):
    """The upper halves of f32; exact for the numbers used here."""
    return (values.astype("<f4").view("<u4") >> 16).astype("<u2").tobytes()


def safetensors(tensors, padding=0, **more):
    """tensors: name -> (dtype, shape, bytes), one after another behind the header."""
    header, content = dict(more), b""
    for name, (dtype, shape, data) in tensors.items():
        header[name] = {"dtype": dtype, "shape": shape,
                        "data_offsets": [len(content), len(content) + len(data)]}
        content += data
    text = json.dumps(header, separators=(",", ":")).encode() + b" " * padding
    return struct.pack("<Q", len(text)) + text + content


def tensor(name, dtype, *shape):
    return name, list(shape), array(dtype, *shape).tobytes()


def arrays_of_numpy():
    dtypes = "f8 f4 f2 u1 u2 u4 u8 i1 i2 i4 i8".split()
    files = {f"{dtype}.npy": npy(array("<" + dtype, 3, 4)) for dtype in dtypes}
    files["version-2.npy"] = npy(array("<f4", 3, 4), (2, 0))
    files["version-3.npy"] = npy(array("<f4", 3, 4), (3, 0))
    files["scalar.npy"] = npy(array("<f8"))
    files["one-dimension.npy"] = npy(array("<i8", 5))
    files["three-dimensions.npy"] = npy(array("<f4", 2, 3, 4))
    files["empty.npy"] = npy(array("<f4", 0, 4))
    files["fortran.npy"] = npy(np.asfortranarray(array("<f4", 3, 4)))
    files["big-endian.npy"] = npy(array(">f4", 3, 4))
    files["objects.npy"] = npy(np.array([{}, None], dtype=object))
    files["records.npy"] = npy(np.zeros(2, dtype=[("a", "<f4"), ("b", "<i4")]))
    files["void.npy"] = npy(np.zeros(2, dtype="V2"))
    files["complex.npy"] = npy(np.zeros(2, dtype="<c8"))
    two = {"logits": array("<f4", 3, 4), "targets": array("<i4", 3)}
    files["stored.npz"] = npz(np.savez, **two)
    files["deflated.npz"] = npz(np.savez_compressed, **two)
    files["pipe.npz"] = npz(np.savez, Pipe(), **two)
    files["single.npz"] = npz(np.savez_compressed, logits=array("<f2", 2, 3, 4))
    return files


def tensors_from_the_description():
    numpy_of = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "U8": "<u1", "U16": "<u2", "U32": "<u4",
                "U64": "<u8", "I8": "<i1", "I16": "<i2", "I32": "<i4", "I64": "<i8"}
    every = {name: tensor(name, dtype, 3, 4) for name, dtype in numpy_of.items()}
    every["BF16"] = ("BF16", [3, 4], bf16(array("<f8", 3, 4)))
    every["F8_E4M3"] = ("F8_E4M3", [2, 2], b"\0" * 4)
    pair = {"targets": tensor("I64", "<i8", 3), "logits": tensor("F32", "<f4", 1, 3, 4)}
    return {
        "every.safetensors": safetensors(every, 5, __metadata__={"format": "pt"}),
        "pair.safetensors": safetensors(pair),
        "single.safetensors": safetensors({"weights": tensor("F16", "<f2", 5)}),
    }


LINES = {
    "objects": b'{"token": 7, "logprob": -1.5}\n{"token": 8, "logprob": null}\n',
    "crlf": b'\xef\xbb\xbf[1]\r\n\r\n [2.5e3] \r\n"\\u0000"\r\n3',
    "blank": b"\n \t\n\r\n",
    "broken": b'{"a": 1}\n{"a": \n[1, 2\n]\n{"b": 2}\n',
    "deep": b"[" * 2100 + b"\n[]\n",
    "numbers": b"1\n-0.0\n1e308\n1e999\n9223372036854775807\n9223372036854775808\nNaN\n",
    "twice": b'{"a": 1, "a": 2}\n',
    "bytes": b'"\xc3\xa9"\n"\xff"\n"\\ud800"\n{"\\u0000": 1}\n',
    "long": b'["' + b"x" * 300 + b'"]\n[]\n',
}


def corpora(golden):
    files = {}
    for name, data in golden.items():
        stem, kind = name.rsplit(".", 1)
        files[f"{kind}/{stem}"] = data
    # Written by hand: a header in another order, and shapes whose size does not fit.
    head = "{ \"shape\" : ( 2 , 1 ) ,'fortran_order':False,'descr':'<f4'}\n"
    shape = "{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775808, 2), }"
    for stem, text in {"order": head, "overflow": shape}.items():
        files["npy/" + stem] = (b"\x93NUMPY\1\0" + struct.pack("<H", len(text)) + text.encode() +
                                b"\0" * 8)
    numbers = tensor("F32", "<f4", 2, 2)
    whole = safetensors({"a": numbers, "b": numbers})
    files["safetensors/overlap"] = whole.replace(b"[16,32]", b"[12,28]")
    files["safetensors/hole"] = safetensors({"a": numbers}) + b"\0"
    files["safetensors/length"] = struct.pack("<Q", 1 << 63) + whole[8:]
    files["safetensors/twice"] = whole.replace(b'"b"', b'"a"')
    files.update({f"json_lines/{stem}": data for stem, data in LINES.items()})
    return files


def main():
    golden = {**arrays_of_numpy(), **tensors_from_the_description()}
    files = {GOLDEN + name: data for name, data in golden.items()}
    files.update({CORPUS + name: data for name, data in corpora(golden).items()})
    wrong = []
    for name, data in files.items():
        path = ROOT / name
        if "--check" in sys.argv:
            if not path.exists() or path.read_bytes() != data:
                wrong.append(name)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    if wrong:
        sys.exit("not what the script makes: " + " ".join(sorted(wrong)))


if __name__ == "__main__":
    main()
