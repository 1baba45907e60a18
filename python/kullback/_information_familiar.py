# SPDX-License-Identifier: Apache-2.0
"""Functions that scikit-learn's users know, under the same names. They need NumPy, which those users have."""

from __future__ import annotations

import importlib
import typing

from kullback import _kullback
from kullback._information_joint import Joint

# Columns have their unit and their noise when they come to the estimator; no interval and no test.
_UNIT_AND_NOISE = ("none", "refuse", 0.0, 0.0, 0, 5, 0)


def _mask(numpy: typing.Any, discrete_features: typing.Any, columns: int, is_sparse: bool) -> typing.Any:
    if isinstance(discrete_features, str):
        if discrete_features != "auto":
            raise ValueError(f"discrete_features is {discrete_features!r}: it must be 'auto', a bool or an array")
        discrete_features = is_sparse
    mask = numpy.zeros(columns, dtype=bool)
    if isinstance(discrete_features, (bool, numpy.bool_)):
        mask[:] = discrete_features
    else:
        mask[numpy.asarray(discrete_features)] = True
    return mask


def _check(numpy: typing.Any, name: str, values: typing.Any) -> None:
    if values.dtype.kind == "c":
        raise ValueError(f"{name} is of complex numbers")
    if values.dtype.kind == "f" and not numpy.isfinite(values).all():
        place = numpy.argwhere(~numpy.isfinite(values))[0]
        at = ", ".join(f"{axis} {i}" for axis, i in zip(("row", "column"), place))
        raise ValueError(f"{name} is {values[tuple(place)]} in {at}: it must be a finite number")


def _with_noise(numpy: typing.Any, columns: typing.Any, random: typing.Any) -> typing.Any:
    """Over the standard deviation, with the noise that scikit-learn adds, from the same random numbers."""
    deviation = columns.std(axis=0)
    columns = columns / numpy.where(deviation < 10 * numpy.finfo(float).eps, 1, deviation)
    size = numpy.maximum(1, numpy.abs(columns).mean(axis=0))
    return columns + 1e-10 * size * random.standard_normal(size=columns.shape)


def _random(numpy: typing.Any, random_state: typing.Any) -> typing.Any:
    if random_state is None:
        return numpy.random
    return random_state if hasattr(random_state, "standard_normal") else numpy.random.RandomState(random_state)


def _codes(numpy: typing.Any, values: typing.Any) -> typing.Any:
    return numpy.unique(values, return_inverse=True)[1].astype(numpy.int64)


def _of_labels(labels: typing.Any, points: typing.Any, neighbours: int) -> float:
    # A label that all have tells nothing; the library asks for two.
    if not labels.any():
        return 0.0
    # The noise may leave ties of a large class with one value: what is without any is the same either way.
    return float(_kullback.nearest_discrete(labels, points, (neighbours, "mixed", *_UNIT_AND_NOISE), 0)[0])


def _one(numpy: typing.Any, x: typing.Any, y: typing.Any, x_is_discrete: bool, y_is_discrete: bool,
         neighbours: int) -> float:
    if x_is_discrete and y_is_discrete:
        return Joint.of(_codes(numpy, x), _codes(numpy, y)).mutual_information()
    if x_is_discrete:
        return _of_labels(_codes(numpy, x), y, neighbours)
    if y_is_discrete:
        return _of_labels(_codes(numpy, y), x, neighbours)
    return float(_kullback.nearest_information(x, y, (neighbours, "ksg1", *_UNIT_AND_NOISE), 0)[0])


def _estimate(X: typing.Any, y: typing.Any, discrete_features: typing.Any, y_is_discrete: bool, n_neighbors: int,
              copy: bool, random_state: typing.Any) -> typing.Any:
    numpy = importlib.import_module("numpy")
    for name, given in (("X", X), ("y", y)):
        if numpy.ma.is_masked(numpy.ma.asarray(given)):
            raise TypeError(f"{name} has a mask: leave out the rows with what is masked")
    is_sparse = hasattr(X, "toarray")
    x = numpy.asarray(X.toarray() if is_sparse else X)
    y = numpy.asarray(y)
    if y.ndim == 2 and y.shape[1] == 1:
        y = y[:, 0]
    if x.ndim != 2 or y.ndim != 1 or len(x) != len(y):
        raise ValueError(f"X and y have shapes {x.shape} and {y.shape}: n × columns and n are needed")
    _check(numpy, "X", x)
    _check(numpy, "y", y)
    discrete = _mask(numpy, discrete_features, x.shape[1], is_sparse)
    random = _random(numpy, random_state)
    if not discrete.all():
        made = x.astype(float, copy=copy)
        made[:, ~discrete] = _with_noise(numpy, made[:, ~discrete], random)
        x = made
    if not y_is_discrete:
        y = _with_noise(numpy, y.astype(float), random)
    return numpy.array([_one(numpy, numpy.ascontiguousarray(x[:, j]), y, bool(discrete[j]), y_is_discrete, n_neighbors)
                        for j in range(x.shape[1])])


_ARGUMENTS = """\
X                  n × columns, an array or a sparse matrix
discrete_features  'auto' (all columns of a sparse X, none of another), a bool for all, or a mask or the numbers of
                   columns
n_neighbors        k, 1 to 128
copy               False: X may be overwritten, if it is of floats
random_state       of the noise: a seed, a numpy.random.RandomState, or None: what numpy.random.seed() seeds

A float array with a number of nats for each column, the same as scikit-learn 1.3's to rounding: continuous columns are
divided by their standard deviation and get the same noise of 1e-10 (KSG 1; Ross for labels; counts where both are
discrete). Otherwise than there: all processors work on it; a sparse X may have continuous columns; labels of
mutual_info_classif() may be any numbers or words. mutual_information_nearest() says more: an interval, ties, a test.

Raises ValueError for shapes that do not fit and for what is not finite, Error for a k above 128, k rows or fewer, and
labels none of which comes twice.

Source: Kraskov, Stögbauer, Grassberger 2004; Ross 2014 (labels)."""


def mutual_info_regression(X: typing.Any, y: typing.Any, *, discrete_features: typing.Any = "auto",
                           n_neighbors: int = 3, copy: bool = True, random_state: typing.Any = None) -> typing.Any:
    return _estimate(X, y, discrete_features, False, n_neighbors, copy, random_state)


mutual_info_regression.__doc__ = f"""Mutual information of each column with a continuous target, as scikit-learn has
it.

{_ARGUMENTS}
"""


def mutual_info_classif(X: typing.Any, y: typing.Any, *, discrete_features: typing.Any = "auto", n_neighbors: int = 3,
                        copy: bool = True, random_state: typing.Any = None) -> typing.Any:
    return _estimate(X, y, discrete_features, True, n_neighbors, copy, random_state)


mutual_info_classif.__doc__ = f"""Mutual information of each column with labels, as scikit-learn gives it.

{_ARGUMENTS}
"""
