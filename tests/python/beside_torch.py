# SPDX-License-Identifier: Apache-2.0
"""A loss of kullback.torch beside its formula written in PyTorch: value and gradients, with a factor from above."""

import torch


def draw(seed, *shape):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def same(ours, formula, *inputs, tolerance=1e-12, dtype=torch.float64):
    """Inputs are of f64; ours gets them in that type, and so rounded does the formula."""
    rounded = [one.to(dtype) for one in inputs]
    mine = [one.clone().requires_grad_() for one in rounded]
    theirs = [one.double().clone().requires_grad_() for one in rounded]
    found, truth = ours(*mine), formula(*theirs)
    assert found.shape == truth.shape
    assert found.dtype == (torch.float64 if dtype is torch.float64 else torch.float32)
    torch.testing.assert_close(found.double(), truth, rtol=tolerance, atol=tolerance)
    factor = torch.linspace(-1, 2, found.numel(), dtype=torch.float64).view(found.shape) if found.dim() else 3.0
    (found * factor).sum().backward()
    (truth * factor).sum().backward()
    for a, b in zip(mine, theirs):
        assert a.grad.dtype == dtype
        torch.testing.assert_close(a.grad.double(), torch.zeros_like(b) if b.grad is None else b.grad, rtol=tolerance,
                                   atol=tolerance)
