#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Losses of preference tuning: TRL's formulas with PyTorch's gradients in f64, and single pairs, near and far, in 60
digits.

    /usr/bin/python3 tools/make_preference_golden.py > tests/loss/preference_golden.h
"""
import mpmath
import torch
import torch.nn.functional as F

PAIRS = 4
mpmath.mp.dps = 60


def numbers(count, state, scale):
    """What a linear congruential generator gives, the same doubles in any language."""
    out = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        out.append(-scale * state / 2**31)
    return torch.tensor(out, dtype=torch.float64)


def row(values):
    return "{" + ", ".join(f"{float(v):.17g}" for v in values) + "}"


def logsigmoid_pair(x, eps):
    return -F.logsigmoid(x) * (1 - eps) - F.logsigmoid(-x) * eps


def odds(logp):
    return logp - torch.log1p(-torch.exp(logp))


def trl(kind, chosen, rejected, ref_chosen, ref_rejected, beta, eps, f, alpha, gamma, lengths):
    """The losses as TRL's trainers write them (DPOTrainer.dpo_loss, CPOTrainer.cpo_loss,
    ORPOTrainer.odds_ratio_loss)."""
    if lengths is not None:
        chosen, ref_chosen = chosen / lengths[0], ref_chosen / lengths[0]
        rejected, ref_rejected = rejected / lengths[1], ref_rejected / lengths[1]
    a, b = chosen - ref_chosen, rejected - ref_rejected
    logits = a - b
    if f in ("ALPHA", "FORWARD_KL"):
        alpha = 1 if f == "FORWARD_KL" else alpha
        logits = (torch.exp(-alpha * b) - torch.exp(-alpha * a)) / alpha
    elif f == "JENSEN_SHANNON":
        logits = logits - (F.softplus(a) - F.softplus(b))
    x = beta * logits
    if kind == "SIGMOID":
        return logsigmoid_pair(x, eps)
    if kind == "HINGE":
        return torch.relu(1 - x)
    if kind == "IPO":
        return (logits - 1 / (2 * beta)) ** 2
    if kind == "EXO_PAIR":
        return (torch.sigmoid(x) * (F.logsigmoid(x) - torch.log1p(torch.tensor(-eps, dtype=torch.float64)))
                + torch.sigmoid(-x) * (F.logsigmoid(-x) - torch.log(torch.tensor(eps, dtype=torch.float64))))
    if kind == "NCA_PAIR":
        return -F.logsigmoid(beta * a) - 0.5 * F.logsigmoid(-beta * a) - 0.5 * F.logsigmoid(-beta * b)
    if kind == "ROBUST":
        return (-F.logsigmoid(x) * (1 - eps) + F.logsigmoid(-x) * eps) / (1 - 2 * eps)
    if kind == "BCO_PAIR":
        return -F.logsigmoid(beta * a - 0.25) - F.logsigmoid(-(beta * b - 0.25))
    if kind == "SPPO_HARD":
        return (a - 0.5 / beta) ** 2 + (b + 0.5 / beta) ** 2
    if kind == "APO_ZERO":
        return 1 - torch.sigmoid(beta * a) + torch.sigmoid(beta * b)
    if kind == "APO_DOWN":
        return torch.sigmoid(beta * a) + 1 - torch.sigmoid(beta * (a - b))
    nll = -chosen
    if kind == "CPO":
        return logsigmoid_pair(beta * (chosen - rejected), eps) + 0.5 * nll
    if kind == "SIMPO":
        return logsigmoid_pair(beta * (chosen - rejected - gamma / beta), eps) + 0.5 * nll
    assert kind == "ORPO"
    return 0.5 * nll - beta * F.logsigmoid(odds(chosen) - odds(rejected))


FREE = ("CPO", "SIMPO", "ORPO")
AVERAGED = ("IPO", "SIMPO", "ORPO")


def cases():
    for beta in (0.1, 2.0):
        for eps in (0.0, 0.2, 0.5):
            yield "SIGMOID", beta, eps, "REVERSE_KL"
        for eps in (0.0, 0.2):
            yield "ROBUST", beta, eps, "REVERSE_KL"
        yield "EXO_PAIR", beta, 0.2, "REVERSE_KL"
        yield "EXO_PAIR", beta, 1e-3, "REVERSE_KL"
        for kind in ("HINGE", "IPO", "NCA_PAIR", "BCO_PAIR", "SPPO_HARD", "APO_ZERO", "APO_DOWN", "ORPO"):
            yield kind, beta, 0.0, "REVERSE_KL"
        for kind in ("CPO", "SIMPO"):
            for eps in (0.0, 0.1):
                yield kind, beta, eps, "REVERSE_KL"
        for f in ("FORWARD_KL", "JENSEN_SHANNON", "ALPHA"):
            for kind, eps in (("SIGMOID", 0.1), ("HINGE", 0.0), ("EXO_PAIR", 0.1), ("ROBUST", 0.1)):
                yield kind, beta, eps, f


def batches():
    names = ("policy_chosen", "policy_rejected", "reference_chosen", "reference_rejected")
    values = [numbers(PAIRS, seed, 6.0) for seed in (1, 2, 3, 4)]
    lengths = (torch.tensor([3.0, 1, 7, 2], dtype=torch.float64), torch.tensor([2.0, 5, 1, 4], dtype=torch.float64))
    for name, value in zip(names, values):
        print(f"static const double golden_{name}[GOLDEN_PAIRS] =\n    {row(value)};")
    print(f"static const double golden_chosen_lengths[GOLDEN_PAIRS] = {row(lengths[0])};")
    print(f"static const double golden_rejected_lengths[GOLDEN_PAIRS] = {row(lengths[1])};")
    print("/* Of bco_pair the reference point is 0.25, of simpo the margin 0.3, of those without a reference the weight of the\n"
          " * likelihood 0.5, of the divergence α is 0.7. */")
    print("static const struct {\n    kl_preference preference;\n    double beta, label_smoothing;\n"
          "    kl_preference_divergence divergence;\n    double loss; /* the mean */\n"
          "    double chosen[GOLDEN_PAIRS], rejected[GOLDEN_PAIRS]; /* its gradients */\n} golden_preference[] = {")
    for kind, beta, eps, f in cases():
        chosen, rejected = values[0].clone().requires_grad_(), values[1].clone().requires_grad_()
        refs = [0 * v for v in values[2:]] if kind in FREE else values[2:]
        loss = trl(kind, chosen, rejected, *refs, beta, eps, f, 0.7, 0.3, lengths if kind in AVERAGED else None).mean()
        loss.backward()
        print(f"    {{KL_PREFERENCE_{kind}, {beta}, {eps}, KL_PREFERENCE_{f}, {loss.item():.17g},\n"
              f"     {row(chosen.grad)},\n     {row(rejected.grad)}}},")
    print("};")


def kto():
    policy = numbers(PAIRS, 1, 6.0).requires_grad_()
    reference, other, other_reference = numbers(PAIRS, 3, 6.0), numbers(3, 5, 2.0), numbers(3, 6, 6.0)
    liked = torch.tensor([1, 0, 0, 1])
    z = (other - other_reference).mean().clamp(min=0)
    r = policy - reference
    losses = torch.where(liked == 1, 1.5 * (1 - torch.sigmoid(0.3 * (r - z))), 0.5 * (1 - torch.sigmoid(0.3 * (z - r))))
    losses.mean().backward()
    print("/* β = 0.3, weights 1.5 and 0.5. */")
    print(f"static const double golden_kto_mismatched[3] = {row(other)};")
    print(f"static const double golden_kto_reference_mismatched[3] = {row(other_reference)};")
    print("static const int8_t golden_kto_desirable[GOLDEN_PAIRS] = {1, 0, 0, 1};")
    print(f"static const double golden_kto_point = {z.item():.17g}, golden_kto_loss = {losses.mean().item():.17g};")
    print(f"static const double golden_kto_gradient[GOLDEN_PAIRS] =\n    {row(policy.grad)};")


def exact(kind, a, b, beta, eps):
    """The definition, in as many digits as it takes."""
    ln, exp = mpmath.log, mpmath.exp
    sigma = lambda x: 1 / (1 + exp(-x))  # noqa: E731
    x = beta * (a - b)
    smooth = -(1 - eps) * ln(sigma(x)) - eps * ln(sigma(-x))
    return {
        "SIGMOID": lambda: smooth,
        "HINGE": lambda: max(mpmath.mpf(0), 1 - x),
        "IPO": lambda: (a - b - 1 / (2 * beta)) ** 2,
        "EXO_PAIR": lambda: sigma(x) * ln(sigma(x) / (1 - eps)) + sigma(-x) * ln(sigma(-x) / eps),
        "NCA_PAIR": lambda: -ln(sigma(beta * a)) - ln(sigma(-beta * a)) / 2 - ln(sigma(-beta * b)) / 2,
        "ROBUST": lambda: (-(1 - eps) * ln(sigma(x)) + eps * ln(sigma(-x))) / (1 - 2 * eps),
        "BCO_PAIR": lambda: -ln(sigma(beta * a)) - ln(sigma(-beta * b)),
        "SPPO_HARD": lambda: (a - 1 / (2 * beta)) ** 2 + (b + 1 / (2 * beta)) ** 2,
        "APO_ZERO": lambda: sigma(-beta * a) + sigma(beta * b),
        "APO_DOWN": lambda: sigma(beta * a) + sigma(-x),
        "CPO": lambda: smooth - a,
        "SIMPO": lambda: smooth,
        "ORPO": lambda: -a - beta * ln(sigma(a - ln(-mpmath.expm1(a)) - b + ln(-mpmath.expm1(b)))),
    }[kind]()


SMOOTHED = {"SIGMOID": 0.125, "EXO_PAIR": 0.125, "ROBUST": 0.125, "CPO": 0.125, "SIMPO": 0.125}


def pairs():
    print("static const struct {\n    kl_preference preference;\n    double beta, label_smoothing, a, b;\n"
          "    double loss, chosen, rejected;\n} golden_pairs[] = {")
    points = [(0, 0), (-1e-9, -1e-9), (-0.5, -3), (-3, -0.5), (-40, -1), (-1, -40), (-1e-12, -30), (-30, -1e-12),
              (-700, -2), (-2, -700)]
    kinds = ("SIGMOID", "HINGE", "IPO", "EXO_PAIR", "NCA_PAIR", "ROBUST", "BCO_PAIR", "SPPO_HARD", "APO_ZERO", "APO_DOWN",
             "CPO", "SIMPO", "ORPO")
    for kind in kinds:
        eps = SMOOTHED.get(kind, 0.0)
        for beta in (0.5, 1.0):
            for a, b in points if beta == 1.0 else points[2:6]:
                if kind == "ORPO" and b == 0:
                    continue
                # Far digits of e^-1400 need a working precision beyond those of the result.
                with mpmath.workdps(700):
                    a_, b_, beta_, eps_ = (mpmath.mpf(v) for v in (a, b, beta, eps))
                    loss = exact(kind, a_, b_, beta_, eps_)
                    h = mpmath.mpf(10) ** -320
                    slope_a = (exact(kind, a_ + h, b_, beta_, eps_) - exact(kind, a_ - h, b_, beta_, eps_)) / (2 * h)
                    slope_b = (exact(kind, a_, b_ + h, beta_, eps_) - exact(kind, a_, b_ - h, beta_, eps_)) / (2 * h)
                print(f"    {{KL_PREFERENCE_{kind}, {beta}, {eps}, {a!r}, {b!r},\n     {row((loss, slope_a, slope_b))}}},"
                      .replace("{{", "{").replace("     {", "     ").replace("}},", "},"))
    print("};")


def main():
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print(f"/* Written by tools/make_preference_golden.py: PyTorch {torch.__version__}, mpmath {mpmath.__version__}. */")
    print("/* clang-format off */")
    print(f"enum {{ GOLDEN_PAIRS = {PAIRS} }};")
    batches()
    kto()
    pairs()


main()
