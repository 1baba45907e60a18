# SPDX-License-Identifier: Apache-2.0
"""Data frames as anybody could make them: Arrow's C stream interface through ctypes, with no library behind it."""

import array
import ctypes
import struct

new_capsule = ctypes.pythonapi.PyCapsule_New
new_capsule.restype, new_capsule.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


class Stream(ctypes.Structure):
    pass


Pointer = ctypes.POINTER
Schema._fields_ = [("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p),
                   ("flags", ctypes.c_int64), ("n_children", ctypes.c_int64), ("children", Pointer(Pointer(Schema))),
                   ("dictionary", Pointer(Schema)), ("release", ctypes.CFUNCTYPE(None, Pointer(Schema))),
                   ("private", ctypes.c_void_p)]
Array._fields_ = [("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
                  ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64),
                  ("buffers", Pointer(ctypes.c_void_p)), ("children", Pointer(Pointer(Array))),
                  ("dictionary", Pointer(Array)), ("release", ctypes.CFUNCTYPE(None, Pointer(Array))),
                  ("private", ctypes.c_void_p)]
Stream._fields_ = [("get_schema", ctypes.CFUNCTYPE(ctypes.c_int, Pointer(Stream), Pointer(Schema))),
                   ("get_next", ctypes.CFUNCTYPE(ctypes.c_int, Pointer(Stream), Pointer(Array))),
                   ("get_last_error", ctypes.CFUNCTYPE(ctypes.c_void_p, Pointer(Stream))),
                   ("release", ctypes.CFUNCTYPE(None, Pointer(Stream))), ("private", ctypes.c_void_p)]

Schema_release, Array_release, Stream_release = (dict(kind._fields_)["release"] for kind in (Schema, Array, Stream))


def bits(flags):
    return bytes(sum(bool(flag) << i for i, flag in enumerate(flags[at:at + 8])) for at in range(0, len(flags), 8))


class Column:
    """Values of one type; None is null. format: "g", "l", "u", "b", "tsu:"."""

    def __init__(self, name, format, values):
        self.name, self.format, self.values = name, format, list(values)

    def buffers(self, values):
        valid = None if None not in values else bits([value is not None for value in values])
        if self.format == "u":
            texts = [(value or "").encode() for value in values]
            ends = [sum(map(len, texts[:i])) for i in range(len(texts) + 1)]
            return [valid, struct.pack(f"{len(ends)}i", *ends), b"".join(texts) or b"\0"]
        if self.format == "b":
            return [valid, bits(values)]
        code = "d" if self.format == "g" else "q"
        return [valid, array.array(code, [0 if value is None else value for value in values]).tobytes()]


class Frame:
    """Columns, or with is_table false one column alone, in parts of some rows. `alive` counts what was given out and
    not released; a second stream can be had."""

    def __init__(self, *columns, rows=2, is_table=True, fails=False):
        self.columns, self.rows, self.is_table, self.fails = columns, rows, is_table, fails
        self.alive, self.kept = 0, []

    def keep(self, what):
        self.kept.append(what)
        return what

    def give(self, kind):
        """The callback that takes one back."""
        self.alive += 1

        def release(pointer):
            self.alive -= 1
            pointer.contents.release = kind(0)
        return self.keep(kind(release))

    def pointers(self, kind, items):
        return self.keep((Pointer(kind) * len(items))(*map(ctypes.pointer, items)))

    def schema(self, column):
        return self.keep(Schema(format=column.format.encode(), name=column.name.encode(), release=self.give(Schema_release)))

    def get_schema(self, _, out):
        if self.is_table:
            children = [self.schema(column) for column in self.columns]
            self.alive -= len(children)  # they go with their parent
            out[0] = Schema(format=b"+s", n_children=len(children), children=self.pointers(Schema, children),
                            release=self.give(Schema_release))
        else:
            out[0] = self.schema(self.columns[0])
        return 0

    def array(self, column, begin):
        values = column.values[begin:begin + self.rows]
        buffers = [None if data is None else self.keep(ctypes.create_string_buffer(data, len(data)))
                   for data in column.buffers(values)]
        places = self.keep((ctypes.c_void_p * len(buffers))(
            *(None if buffer is None else ctypes.addressof(buffer) for buffer in buffers)))
        return self.keep(Array(length=len(values), null_count=values.count(None), n_buffers=len(buffers), buffers=places,
                               release=self.give(Array_release)))

    def get_next(self, _, out):
        begin, self.at = self.at, self.at + self.rows
        if begin >= len(self.columns[0].values):
            out[0] = Array()
            return 5 if self.fails else 0
        children = [self.array(column, begin) for column in self.columns]
        if self.is_table:
            self.alive -= len(children)
            out[0] = Array(length=children[0].length, n_buffers=1, buffers=self.keep((ctypes.c_void_p * 1)(None)),
                           n_children=len(children), children=self.pointers(Array, children),
                           release=self.give(Array_release))
        else:
            out[0] = children[0]
        return 0

    def __arrow_c_stream__(self, requested_schema=None):
        self.at = 0
        reason = ctypes.addressof(self.keep(ctypes.create_string_buffer(b"the frame is torn"))) if self.fails else None
        kinds = dict(Stream._fields_)
        calls = [self.keep(kind(call)) for kind, call in
                 ((kinds["get_schema"], self.get_schema), (kinds["get_next"], self.get_next),
                  (kinds["get_last_error"], lambda _: reason))]
        return new_capsule(ctypes.addressof(self.keep(Stream(*calls, self.give(Stream_release)))), b"arrow_array_stream", None)
