#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/python/torch_golden.json: what torch.distributions says of divergences and entropies of families, so
that the tests can hold kullback.families to it without torch being there (Debian: python3-torch)."""

import json
import pathlib

import torch
from torch import distributions as d
from torch.distributions import kl_divergence

torch.set_default_dtype(torch.float64)
PATH = pathlib.Path(__file__).resolve().parents[1] / "tests" / "python" / "torch_golden.json"

MAKE = {
    "bernoulli": lambda p: d.Bernoulli(torch.tensor(p)),
    "binomial": lambda n, p: d.Binomial(int(n), torch.tensor(p)),
    "categorical": lambda *w: d.Categorical(torch.tensor(w)),
    "poisson": lambda r: d.Poisson(torch.tensor(r)),
    "geometric": lambda p: d.Geometric(torch.tensor(p)),
    "normal": lambda m, s: d.Normal(torch.tensor(m), torch.tensor(s)),
    "log_normal": lambda m, s: d.LogNormal(torch.tensor(m), torch.tensor(s)),
    "half_normal": lambda s: d.HalfNormal(torch.tensor(s)),
    "exponential": lambda r: d.Exponential(torch.tensor(r)),
    "gamma": lambda a, r: d.Gamma(torch.tensor(a), torch.tensor(r)),
    "beta": lambda a, b: d.Beta(torch.tensor(a), torch.tensor(b)),
    "dirichlet": lambda *a: d.Dirichlet(torch.tensor(a)),
    "laplace": lambda m, s: d.Laplace(torch.tensor(m), torch.tensor(s)),
    "cauchy": lambda m, s: d.Cauchy(torch.tensor(m), torch.tensor(s)),
    "gumbel": lambda m, s: d.Gumbel(torch.tensor(m), torch.tensor(s)),
    "weibull": lambda k, s: d.Weibull(torch.tensor(s), torch.tensor(k)),
    "pareto": lambda m, a: d.Pareto(torch.tensor(m), torch.tensor(a)),
    "uniform": lambda a, b: d.Uniform(torch.tensor(a), torch.tensor(b)),
}
# Of each family two distributions: p, and a q that has mass wherever p has.
PAIRS = {
    "bernoulli": ([0.3], [0.7]), "binomial": ([12, 0.3], [12, 0.45]), "poisson": ([3.5], [5.25]),
    "categorical": ([0.5, 0.125, 0.375], [0.25, 0.5, 0.25]), "geometric": ([0.25], [0.6]),
    "normal": ([0.0, 1.0], [1.0, 2.0]), "log_normal": ([0.5, 1.25], [-0.25, 0.75]), "half_normal": ([1.5], [0.5]),
    "exponential": ([0.5], [2.0]), "gamma": ([2.5, 1.5], [4.0, 0.75]), "beta": ([2.5, 0.75], [1.25, 3.0]),
    "dirichlet": ([0.5, 2.0, 3.5], [1.5, 1.0, 2.0]), "laplace": ([0.25, 1.5], [-1.0, 0.5]),
    "cauchy": ([0.25, 1.5], [-1.0, 0.5]), "gumbel": ([0.25, 1.5], [-1.0, 0.75]), "weibull": ([1.5, 2.0], [0.75, 3.0]),
    "pareto": ([2.0, 3.0], [1.5, 1.25]), "uniform": ([0.25, 0.75], [-0.5, 2.0]),
}
MEAN, VARIANCE, FACTOR = [0.5, -1.0, 2.0], [1.5, 0.5, 2.0], [[1.0, 0.0], [-0.5, 0.25], [0.75, 1.0]]
COVARIANCE = [[2.0, 0.5, -0.25], [0.5, 1.0, 0.125], [-0.25, 0.125, 1.5]]
GAUSSIANS = {
    "diagonal": {"mean": MEAN, "variance": VARIANCE},
    "low_rank": {"mean": [0.0, 0.25, 1.0], "variance": VARIANCE[::-1], "factor": FACTOR},
    "full": {"mean": [0.0, 0.0, 0.0], "covariance": COVARIANCE},
}


def gaussian(mean, variance=None, factor=None, covariance=None):
    mean = torch.tensor(mean)
    if covariance is not None:
        return d.MultivariateNormal(mean, torch.tensor(covariance))
    if factor is not None:
        return d.LowRankMultivariateNormal(mean, torch.tensor(factor), torch.tensor(variance))
    return d.MultivariateNormal(mean, torch.diag(torch.tensor(variance)))


def divergences():
    """Of all pairs that torch has, also between families; it samples none."""
    for p_name, (p, _) in PAIRS.items():
        for q_name, (_, q) in PAIRS.items():
            try:
                value = float(kl_divergence(MAKE[p_name](*p), MAKE[q_name](*q)))
            except NotImplementedError:
                continue
            yield [p_name, p, q_name, q, value]


def entropies():
    for name, (p, _) in PAIRS.items():
        try:
            yield [name, p, float(MAKE[name](*p).entropy())]
        except NotImplementedError:
            continue


def of_gaussians():
    for p in GAUSSIANS.values():
        yield [p, None, float(gaussian(**p).entropy())]
        for q in GAUSSIANS.values():
            yield [p, q, float(kl_divergence(gaussian(**p), gaussian(**q)))]


def main():
    made = {"divergences": list(divergences()), "entropies": list(entropies()), "gaussians": list(of_gaussians())}
    rows = ",\n".join(f'"{name}": [\n' + ",\n".join(map(json.dumps, lines)) + "]" for name, lines in made.items())
    PATH.write_text(f'{{"written_by": "tools/make_torch_golden.py", "torch": "{torch.__version__}",\n{rows}}}\n')


if __name__ == "__main__":
    main()
