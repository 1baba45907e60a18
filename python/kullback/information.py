# SPDX-License-Identifier: Apache-2.0
"""Information: mutual information of discrete variables and of samples, bottlenecks, channels, and coding.

mutual_information_nearest() and what stands beside it estimate I(X;Y) of continuous samples, of labels and of mixtures,
critic_bound() bounds it by what a critic says; mutual_info_regression() and mutual_info_classif() are scikit-learn's.

Joint is a distribution of several variables, from a table of weights or from rows of codes or labels; the functions
beside it are for two columns, and for all pairs of many. docs/information.md is the guide.

    >>> from kullback import information
    >>> information.Joint([[4, 1], [1, 4]]).association().uncertainty_x
    0.2780719051126377
    >>> information.mutual_information_codes("aabbabab" * 9, "xxyyxyxy" * 9).p_value.value
    0.001

Coding is what a bit is: a range coder that turns probabilities into file size.

    >>> from kullback import text
    >>> counts = text.count("abracadabra" * 100)
    >>> code = information.encode("abracadabra" * 100, counts)
    >>> information.decode(code.data, counts) == "abracadabra" * 100
    True

Coding data from P with a code made for Q costs H(P, Q) = H(P) + KL(P‖Q) per symbol; this coder comes within 0.1 % of
that and 64 bits.
"""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback._information_bottleneck import (BottleneckCurve, Change, Clusters, GaussianBottleneck, Merge,
                                              Point, agglomerate, bottleneck, bottleneck_curve, bottleneck_gaussian,
                                              bottleneck_sequential, cut, describe_bottleneck,
                                              describe_bottleneck_ids)
from kullback._information_channel import (Capacity, RateDistortion, capacity, describe_channel, describe_channel_ids,
                                           describe_distortion, rate_distortion)
from kullback._information_estimator import Bottleneck
from kullback._information_familiar import mutual_info_classif, mutual_info_regression
from kullback._information_joint import (Association, GTest, InformationMatrix, Joint, JointResult, adjusted_mutual_information,
                                         mutual_information, mutual_information_codes, mutual_information_matrix,
                                         normalised_mutual_information)
from kullback._information_nearest import (CriticBound, NearestResult, conditional_mutual_information_nearest, critic_bound,
                                           critic_bound_matrix, mutual_information_copula, mutual_information_labels,
                                           mutual_information_nearest)
from kullback._information_table import table_mutual_information, table_mutual_information_ids
from kullback._single import Single
from kullback.report import Document

if typing.TYPE_CHECKING:
    from array import array

    from _typeshed import ReadableBuffer

    from kullback._kullback import _Numbers, _Unit
    from kullback.sample import Counts

__all__ = ["Association", "Bottleneck", "BottleneckCurve", "CODE_TOTAL", "Capacity", "Change", "Clusters", "Code",
           "CriticBound", "Decoder", "Encoder", "GTest", "GaussianBottleneck", "InformationMatrix", "Joint",
           "JointResult", "Merge", "NearestResult", "Point", "RateDistortion", "adjusted_mutual_information",
           "agglomerate", "bottleneck", "bottleneck_curve", "bottleneck_gaussian", "bottleneck_sequential",
           "capacity", "conditional_mutual_information_nearest", "critic_bound", "critic_bound_matrix", "cut",
           "decode", "describe", "describe_bottleneck", "describe_bottleneck_ids", "describe_channel",
           "describe_channel_ids", "describe_distortion", "encode", "mutual_info_classif", "mutual_info_regression",
           "mutual_information", "mutual_information_codes", "mutual_information_copula", "mutual_information_labels",
           "mutual_information_matrix", "mutual_information_nearest", "normalised_mutual_information", "quantise",
           "rate_distortion", "table_mutual_information", "table_mutual_information_ids"]

CODE_TOTAL = 1 << 30
"""Frequencies of a code add up to this."""


def quantise(probabilities: _Numbers) -> array[int]:
    """Integer frequencies, all at least 1 and with sum CODE_TOTAL, nearest to the given probabilities.

    At most 2²⁴ of them. Raises Error for none and for more, and with the index for one that is not finite and above 0:
    such a symbol has no code. Source: Niemeyer, Niemeyer 2008 (largest remainders).
    """
    return typing.cast("array[int]", _kullback.code_quantise(probabilities))


class Encoder(Single):
    """A range encoder. put() raises Error for a symbol that is empty or reaches beyond CODE_TOTAL, and after finish().

    Source: Martin, Range Encoding: an Algorithm for Removing Redundancy from a Digitised Message, 1979; Schindler 1998
    (carries).
    """

    __slots__ = ("_handle",)

    def __init__(self) -> None:
        self._handle = _kullback.encoder_new()

    def put(self, start: int, frequency: int) -> None:
        """Code the symbol that occupies start to start + frequency of CODE_TOTAL."""
        _kullback.encoder_put(self._handle, start, frequency)

    def finish(self) -> bytes:
        """The code."""
        return typing.cast(bytes, _kullback.encoder_finish(self._handle))


class Decoder(Single):
    """A range decoder of what an Encoder made. take() raises Error for a symbol that no Encoder takes, and with code
    "format" behind the end. Source: as of Encoder."""

    __slots__ = ("_handle",)

    def __init__(self, code: ReadableBuffer) -> None:
        self._handle = _kullback.decoder_new(bytes(code))

    def peek(self) -> int:
        """The point of CODE_TOTAL that the next symbol's interval contains."""
        return typing.cast(int, _kullback.decoder_peek(self._handle))

    def take(self, start: int, frequency: int) -> None:
        """Move past the symbol that occupies start to start + frequency."""
        _kullback.decoder_take(self._handle, start, frequency)


class Code(typing.NamedTuple):
    """A coded text: its bytes, how many symbols that are, and how many of the bytes are the header."""

    data: bytes
    symbols: int
    header_size: int


def encode(text: str | ReadableBuffer, counts: Counts) -> Code:
    """Code the symbols of a text with the distribution of counts, smoothed as by kullback.sample.Pair.

    The header names symbols and order, what the counts have not seen, and a checksum of both. Raises Error for a text
    without a symbol, and with code "mismatch" for counts of names.

    Source: Martin 1979 (the coder); Krichevsky, Trofimov 1981 and Howard 1993 (the smoothing).
    """
    return Code(*_kullback.code_encode(text, counts._handle))


def decode(code: ReadableBuffer, counts: Counts) -> str | bytes:
    """The symbols back, as text (words joined by a blank), or bytes where the symbols are.

    Raises Error with code "format" for damaged bytes, "mismatch" for other counts than encode() was given. Source: as
    of encode().
    """
    data = typing.cast(bytes, _kullback.code_decode(code, counts._handle))
    return data if counts.symbols == "bytes" else data.decode("utf-8", "surrogateescape")


def describe(code: Code, own: Counts, *, name: str = "A", with_name: str = "B", unit: _Unit = "bits") -> Document:
    """What that cost, as a document: "code_length" per symbol without the header, the "entropy" of the text as it is,
    and their difference, the "extra". own: the text counted as the counts it was coded with."""
    return Document._of(_kullback.code_describe(name, with_name, own._handle, code.symbols, len(code.data),
                                                code.header_size), unit)
