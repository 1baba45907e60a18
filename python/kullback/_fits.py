# SPDX-License-Identifier: Apache-2.0
"""The model of a family that is nearest to a target."""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback.report import Document

if typing.TYPE_CHECKING:
    from array import array
    from collections.abc import Callable
    from typing import Any

    from kullback._kullback import Estimate, _Matrix, _Numbers, _Path, _Unit
    from kullback.families import Gaussian

    _Points = typing.Union[_Matrix, _Numbers]
    _Density = Callable[..., float]


class Fit:
    """A model beside its target: see fit()."""

    __slots__ = ("_handle", "_head")

    def __init__(self, handle: Any) -> None:
        self._handle, self._head = handle, _kullback.fit_head(handle)

    @property
    def components(self) -> int:
        """How many: 1 of "gaussian", else in descending order of weight; the pieces of a "categorical" in their own."""
        return typing.cast(int, self._head[0])

    @property
    def dimensions(self) -> int:
        """Coordinates of a point."""
        return typing.cast(int, self._head[1])

    @property
    def converged(self) -> bool:
        """Whether the gradient is next to zero there; if not, estimates have the flag "not_converged"."""
        return typing.cast(bool, self._head[2])

    @property
    def iterations(self) -> int:
        """Of the descent that ended there."""
        return typing.cast(int, self._head[3])

    def component(self, index: int = 0) -> tuple[float, Gaussian | None]:
        """(weight, normal distribution) of a component; None for a piece of a categorical."""
        from kullback.families import gaussian
        if not 0 <= index < self.components:
            raise IndexError(f"there are {self.components} components")
        weight, mean, covariance = _kullback.fit_component(self._handle, index)
        d = len(mean)
        rows = [list(covariance[i * d:(i + 1) * d]) for i in range(d)]
        return weight, gaussian(mean, covariance=rows) if d else None

    def estimate(self, parameter: str, *, component: int = 0, index: int = 0) -> Estimate:
        """The "weight" of a component, or coordinate `index` of its "mean" or "scale" (standard deviation).

        With a standard error and an interval of 95 % for one normal distribution of at least four draws without
        weights. Raises Error for what there is not, with code "unsupported" of a categorical for all but weights.

        Source: White 1982 (standard errors); Bonett 2006 (the interval of the scale).
        """
        return _kullback.fit_estimate(self._handle, component, parameter, index)  # type: ignore[no-any-return]

    def log_density(self, points: _Points) -> array[float]:
        """ln of the model's density at points, over all of space; NaN at a NaN. Raises Error for other dimensions, with
        code "unsupported" of a categorical. Source: as of fit()."""
        return _kullback.fit_log_density(self._handle, points)  # type: ignore[no-any-return]

    def divergence(self, measure: str = "divergence", *, unit: _Unit = "nats") -> Estimate:
        """How far target and model are apart, over the cells of a grid. Of draws only "cross_entropy" is known: raises
        Error with code "unsupported" for others. Source: as of kullback.measure()."""
        return _kullback.fit_divergence(self._handle, measure).to(unit)  # type: ignore[no-any-return]

    def missed(self, level: float = 0.99, cases: _Numbers | None = None) -> Estimate:
        """The share of cases (weights on the cells; None: the target) outside the smallest set that holds `level` of
        the model. Raises Error for draws, which have no cells (code "unsupported"), a level that is not between 0
        and 1, and cases that are negative or not one a cell. Source: Hyndman 1996 (regions of highest density)."""
        return _kullback.fit_missed(self._handle, level, cases)  # type: ignore[no-any-return]

    def against(self, points: _Points, weights: _Numbers | None = None, *, grid: bool = False,
                volumes: _Numbers | None = None, log_density: _Density | None = None) -> Fit:
        """The same model beside another target. Raises Error for other dimensions, with code "unsupported" of a
        categorical, and for a target as fit() does."""
        return Fit(_kullback.fit_against(self._handle, (points, weights, grid, volumes, log_density)))

    def __repr__(self) -> str:
        return f"<Fit of {self.components} in {self.dimensions} dimensions>"


def _options(family: str, components: int, measure: str, parameter: float | None, starts: int, iterations: int,
             seed: int) -> tuple[Any, ...]:
    return family, components, measure, parameter, starts, iterations, seed


def fit(points: _Points, weights: _Numbers | None = None, *, grid: bool = False, volumes: _Numbers | None = None,
        log_density: _Density | None = None, family: str = "gaussian", components: int = 2,
        measure: str = "divergence", parameter: float | None = None, starts: int = 16, iterations: int = 1000,
        seed: int = 0, threads: int = 1) -> Fit:
    """The model of a family that makes a measure least, the target first: a Fit.

    points       numbers, or rows of them: draws, or with grid=True the cells of a grid
    weights      of the draws or cells; log_density: of a grid instead, called with the coordinates of a point
    volumes      of the cells; None: all alike
    family       "gaussian", "mixture" of `components`, or "categorical": a grid's cells in so many pieces
    measure      any that has a gradient(): all but the entropy. "divergence" (forward) covers all modes,
                 "divergence.reverse" picks one. Of draws "divergence", "cross_entropy" and "perplexity", which are
                 maximum likelihood; for others count_cells() makes a grid of draws on a line
    parameter    of the measure; None: its default. No order ∞ of "renyi"
    starts       beginnings of which the best end is taken; seed: of these

    Raises Error for what is no target, with its index, and with code "unsupported" for a measure that cannot be.
    Source: Bishop, Pattern Recognition and Machine Learning, 2006.
    """
    options = _options(family, components, measure, parameter, starts, iterations, seed)
    return Fit(_kullback.fit_new((points, weights, grid, volumes, log_density), options, threads))


def count_cells(draws: _Numbers, more: float = 0.5) -> tuple[array[float], array[float]]:
    """Draws on a line as a grid, for what asks for the target's density: (middles, counts), cells of one width.

        middles, counts = count_cells(draws)
        fit(middles, counts, grid=True, measure="divergence.reverse")

    draws    numbers that are not all alike
    more     what is added to each count: 1/2 (Krichevsky–Trofimov) for measures that are infinite where the target is 0

    2n^(1/3) cells over the range of the draws, at least 8 and at most 512, and one beyond either end. Raises Error for
    a draw that is not finite, with its index, and for fewer than two that differ.
    Source: Terrell, Scott 1985 (the number of cells).
    """
    return _kullback.fit_cells(draws, more)  # type: ignore[no-any-return]


def fit_file(path: _Path, *, family: str = "gaussian", components: int = 2, measure: str = "divergence",
             parameter: float | None = None, starts: int = 16, iterations: int = 1000, seed: int = 0, threads: int = 1,
             unit: _Unit = "bits") -> Document:
    """What `kl fit` tells of a file, as a Document."""
    options = _options(family, components, measure, parameter, starts, iterations, seed)
    return Document._of(_kullback.fit_file(path, options, threads), unit)


def fit_ids() -> list[str]:
    """The ids that every fit of cells or of draws on a line is told with."""
    return typing.cast("list[str]", _kullback.fit_ids())
