# SPDX-License-Identifier: Apache-2.0
"""Derivatives of forward mode are refused and not lost: by every argument of every function of kullback.torch."""

import inspect

import pytest

import conftest  # noqa: F401  (the package's path)

torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")

import kullback.torch as ours  # noqa: E402  (after it is known to be there)

forward = torch.autograd.forward_ad


def calls():
    """A name of the module, a function and its arguments by their names in what is said."""
    x, z, y = torch.randn(4, 5), torch.randn(4, 5), torch.tensor([0, 1, 2, 3])
    t, w, b = torch.softmax(z, 1), torch.randn(5, 5), torch.randn(5)
    ones, rows, mask = torch.ones(5), torch.ones(4), torch.ones(4, 5)
    logps = -torch.rand(4) - 1
    factor = torch.eye(5).repeat(4, 1, 1)
    yield ("cross_entropy", lambda input, weight, row_weights: ours.cross_entropy(
        input, y, weight, row_weights=row_weights), {"input": x, "weight": ones, "row_weights": rows})
    yield "cross_entropy", ours.cross_entropy, {"input": x, "target": t}
    yield "CrossEntropyLoss", lambda input: ours.CrossEntropyLoss()(input, y), {"input": x}
    yield "kl_div", ours.kl_div, {"input": x, "target": t}
    yield "KLDivLoss", ours.KLDivLoss(), {"input": x, "target": t}
    yield ("linear_cross_entropy", lambda **given: ours.linear_cross_entropy(target=y, **given),
           {"input": x, "linear_weight": w, "linear_bias": b, "weight": ones, "row_weights": rows})
    layer = ours.LinearCrossEntropyLoss(5, 5, bias=True)
    yield "LinearCrossEntropyLoss", lambda input: layer(input, y), {"input": x}
    yield "divergence", ours.divergence, {"p": x, "q": z, "row_weights": rows}
    yield "distillation", ours.distillation, {"student": x, "teacher": z, "row_weights": rows}
    yield "DistillationLoss", ours.DistillationLoss(), {"student": x, "teacher": z}

    gaussians = {"q_mean": x, "q_log_variance": z, "p_mean": z, "p_log_variance": x}
    yield "latent_gaussian", ours.latent_gaussian, gaussians
    yield "LatentGaussianLoss", ours.LatentGaussianLoss(), gaussians
    yield "latent_full", ours.latent_full, {"q_mean": x, "q_factor": factor, "p_mean": z, "p_factor": factor}
    yield ("latent_categorical", ours.latent_categorical,
           {"q_logits": x.view(2, 2, 5), "p_logits": z.view(2, 2, 5)})
    decoded = {"prediction": x, "target": t, "log_scale": z}
    yield "reconstruction", lambda **given: ours.reconstruction("gaussian", **given), decoded
    yield ("reconstruction", lambda prediction: ours.reconstruction("categorical", prediction, y[:2, None]),
           {"prediction": x[:2].view(2, 1, 5)})
    yield "ELBOLoss", ours.ELBOLoss("gaussian"), {**gaussians, **decoded}
    yield "importance_weighted", ours.importance_weighted, {"log_weights": x}

    yield "DiscriminatorLoss", ours.DiscriminatorLoss(), {"real": x, "fake": z}
    yield "GeneratorLoss", ours.GeneratorLoss(), {"fake": x}
    yield "gradient_penalty", ours.gradient_penalty, {"slopes": x}
    yield ("GradientPenalty", lambda **given: ours.GradientPenalty()(lambda at: at.square().sum(1), **given),
           {"real": x, "fake": z, "mix": rows / 2})
    yield "clip_weights", lambda parameters: ours.clip_weights([parameters]), {"parameters": x}

    answers = {"chosen_logps": logps, "rejected_logps": logps * 2}
    lengths = {"chosen_lengths": rows, "rejected_lengths": rows}
    yield "DPOLoss", ours.DPOLoss(loss_type="ipo"), {**answers, "ref_chosen_logps": logps, "ref_rejected_logps": logps,
                                                     **lengths}
    yield "CPOLoss", ours.CPOLoss(loss_type="simpo"), {**answers, **lengths}
    yield "ORPOLoss", ours.ORPOLoss(), {**answers, **lengths}
    yield "KTOLoss", ours.KTOLoss(), {"policy_logps": logps, "reference_logps": logps * 2, "desirable": rows,
                                      "policy_KL_logps": logps, "reference_KL_logps": logps}
    labels = torch.zeros(2, 2, dtype=torch.int64)
    yield ("sequence_log_probabilities", lambda logits: ours.sequence_log_probabilities(logits, labels),
           {"logits": x.view(2, 2, 5)})

    drawn = {"logps": -mask, "advantages": rows, "old_logps": -mask, "ref_logps": -mask, "mask": mask}
    yield "GRPOLoss", ours.GRPOLoss(beta=0.1), drawn
    yield "PPOLoss", ours.PPOLoss(), {name: drawn[name] for name in ("logps", "old_logps", "advantages", "mask")}
    yield "policy_divergence", ours.policy_divergence, {"logps": -mask, "ref_logps": -mask, "mask": mask}
    yield "advantages", lambda rewards: ours.advantages(rewards, 2), {"rewards": rows}

    masses = {"a": rows, "b": rows}
    yield "wasserstein", ours.wasserstein, {"x": x[:, 0], "y": z[:, 0], **masses}
    yield "wasserstein", ours.wasserstein, {"x": x, "y": z, **masses}
    yield "sinkhorn_divergence", ours.sinkhorn_divergence, {"x": x, "y": z, **masses}
    yield "sliced_wasserstein", ours.sliced_wasserstein, {"x": x, "y": z, **masses}


@pytest.mark.parametrize("name, function, arguments", calls(), ids=lambda value: value if
                         isinstance(value, str) else "")
def test_a_tangent_is_refused(name, function, arguments):
    function(**arguments)
    for one in arguments:
        with forward.dual_level():
            dual = forward.make_dual(arguments[one], torch.ones_like(arguments[one]))
            for grad in (torch.enable_grad, torch.no_grad):
                with grad(), pytest.raises(RuntimeError, match=rf"{one} has a tangent .*{one}\.detach\(\)"):
                    function(**{**arguments, one: dual})
            function(**{**arguments, one: dual.detach()})


def test_all_are_asked():
    """But draws, which are PyTorch's functions of what was drawn."""
    asked = {}
    for name, _, arguments in calls():
        asked.setdefault(name, {"target", "labels"}).update(arguments)  # Which are indices, or asked above.
    assert set(ours.__all__) == set(asked) | {"latent_sample", "gumbel_softmax"}
    for name, arguments in asked.items():
        if inspect.isfunction(getattr(ours, name)):
            parameters = inspect.signature(getattr(ours, name)).parameters.values()
            assert {one.name for one in parameters if "Tensor" in str(one.annotation)} <= arguments, name


@pytest.mark.parametrize("draw", [
    lambda x, z: ours.latent_sample(x, z, seed=3), lambda x, z: ours.gumbel_softmax(x * z, 0.5, seed=3)])
def test_draws_have_tangents(draw):
    x, z, along = (torch.randn(4, 5, dtype=torch.float64) for _ in range(3))
    with forward.dual_level():
        found = forward.unpack_dual(draw(forward.make_dual(x, along), z)).tangent
    torch.testing.assert_close(found, torch.autograd.functional.jvp(lambda x: draw(x, z), x, along)[1])
