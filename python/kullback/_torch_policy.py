# SPDX-License-Identifier: Apache-2.0
"""Policy losses for PyTorch, with the options and defaults of TRL's GRPOConfig and PPOConfig."""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback._autograd import attach, check, check_constant, described, pack, packed, series, widened

import torch

# loss_type of GRPOConfig; "dapo" counts the tokens of one process.
_REDUCTIONS = {"grpo": "sequences", "bnpo": "tokens", "dapo": "tokens", "dr_grpo": "constant"}


def _matrix(tensor: torch.Tensor | None, name: str) -> typing.Any:
    """A constant of a row for each sequence, packed; a mask may be of truth values."""
    if tensor is None:
        return None
    if tensor.dtype is torch.bool:
        tensor = tensor.to(torch.uint8)
    check_constant(tensor, name)
    if tensor.dim() != 2:
        raise ValueError(f"{name} has the shape {tuple(tensor.shape)}: a row for each sequence is needed")
    return pack(tensor.contiguous())


def _check_logps(logps: torch.Tensor) -> None:
    check(logps, "logps")
    if logps.dim() != 2 or not logps.is_floating_point():
        raise ValueError(f"logps has the shape {tuple(logps.shape)} of {logps.dtype}: floating numbers of the tokens of "
                         "each sequence, (B, T), are needed")


def policy_divergence(logps: torch.Tensor, ref_logps: torch.Tensor, *, kl_estimator: str = "k3",
                      mask: torch.Tensor | None = None) -> torch.Tensor:
    """The estimator of KL(π‖π₀) of each drawn token, (B, T), 0 where the mask is, as kullback.losses.policy_divergence
    has it: by d = ln π − ln π₀ "k1" d, "k2" ½ d², "k3" e^−d − 1 + d.

    Differentiable by logps, as a loss: in expectation k1 has no gradient, k2 that of KL(π‖π₀), k3 that of KL(π₀‖π). As
    a part of the reward take it with .detach(), and k1: the policy gradient then has that of KL(π‖π₀). With the logits
    of both at hand `divergence` is exact.
    """
    _check_logps(logps)
    arrays = (pack(widened(logps).contiguous()), _matrix(ref_logps, "ref_logps"), _matrix(mask, "mask"))
    (_, values, slopes), _ = _kullback.policy_divergence(kl_estimator, arrays, 0.95)
    return attach(values, logps.shape, [slopes], [logps])


def advantages(rewards: torch.Tensor, num_generations: int, *, scale_rewards: str = "group",
               epsilon: float = 1e-4) -> torch.Tensor:
    """kullback.losses.advantages: what each reward has over the mean of its group, `num_generations` answers to a
    prompt one after the other, by TRL's scale_rewards: over (s + ε) in the "group" or the "batch", or "none"."""
    check_constant(rewards, "rewards")
    if rewards.dim() != 1:
        raise ValueError(f"rewards have the shape {tuple(rewards.shape)}: one for each answer is needed")
    _, out = _kullback.advantages((packed(rewards, "rewards"),), num_generations, scale_rewards, epsilon)
    return series(out, rewards.shape, rewards.dtype if rewards.is_floating_point() else torch.float32)


class _PolicyLoss(torch.nn.Module):
    """A clipped surrogate: options are attributes, a call takes log-probabilities of drawn tokens, (B, T)."""

    def _run(self, logps: torch.Tensor, advantages: torch.Tensor, mask: torch.Tensor | None,
             old_logps: torch.Tensor | None, ref_logps: torch.Tensor | None, numbers: tuple[float, ...],
             kl_estimator: str, reduction: str) -> torch.Tensor:
        _check_logps(logps)
        check(advantages, "advantages")
        if advantages.dim() == 1:
            advantages = advantages.unsqueeze(1)
        arrays = (pack(widened(logps).contiguous()), _matrix(old_logps, "old_logps"), _matrix(ref_logps, "ref_logps"),
                  _matrix(mask, "mask"), _matrix(advantages, "advantages"))
        loss, *_, slopes = _kullback.policy(arrays, numbers, kl_estimator, reduction, True)
        return attach(loss, (), [slopes], [logps])

    def extra_repr(self) -> str:
        return described(self)


class GRPOLoss(_PolicyLoss):
    """kullback.losses.policy_loss with the options of TRL's GRPOConfig. Called with the policy's log-probabilities of
    the drawn tokens (B, T), advantages (B) or (B, T), the mask of the completions, those of the policy that drew (None:
    this one, held constant) and with beta > 0 those of the reference.

    loss_type  "grpo": mean over sequences of the mean over their tokens; "bnpo" and "dapo": over all tokens of the
               call; "dr_grpo": over B·max_completion_length
    epsilon_high  None: epsilon
    kl_estimator  TRL's is "k3"; what gradient it has: policy_divergence
    """

    def __init__(self, beta: float = 0.0, epsilon: float = 0.2, epsilon_high: float | None = None,
                 loss_type: str = "dapo", max_completion_length: int = 256, *, kl_estimator: str = "k3") -> None:
        super().__init__()
        if loss_type not in _REDUCTIONS:
            raise ValueError(f"loss_type is '{loss_type}': there are {', '.join(map(repr, _REDUCTIONS))}")
        self.beta, self.epsilon, self.epsilon_high, self.loss_type = beta, epsilon, epsilon_high, loss_type
        self.max_completion_length, self.kl_estimator = max_completion_length, kl_estimator

    def forward(self, logps: torch.Tensor, advantages: torch.Tensor, mask: torch.Tensor | None = None,
                old_logps: torch.Tensor | None = None, ref_logps: torch.Tensor | None = None) -> torch.Tensor:
        high = self.epsilon if self.epsilon_high is None else self.epsilon_high
        return self._run(logps, advantages, mask, old_logps, ref_logps,
                         (self.epsilon, high, self.beta, self.max_completion_length), self.kl_estimator,
                         _REDUCTIONS[self.loss_type])


class PPOLoss(_PolicyLoss):
    """The policy's part of PPO, kullback.losses.policy_loss over the tokens that count, with the option of TRL's
    PPOConfig. Its leash is a part of the reward: −kl_coef·policy_divergence(…, kl_estimator="k1").detach()."""

    def __init__(self, cliprange: float = 0.2) -> None:
        super().__init__()
        self.cliprange = cliprange

    def forward(self, logps: torch.Tensor, old_logps: torch.Tensor, advantages: torch.Tensor,
                mask: torch.Tensor | None = None) -> torch.Tensor:
        return self._run(logps, advantages, mask, old_logps, None, (self.cliprange, self.cliprange, 0.0, 0.0), "k3",
                         "tokens")
