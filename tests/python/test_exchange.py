# SPDX-License-Identifier: Apache-2.0
"""Numbers of libraries that are no buffers: DLPack and Arrow's C data interface, looked at where they lie."""

import array
import ctypes
import gc
import math
import weakref

import pytest

import kullback
from kullback import evaluate, families, io, losses

P, Q = [1.0, 2.0, 3.0, 4.0], [4.0, 3.0, 2.0, 1.0]
EXPECTED = kullback.divergence(P, Q)

new_capsule = ctypes.pythonapi.PyCapsule_New
new_capsule.restype, new_capsule.argtypes = ctypes.py_object, [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


# ── Arrow ───────────────────────────────────────────────────────────────────────────────────────

class Schema(ctypes.Structure):
    _fields_ = [("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", ctypes.c_char_p),
                ("flags", ctypes.c_int64), ("n_children", ctypes.c_int64), ("children", ctypes.c_void_p),
                ("dictionary", ctypes.c_void_p), ("release", ctypes.c_void_p), ("private", ctypes.c_void_p)]


class Array(ctypes.Structure):
    _fields_ = [("length", ctypes.c_int64), ("null_count", ctypes.c_int64), ("offset", ctypes.c_int64),
                ("n_buffers", ctypes.c_int64), ("n_children", ctypes.c_int64),
                ("buffers", ctypes.POINTER(ctypes.c_void_p)), ("children", ctypes.c_void_p),
                ("dictionary", ctypes.c_void_p), ("release", ctypes.c_void_p), ("private", ctypes.c_void_p)]


Release = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
nothing_to_release = Release(lambda pointer: None)
NOT_RELEASED = ctypes.cast(nothing_to_release, ctypes.c_void_p)


class Arrow:
    """Exports numbers as an array; its capsules have no destructors, since all of it is Python's."""

    def __init__(self, numbers, format, *, nulls=0, valid=None, offset=0, buffers=2):
        self.numbers = numbers
        self.valid = None if valid is None else ctypes.create_string_buffer(valid)
        address = numbers.buffer_info()[0] if numbers is not None else 0
        self.buffers = (ctypes.c_void_p * 3)(ctypes.addressof(self.valid) if valid else None, address)
        self.schema = Schema(format=format, name=b"", release=NOT_RELEASED)
        self.array = Array(length=len(numbers or ()) - offset, null_count=nulls, offset=offset, n_buffers=buffers,
                           buffers=self.buffers, release=NOT_RELEASED)

    def __arrow_c_array__(self, requested_schema=None):
        return (new_capsule(ctypes.addressof(self.schema), b"arrow_schema", None),
                new_capsule(ctypes.addressof(self.array), b"arrow_array", None))


@pytest.mark.parametrize("code, format", zip("dfbhiqBHIQ", [b"g", b"f", b"c", b"s", b"i", b"l", b"C", b"S", b"I", b"L"]))
def test_arrow_arrays(code, format):
    whole = [int(x) for x in [9, 9, *P]]
    given = Arrow(array.array(code, whole if code not in "df" else map(float, whole)), format, offset=2)
    assert kullback.divergence(given, Q) == EXPECTED
    assert list(kullback.terms("divergence", P, Arrow(array.array("d", Q), b"g"))) == \
        list(kullback.terms("divergence", P, Q))


def test_arrow_nulls():
    numbers = array.array("d", P)
    assert kullback.divergence(Arrow(numbers, b"g", nulls=-1, valid=b"\x0f"), Q) == EXPECTED
    assert kullback.divergence(Arrow(numbers, b"g", nulls=-1), Q) == EXPECTED
    for nulls in (-1, 1):
        with pytest.raises(ValueError, match="p has nulls"):
            kullback.divergence(Arrow(numbers, b"g", nulls=nulls, valid=b"\x0d"), Q)
    # A null before the offset is none of the array's.
    assert kullback.divergence(Arrow(array.array("d", [9, *P]), b"g", nulls=-1, valid=b"\x1e", offset=1), Q) == EXPECTED


@pytest.mark.parametrize("format", [b"u", b"b", b"tdD", b"", b"d:19,10", b"+l"])
def test_arrow_types_that_are_refused(format):
    with pytest.raises(TypeError, match="Arrow array of format"):
        kullback.divergence(Arrow(array.array("d", P), format), Q)
    with pytest.raises(TypeError, match="Arrow array of format 'g'"):
        kullback.divergence(Arrow(array.array("d", P), b"g", buffers=3), Q)


def test_arrow_capsules_that_are_none():
    class Broken:
        def __init__(self, answer):
            self.answer = answer

        def __arrow_c_array__(self):
            return self.answer()

    good = Arrow(array.array("d", P), b"g")
    for answer, kind in ((lambda: None, TypeError), (lambda: (1, 2), ValueError), (lambda: (1,), TypeError),
                         (lambda: good.__arrow_c_array__()[::-1], ValueError), (lambda: 1 // 0, ZeroDivisionError)):
        with pytest.raises(kind):
            kullback.divergence(Broken(answer), Q)


def test_pyarrow():
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (PyPI: pyarrow)")
    for kind in (pyarrow.float64(), pyarrow.float32(), pyarrow.float16(), pyarrow.int8(), pyarrow.uint64()):
        column = pyarrow.array(P).cast(pyarrow.float32()).cast(kind)
        assert kullback.divergence(pyarrow.concat_arrays([column, column])[4:], Q) == EXPECTED
    with pytest.raises(ValueError, match="p has nulls"):
        kullback.divergence(pyarrow.array([1.0, None, 3.0, 4.0]), Q)
    with pytest.raises(TypeError, match="format 'u'"):
        kullback.divergence(pyarrow.array(["a", "b"]), Q)


# ── DLPack ──────────────────────────────────────────────────────────────────────────────────────

class Tensor(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("device_type", ctypes.c_int32), ("device_id", ctypes.c_int32),
                ("ndim", ctypes.c_int32), ("code", ctypes.c_uint8), ("bits", ctypes.c_uint8),
                ("lanes", ctypes.c_uint16), ("shape", ctypes.POINTER(ctypes.c_int64)),
                ("strides", ctypes.POINTER(ctypes.c_int64)), ("byte_offset", ctypes.c_uint64),
                ("context", ctypes.c_void_p), ("deleter", ctypes.c_void_p)]


class Packed:
    def __init__(self, numbers, code, bits, shape, strides=None, *, device=1, lanes=1, offset=0):
        self.numbers, self.device = numbers, device
        self.shape = (ctypes.c_int64 * len(shape))(*shape)
        self.strides = None if strides is None else (ctypes.c_int64 * len(strides))(*strides)
        self.tensor = Tensor(numbers.buffer_info()[0], device, 0, len(shape), code, bits, lanes, self.shape,
                             self.strides, offset)

    def __dlpack_device__(self):
        return (self.device, 0)

    def __dlpack__(self, stream=None):
        return new_capsule(ctypes.addressof(self.tensor), b"dltensor", None)


INT, UINT, FLOAT, BFLOAT = 0, 1, 2, 4


@pytest.mark.parametrize("code, kind, bits", [("d", FLOAT, 64), ("f", FLOAT, 32), ("b", INT, 8), ("h", INT, 16),
                                              ("i", INT, 32), ("q", INT, 64), ("B", UINT, 8), ("H", UINT, 16),
                                              ("I", UINT, 32), ("Q", UINT, 64)])
def test_tensors(code, kind, bits):
    numbers = array.array(code, [9] + [int(x) for p in P for x in (p, 9)])
    spread = Packed(numbers, kind, bits, [4], [2], offset=bits // 8)
    assert kullback.divergence(spread, Packed(array.array("d", Q), FLOAT, 64, [4])) == EXPECTED
    assert kullback.divergence(Packed(numbers, kind, bits, [4], [-2], offset=7 * bits // 8), Q) == \
        kullback.divergence(P[::-1], Q)


def test_halves_of_both_kinds():
    bf16 = array.array("H", [0x3F80, 0x4000, 0x4040, 0x4080])
    assert kullback.divergence(Packed(bf16, BFLOAT, 16, [4]), Q) == EXPECTED
    f16 = array.array("H", [0x3C00, 0x4000, 0x4200, 0x4400])
    assert kullback.divergence(Packed(f16, FLOAT, 16, [4]), Q) == EXPECTED


def test_matrices():
    numbers = array.array("d", [2, 0.5, 9, 0.5, 1, 9])
    q = families.gaussian([0, 0], [1, 1])
    expected = families.gaussian([0, 0], covariance=[[2, 0.5], [0.5, 1]]).divergence(q)
    for strides in ([3, 1], [1, 3]):
        given = Packed(numbers, FLOAT, 64, [2, 2], strides)
        assert families.gaussian([0, 0], covariance=given).divergence(q) == expected
    close = Packed(array.array("d", [2, 0.5, 0.5, 1]), FLOAT, 64, [2, 2])
    assert families.gaussian([0, 0], covariance=close).divergence(q) == expected


def test_tensors_that_are_refused():
    numbers = array.array("d", P)
    for refused, kind, words in ((Packed(numbers, FLOAT, 64, [4], device=2), ValueError, "on a device .*type 2"),
                                 (Packed(numbers, FLOAT, 128, [2]), TypeError, "type 2 with 128 bits"),
                                 (Packed(numbers, FLOAT, 32, [4], lanes=2), TypeError, "type 2 with 32 bits"),
                                 (Packed(numbers, 5, 64, [4]), TypeError, "type 5 with 64 bits"),
                                 (Packed(numbers, FLOAT, 64, [2, 2]), ValueError, "p has 2 dimensions"),
                                 (Packed(numbers, FLOAT, 64, [1, 2, 2]), ValueError, "p has 3 dimensions"),
                                 (Packed(numbers, FLOAT, 64, []), ValueError, "p has 0 dimensions")):
        with pytest.raises(kind, match=words):
            kullback.divergence(refused, Q)
    spent = Packed(numbers, FLOAT, 64, [4])
    spent.__class__ = type("Spent", (Packed,), {"__dlpack__": lambda self: new_capsule(1, b"used_dltensor", None)})
    with pytest.raises(ValueError):
        kullback.divergence(spent, Q)


def test_capsules_that_somebody_had_already():
    given = Packed(array.array("d", P), FLOAT, 64, [4])
    assert kullback.divergence(given.__dlpack__(), Q) == EXPECTED
    afar = Packed(array.array("d", P), FLOAT, 64, [4], device=2)
    with pytest.raises(ValueError, match="p is on a device .*type 2"):
        kullback.divergence(afar.__dlpack__(), Q)
    with pytest.raises(ValueError):
        kullback.divergence(new_capsule(ctypes.addressof(given.tensor), b"arrow_array", None), Q)


def test_losses_of_halves():
    """Logits 1, 2, 3, 4 of bf16 and f16; gradients beside them and over them."""
    for codes, kind in (([0x3F80, 0x4000, 0x4040, 0x4080], BFLOAT), ([0x3C00, 0x4000, 0x4200, 0x4400], FLOAT)):
        numbers = array.array("H", codes)
        logits = Packed(numbers, kind, 16, [1, 4])
        loss, slopes = losses.cross_entropy(logits, [0], gradient=True)
        assert loss == pytest.approx(losses.cross_entropy([P], [0]), rel=1e-6)
        room = Packed(array.array("H", bytes(8)), kind, 16, [1, 4])
        assert losses.cross_entropy(logits, [0], gradient=room) == (loss, room) and room.numbers == slopes
        assert losses.cross_entropy(logits, [0], gradient=logits)[0] == loss and numbers == slopes


def test_they_live_as_long_as_they_are_held(numpy):
    class Only:
        """An array of NumPy's that can only be had as a tensor."""

        def __init__(self, numbers):
            self.numbers = numbers
            self.__dlpack__, self.__dlpack_device__ = numbers.__dlpack__, numbers.__dlpack_device__

    numbers = numpy.array(P)
    given = Only(numbers)
    assert kullback.divergence(given, Q) == EXPECTED
    held = families.categorical(given)
    gone = weakref.ref(numbers)
    del numbers, given
    assert held.divergence(families.categorical(Q)) == EXPECTED
    del held
    gc.collect()
    assert gone() is None


def test_torch():
    torch = pytest.importorskip("torch", reason="torch is not installed (Debian: python3-torch)")
    for kind in (torch.float64, torch.float32, torch.float16, torch.bfloat16, torch.int64, torch.uint8):
        wide = torch.tensor([[p, 9] for p in P]).to(kind)
        assert kullback.divergence(wide[:, 0], Q) == EXPECTED
        seen = evaluate.Evaluation(4, precision="double")
        seen.feed(torch.tensor([P]).to(kind), torch.tensor([Q]).to(kind))
        assert math.isclose(seen.estimate("divergence"), kullback.measure_logits("divergence", P, Q), rel_tol=1e-12)
    with pytest.raises((BufferError, RuntimeError), match="gradient"):
        kullback.divergence(torch.tensor(P, requires_grad=True), Q)


def test_losses_of_torch():
    torch = pytest.importorskip("torch", reason="torch is not installed (Debian: python3-torch)")
    targets = torch.tensor([0, 2])
    for kind in (torch.float64, torch.float32, torch.float16, torch.bfloat16):
        logits = torch.tensor([P, Q]).to(kind)
        loss, slopes = losses.cross_entropy(logits, targets, gradient=torch.empty_like(logits))
        assert loss == pytest.approx(losses.cross_entropy([P, Q], [0, 2]), rel=1e-6)
        assert slopes.double().sum(1).abs().max() < 1e-2
        # Columns apart are copied, and a gradient that goes there is refused.
        apart = logits.t().contiguous().t()
        assert losses.cross_entropy(apart, targets) == loss
        with pytest.raises(ValueError, match="side by side"):
            losses.cross_entropy(apart, targets, gradient=apart)
        assert losses.cross_entropy(logits, targets, gradient=logits)[1] is logits and torch.equal(logits, slopes)


def test_torch_writes_files(tmp_path):
    torch = pytest.importorskip("torch", reason="torch is not installed (Debian: python3-torch)")
    io.write_array(tmp_path / "x.npy", torch.tensor(P)[::2])
    assert list(io.Tensor(tmp_path / "x.npy").numbers()) == P[::2]
    with pytest.raises(kullback.Error, match="bf16"):
        io.write_array(tmp_path / "x.npy", torch.tensor(P).to(torch.bfloat16))
