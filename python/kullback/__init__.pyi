# SPDX-License-Identifier: Apache-2.0
# What type checkers and editors know of the package; tests hold it to what is there.

from array import array
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from kullback import (base as base, evaluate as evaluate, families as families, information as information,
                      io as io, losses as losses, report as report, sample as sample, table as table, text as text,
                      transport as transport)
from kullback._compare import Input as Input, compare as compare, compare_ids as compare_ids, merge_states as merge_states
from kullback._drift import drift as drift
from kullback._kullback import (Error as Error, Estimate as Estimate, FileError as FileError, Note as Note, _Matrix,
                                _Numbers, _Unit)

__all__ = ["Adversarial", "Counterexample", "Error", "Estimate", "FileError", "Input", "Measure", "Note", "Parameter",
           "base", "compare", "compare_ids", "drift", "entropy", "evaluate", "f_divergence", "families", "gradient", "information", "io", "jensen_shannon_many",
           "jensen_shannon_many_gradient", "jensenshannon", "losses", "measure", "measure_logits", "measures", "merge_states",
           "report", "sample", "table", "terms", "text",
           "transport", "cross_entropy", "divergence", "divergence_reverse", "jeffreys", "jensen_shannon",
           "jensen_shannon_distance", "total_variation", "hellinger", "hellinger_squared", "bhattacharyya",
           "chi_square", "chi_square_neyman", "perplexity", "triangular", "le_cam", "chi_square_symmetric", "renyi",
           "tsallis", "alpha", "cressie_read", "hockey_stick", "skew"]

__version__: str

_Zeros = Literal["exact", "kt", "common"] | tuple[Literal["add", "mix"], float]

class Parameter(NamedTuple):
    name: str
    symbol: str
    default: float
    low: float
    high: float

class Counterexample(NamedTuple):
    breaks: str
    p: tuple[float, ...]
    q: tuple[float, ...]
    r: tuple[float, ...] | None

class Adversarial(NamedTuple):
    breaks: str
    p: tuple[float, ...]
    q: tuple[float, ...]

class Measure(NamedTuple):
    name: str
    title: str
    also: str
    formula: str
    meaning: str
    source: str
    kind: str
    unit: str
    upper: float
    properties: tuple[str, ...]
    counterexamples: tuple[Counterexample, ...]
    adversarial: tuple[Adversarial, ...]
    parameter: Parameter | None
    def generator(self, t: float, *, parameter: float | None = None) -> float: ...
    def slope_at_infinity(self, *, parameter: float | None = None) -> float: ...
    def conjugate(self, u: float, *, parameter: float | None = None) -> float: ...

def entropy(p: _Numbers, q: _Numbers | None = None, base: float | None = None) -> float: ...
def jensenshannon(p: _Numbers, q: _Numbers, base: float | None = None) -> float: ...

def measures() -> tuple[Measure, ...]: ...
def measure(name: str, p: _Numbers, q: _Numbers | None = None, *, unit: _Unit = "nats", parameter: float | None = None,
            normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def measure_logits(name: str, x: _Numbers, y: _Numbers | None = None, *, unit: _Unit = "nats") -> Estimate: ...
def terms(name: str, p: _Numbers, q: _Numbers | None = None, *, unit: _Unit = "nats", parameter: float | None = None,
          normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> array[float]: ...
def f_divergence(p: _Numbers, q: _Numbers, f: Callable[[float, float], float], *, at_zero: float,
                 slope_at_infinity: float, zeros: _Zeros = "exact") -> Estimate: ...
def jensen_shannon_many(distributions: Sequence[_Numbers] | _Matrix, weights: _Numbers | None = None, *,
                        zeros: _Zeros = "exact") -> Estimate: ...
def jensen_shannon_many_gradient(distributions: Sequence[_Numbers] | _Matrix, index: int,
                                 weights: _Numbers | None = None, *, of: Literal["weights", "logits"] = "weights",
                                 zeros: _Zeros = "exact") -> array[float]: ...
def gradient(name: str, p: _Numbers, q: _Numbers, *, of: Literal["weights", "logits"] = "weights",
             unit: _Unit = "nats", parameter: float | None = None, normalised: bool = False,
             threads: int = 1, zeros: _Zeros = "exact") -> array[float]: ...

def cross_entropy(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
                  normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def divergence(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
               normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def divergence_reverse(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
                       normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def jeffreys(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
             normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def jensen_shannon(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
                   weight: float = 0.5, normalised: bool = False, threads: int = 1,
                   zeros: _Zeros = "exact") -> Estimate: ...
def jensen_shannon_distance(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
                            weight: float = 0.5, normalised: bool = False, threads: int = 1,
                            zeros: _Zeros = "exact") -> Estimate: ...
def total_variation(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
                    normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def hellinger(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
              normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def hellinger_squared(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
                      normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def bhattacharyya(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
                  normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def chi_square(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
               normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def chi_square_neyman(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats",
                      normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def perplexity(p: _Numbers, q: _Numbers | None = None, *, unit: _Unit = "nats",
               normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def triangular(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats", normalised: bool = False,
               threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def le_cam(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats", normalised: bool = False,
           threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def chi_square_symmetric(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats", normalised: bool = False,
                         threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def renyi(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats", order: float = 2.0,
          normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def tsallis(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats", order: float = 0.5,
            normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def alpha(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats", alpha: float = 0.0,
          normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def cressie_read(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats", lambda_: float = ...,
                 normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def hockey_stick(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats", gamma: float = ...,
                 normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
def skew(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats", weight: float = 0.99,
         normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate: ...
