#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Losses of latent variables: torch.distributions with PyTorch's gradients in f64, and single elements, near and far,
in 60 digits.

    /usr/bin/python3 tools/make_latent_golden.py > tests/loss/latent_golden.h
"""
import mpmath
import torch
import torch.distributions as D
import torch.nn.functional as F

ROWS, LATENTS, CLASSES = 3, 3, 4
mpmath.mp.dps = 60


def numbers(count, state, low=-2.0, high=2.0):
    """What a linear congruential generator gives, the same doubles in any language."""
    out = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        out.append(low + (high - low) * state / 2**31)
    return torch.tensor(out, dtype=torch.float64)


def table(name, values, size):
    print(f"static const double golden_{name}[{size}] = {{")
    values = [f"{float(v):.17g}" for v in values]
    for i in range(0, len(values), 5):
        print("    " + ", ".join(values[i:i + 5]) + ",")
    print("};")


def leaf(values, *shape):
    return values.reshape(*shape).clone().requires_grad_()


def gaussian():
    size = f"GOLDEN_ROWS * {LATENTS}"
    arrays = [leaf(numbers(ROWS * LATENTS, seed), ROWS, LATENTS) for seed in (1, 2, 3, 4)]
    for name, a in zip(("q_mean", "q_log_variance", "p_mean", "p_log_variance"), arrays):
        table(name, a.detach().flatten(), size)
    q, p = D.Normal(arrays[0], (arrays[1] / 2).exp()), D.Normal(arrays[2], (arrays[3] / 2).exp())
    each = D.kl_divergence(q, p)
    table("gaussian", each.detach().flatten(), size)
    each.sum(1).mean().backward()
    for name, a in zip(("q_mean", "q_log_variance", "p_mean", "p_log_variance"), arrays):
        table(f"gaussian_by_{name}", a.grad.flatten(), size)


def full():
    triangle = torch.tril(torch.ones(LATENTS, LATENTS, dtype=torch.float64))
    raw = [numbers(ROWS * LATENTS * LATENTS, seed).reshape(ROWS, LATENTS, LATENTS) for seed in (5, 6)]
    factors = []
    for r in raw:
        f = r * triangle
        index = torch.arange(LATENTS)
        f[:, index, index] = f[:, index, index].abs() + 0.5
        factors.append(leaf(f, ROWS, LATENTS, LATENTS))
    means = [leaf(numbers(ROWS * LATENTS, seed), ROWS, LATENTS) for seed in (1, 3)]
    q, p = (D.MultivariateNormal(m, scale_tril=f) for m, f in zip(means, factors))
    standard = D.MultivariateNormal(torch.zeros(LATENTS, dtype=torch.float64),
                                    torch.eye(LATENTS, dtype=torch.float64))
    for name, f in zip("qp", factors):
        table(f"{name}_factor", f.detach().flatten(), f"GOLDEN_ROWS * {LATENTS * LATENTS}")
    for name, other in (("full_standard", standard), ("full", p)):
        for t in (*means, *factors):
            t.grad = None
        each = D.kl_divergence(q, other)
        each.mean().backward()
        table(name, each.detach(), "GOLDEN_ROWS")
        for side, m, f in zip("qp", means, factors):
            if f.grad is None:
                continue
            table(f"{name}_by_{side}_mean", m.grad.flatten(), f"GOLDEN_ROWS * {LATENTS}")
            table(f"{name}_by_{side}_factor", (f.grad * triangle).flatten(), f"GOLDEN_ROWS * {LATENTS * LATENTS}")


def categorical():
    width = LATENTS * CLASSES
    q, p = (leaf(numbers(ROWS * width, seed), ROWS, LATENTS, CLASSES) for seed in (7, 8))
    for name, x in (("q", q), ("p", p)):
        table(f"{name}_logits", x.detach().flatten(), f"GOLDEN_ROWS * {width}")
    each = D.kl_divergence(D.Categorical(logits=q), D.Categorical(logits=p))
    each.sum(1).mean().backward()
    table("categorical", each.detach().flatten(), f"GOLDEN_ROWS * {LATENTS}")
    table("categorical_by_q", q.grad.flatten(), f"GOLDEN_ROWS * {width}")
    table("categorical_by_p", p.grad.flatten(), f"GOLDEN_ROWS * {width}")
    q.grad = None
    each = D.kl_divergence(D.Categorical(logits=q), D.Categorical(logits=torch.zeros_like(q)))
    each.sum(1).mean().backward()
    table("categorical_uniform", each.detach().flatten(), f"GOLDEN_ROWS * {LATENTS}")
    table("categorical_uniform_by_q", q.grad.flatten(), f"GOLDEN_ROWS * {width}")


def reconstruction():
    size = f"GOLDEN_ROWS * {LATENTS}"
    prediction, scale = leaf(numbers(ROWS * LATENTS, 1), ROWS, LATENTS), leaf(numbers(ROWS * LATENTS, 2), ROWS, LATENTS)
    share = numbers(ROWS * LATENTS, 9, 0, 1).reshape(ROWS, LATENTS)
    table("share", share.flatten(), size)
    loss = F.binary_cross_entropy_with_logits(prediction, share, reduction="none").sum(1)
    loss.mean().backward()
    table("bernoulli", loss.detach(), "GOLDEN_ROWS")
    table("bernoulli_by_prediction", prediction.grad.flatten(), size)
    prediction.grad = None
    loss = -D.Normal(prediction, scale.exp()).log_prob(share).sum(1)
    loss.mean().backward()
    table("density", loss.detach(), "GOLDEN_ROWS")
    table("density_by_prediction", prediction.grad.flatten(), size)
    table("density_by_scale", scale.grad.flatten(), size)
    logits = leaf(numbers(ROWS * LATENTS * CLASSES, 7), ROWS, LATENTS, CLASSES)
    classes = torch.tensor([[0, 3, 1], [2, 2, 0], [1, 0, 3]])
    loss = -D.Categorical(logits=logits).log_prob(classes).sum(1)
    loss.mean().backward()
    print(f"static const uint8_t golden_classes[{size}] = "
          + "{" + ", ".join(str(int(c)) for c in classes.flatten()) + "};")
    table("classes_loss", loss.detach(), "GOLDEN_ROWS")
    table("classes_by_prediction", logits.grad.flatten(), f"GOLDEN_ROWS * {LATENTS * CLASSES}")


def slopes(f, *at):
    h = mpmath.mpf(10) ** -25
    for i in range(len(at)):
        up, down = list(at), list(at)
        up[i] += h
        down[i] -= h
        yield (f(*up) - f(*down)) / (2 * h)


def listed(name, members, rows):
    print(f"static const struct {{\n    double {members};\n}} golden_{name}[] = {{")
    for row in rows:
        print("    {" + ", ".join(v if isinstance(v, str) else f"{float(v):.17g}" for v in row) + "},")
    print("};")


def normal_divergence(m, l, n, k):
    return (mpmath.exp(l - k) - 1 - (l - k) + (m - n) ** 2 * mpmath.exp(-k)) / 2


def gaussian_elements():
    rows = []
    for at in [(0, 0, 0, 0), (1e-9, 1e-9, 0, 0), (-3, 5, 2, -4), (1e6, -50, 0, 0), (0, 300, 1, 200), (0, -300, 1, -200),
               (2, 1.5, 2, 1.5), (0.5, 1e-12, 0.5, 0), (1e-150, 0, 0, 0)]:
        with mpmath.workdps(400):
            exact = [mpmath.mpf(v) for v in at]
            by = ", ".join(f"{float(v):.17g}" for v in slopes(normal_divergence, *exact))
            rows.append((*at, normal_divergence(*exact), "{" + by + "}"))
    listed("gaussian_elements", "q_mean, q_log_variance, p_mean, p_log_variance, loss, by[4]", rows)


def discretised(m, ls, x, edge):
    s, w = mpmath.exp(ls), mpmath.mpf(2) / 255
    sigma = lambda v: 1 / (1 + mpmath.exp(-v))  # noqa: E731
    above = 1 if edge > 0 else sigma((x + w / 2 - m) / s)
    below = 0 if edge < 0 else sigma((x - w / 2 - m) / s)
    return -mpmath.log(above - below)


def logistic_elements():
    rows = []
    for m, ls, level in [(0, -1, 100), (0.5, -3, 0), (0.5, -3, 255), (-0.9, -5, 255), (-0.9, -5, 254), (0.1, 3, 128),
                         (0.1, 30, 17), (0.1, -12, 140), (0, -7, 200), (2, 0, 0), (2, -4, 1)]:
        x = float(2 * level / 255 - 1)
        edge = -1 if level == 0 else 1 if level == 255 else 0
        with mpmath.workdps(3000):
            exact = [mpmath.mpf(v) for v in (m, ls)]
            f = lambda a, b: discretised(a, b, mpmath.mpf(x), edge)  # noqa: E731
            rows.append((m, ls, x, f(*exact), *slopes(f, *exact)))
    listed("logistic_elements", "mean, log_scale, x, loss, by_mean, by_scale", rows)


def main():
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print(f"/* Written by tools/make_latent_golden.py: PyTorch {torch.__version__}, mpmath {mpmath.__version__}. */")
    print("/* clang-format off */")
    print(f"enum {{ GOLDEN_ROWS = {ROWS}, GOLDEN_LATENTS = {LATENTS}, GOLDEN_CLASSES = {CLASSES} }};")
    for part in (gaussian, full, categorical, reconstruction, gaussian_elements, logistic_elements):
        part()


main()
