# SPDX-License-Identifier: Apache-2.0
"""Kullback: how many bits apart two distributions are, computed right.

    >>> import kullback
    >>> kullback.divergence([0.5, 0.5], [0.9, 0.1])
    <Estimate 0.5108256237659907 nats>

p is the truth, q the model, always in that order. Numbers come in as any buffer (NumPy arrays, array.array, memoryview;
floats of 16, 32 or 64 bits and integers, with any step), as what speaks DLPack on the CPU (PyTorch) or Arrow's C data
interface, of which nothing is copied, or as a sequence of numbers. Logarithms are natural; unit="bits" converts. While
numbers are computed, other threads of Python run.

The measures of two known distributions, compare(), what `kl A B` tells, and drift(), what `kl drift` tells, are
functions of the package; the rest is under the name of its room:

    families     divergences of parametric families     evaluate     language models
    sample       what was counted                       report       documents of results
    text         texts to count                         information  mutual information, bottlenecks, coding
    io           arrays and weights in files            transport    optimal transport
    table        columns that are read, drift    base         exact sums, random numbers
"""

import os as _os

from kullback import _kullback, _measure, base, evaluate, families, information, io, losses, report, sample, table, text, transport
from kullback._compare import Input, compare, compare_ids, merge_states
from kullback._drift import drift
from kullback._familiar import entropy, jensenshannon
from kullback._kullback import Error, Estimate, FileError, Note
from kullback._measure import (Adversarial, Counterexample, Measure, Parameter, f_divergence, gradient,
                               jensen_shannon_many, jensen_shannon_many_gradient, measure, measure_logits,
                               measures, terms)

__version__ = _kullback.version

_functions = _measure.functions()
globals().update(_functions)

__all__ = ["Adversarial", "Counterexample", "Error", "Estimate", "FileError", "Input", "Measure", "Note", "Parameter",
           "base", "compare", "compare_ids", "drift", "entropy", "evaluate", "f_divergence", "families", "gradient", "information", "io", "jensen_shannon_many",
           "jensen_shannon_many_gradient", "jensenshannon", "losses", "measure", "measure_logits", "measures", "merge_states",
           "report", "sample", "table", "terms", "text",
           "transport", *_functions]

# The threads of a pool stay in the parent process.
_os.register_at_fork(after_in_child=_kullback.forget_pools)
