# SPDX-License-Identifier: Apache-2.0
"""Losses for PyTorch: those of kullback.losses as autograd functions and modules, with the names, arguments and
defaults of torch.nn and torch.nn.functional.

    from kullback.torch import CrossEntropyLoss     # instead of: from torch.nn import CrossEntropyLoss

Tensors are read where they lie, on the CPU; the gradient is written by the same pass that computes the loss, and
backward hands it on, multiplied by what comes from above if that is not 1. Threads are those of torch.get_num_threads().

Different from torch.nn: a loss of float16 and bfloat16 is float32. What torch answers with NaN or not at all raises
kullback.Error: nothing to average, targets that are no probabilities, a logit that is NaN. A gradient has no gradient
itself.
"""

from __future__ import annotations

import typing

from kullback import _kullback

try:
    import torch
    import torch.utils.dlpack
except ModuleNotFoundError as error:
    if error.name != "torch":
        raise
    raise ModuleNotFoundError("kullback.torch needs PyTorch, which is not installed (Debian: python3-torch; "
                              "elsewhere: pip install torch)", name="torch") from None

__all__ = ["CrossEntropyLoss", "cross_entropy"]

# ── What all losses share ────────────────────────────────────────────────────────────────────────────────────────────

# PyTorch's types do not say that it is there.
_pack: typing.Callable[[torch.Tensor], object] = getattr(torch.utils.dlpack, "to_dlpack")

_Known = tuple[torch.Tensor, tuple["torch.Tensor | None", ...],
               typing.Callable[[torch.Tensor, torch.Tensor], torch.Tensor]]


class _Loss(torch.autograd.Function):
    """A loss that was computed together with its gradients by the inputs, and how factors from above scale one."""

    @staticmethod
    def forward(ctx: typing.Any, known: _Known, *inputs: torch.Tensor) -> torch.Tensor:
        loss, gradients, ctx.scaled = known
        ctx.save_for_backward(*gradients)
        return loss

    @staticmethod
    def backward(ctx: typing.Any, upstream: torch.Tensor) -> typing.Any:
        if torch.is_grad_enabled():
            raise RuntimeError("kullback.torch has no second derivatives: backward with create_graph=True, for a "
                               "gradient that is differentiated again, needs a loss of torch.nn.functional")
        return None, *(None if one is None else ctx.scaled(one, upstream) for one in ctx.saved_tensors)


def _times(gradient: torch.Tensor, factor: torch.Tensor, inplace: bool = False) -> torch.Tensor:
    if factor.dim() == 0 and factor.item() == 1:
        return gradient
    if inplace:
        gradient.mul_(factor)
        return gradient
    # Factors of rows may be of a wider type.
    product: torch.Tensor = gradient.mul(factor).to(gradient.dtype)
    return product


def _check(tensor: torch.Tensor, name: str) -> None:
    if not isinstance(tensor, torch.Tensor):
        raise TypeError(f"{name} is a {type(tensor)}: a tensor is needed")
    if not tensor.is_cpu:
        raise ValueError(f"{name} is on {tensor.device}: kullback.torch computes on the CPU only; move it there with "
                         f"{name}.cpu(), or keep to torch.nn on that device")
    if tensor.dtype is torch.bool:
        raise TypeError(f"{name} is of torch.bool: numbers are needed")
    if tensor.layout is not torch.strided or tensor.is_neg():
        raise ValueError(f"{name} is of the layout {tensor.layout}, or a view of negatives: plain numbers are needed")


def _check_constant(tensor: torch.Tensor, name: str) -> None:
    _check(tensor, name)
    if tensor.requires_grad and torch.is_grad_enabled():
        raise RuntimeError(f"{name} requires a gradient and this loss has none by it: give {name}.detach()")


def _packed(tensor: torch.Tensor | None, name: str) -> typing.Any:
    if tensor is None:
        return None
    _check_constant(tensor, name)
    return _pack(tensor)


def _current(size_average: bool | None, reduce: bool | None) -> None:
    if size_average is not None or reduce is not None:
        raise TypeError("size_average and reduce, which torch.nn has given up, are not taken: say "
                        "reduction='mean', 'sum' or 'none'")


def _rows(tensor: torch.Tensor, axis: int) -> torch.Tensor:
    """A matrix with the classes, which lie along the axis, side by side: the tensor's own memory if it lies so."""
    if tensor.dim() != 2:
        tensor = tensor.detach().movedim(axis, -1).reshape(-1, tensor.shape[axis])
    return tensor if tensor.stride(1) == 1 or tensor.shape[1] == 1 else tensor.detach().contiguous()


def _flat(tensor: torch.Tensor) -> torch.Tensor:
    return tensor if tensor.dim() == 1 else tensor.detach().reshape(-1)


def _shaped(rows: torch.Tensor, shape: torch.Size, axis: int) -> torch.Tensor:
    """What _rows has put side by side back along its axis, as a view."""
    if len(shape) == 2:
        return rows
    moved: torch.Tensor = rows.view(*shape[:axis], *shape[axis + 1:], shape[axis]).movedim(-1, axis)
    return moved


def _loss(value: typing.Any, dtype: torch.dtype, shape: typing.Sequence[int]) -> torch.Tensor:
    """What the library gave: a number, or an array.array of those of rows."""
    dtype = torch.float64 if dtype == torch.float64 else torch.float32
    if isinstance(value, float):
        return torch.scalar_tensor(value, dtype=dtype)
    if len(value) == 0:
        return torch.empty(shape, dtype=dtype)
    numbers: torch.Tensor = torch.frombuffer(value, dtype=torch.float64).to(dtype).view(shape)
    return numbers


# ── Cross-entropy ────────────────────────────────────────────────────────────────────────────────────────────────────

def _over(input: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """The memory of the logits, for their gradient."""
    if input.is_leaf:
        raise RuntimeError("inplace: input is a leaf that requires a gradient, which cannot take its own place")
    if rows.data_ptr() != input.data_ptr() or (rows.shape[0] > 1 and rows.stride(0) < rows.shape[1]):
        raise ValueError("inplace: the numbers of a row of input have to lie side by side, and rows apart")
    # Whoever has saved these logits for a backward of their own is to see that they are gone.
    input.detach()[:0].zero_()
    return rows.detach()


def _counted(input: torch.Tensor, target: torch.Tensor, axis: int) -> typing.Sequence[int]:
    """The shape of what is predicted, which that of the target must fit."""
    shape = input.shape
    if axis < 0 or not input.is_floating_point():
        raise ValueError(f"input has {len(shape)} dimensions of {input.dtype}: logits (C), (N, C) or (N, C, d1, …) of "
                         "a floating type are needed")
    counted: typing.Sequence[int] = shape[:axis] + shape[axis + 1:]
    if target.shape != (shape if target.is_floating_point() else counted):
        raise ValueError(f"target has the shape {tuple(target.shape)} of {target.dtype}: class indices for input of "
                         f"{tuple(shape)} are integers of {tuple(counted)}, probabilities floating and of its shape")
    return counted


def cross_entropy(input: torch.Tensor, target: torch.Tensor, weight: torch.Tensor | None = None,
                  size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None,
                  reduction: str = "mean", label_smoothing: float = 0.0, *, row_weights: torch.Tensor | None = None,
                  z_loss: float = 0.0, focus: float = 0.0, softcap: float = 0.0, temperature: float = 1.0,
                  inplace: bool = False) -> torch.Tensor:
    """torch.nn.functional.cross_entropy, with what kullback.losses.cross_entropy has beyond it.

    input        logits (C), (N, C) or (N, C, d1, …), of float64, float32, float16 or bfloat16
    target       class indices of any integer type, of input's shape without the C; or probabilities, of its shape
    weight       of the classes (C); row_weights: as class indices are shaped, what each prediction counts
    z_loss, focus, softcap, temperature: as in kullback.losses.cross_entropy
    inplace      write the gradient over input, which is then of no more use: no memory is taken for it

    Two dimensions, with the numbers of a row side by side, are read where they are, and so are more in
    torch.channels_last; others are copied once.
    """
    _current(size_average, reduce)
    _check(input, "input")
    _check_constant(target, "target")
    shape, soft = input.shape, target.is_floating_point()
    axis = min(1, len(shape) - 1)
    counted = _counted(input, target, axis)
    if soft and ignore_index >= 0:
        raise ValueError("ignore_index is for class indices, target has probabilities: a row of weight 0 in "
                         "row_weights does not count")
    if row_weights is not None:
        if row_weights.shape != counted:
            raise ValueError(f"row_weights has the shape {tuple(row_weights.shape)}: {tuple(counted)} is needed")
        row_weights = _flat(row_weights)
    rows = _rows(input, axis)
    gradient = None
    if input.requires_grad and torch.is_grad_enabled():
        gradient = _over(input, rows) if inplace else torch.empty(rows.shape, dtype=rows.dtype)
    value, _ = _kullback.cross_entropy(soft, _pack(rows), _pack(_rows(target, axis) if soft else _flat(target)),
                                       _packed(weight, "weight"), _packed(row_weights, "row_weights"),
                                       (ignore_index, label_smoothing, z_loss, focus, softcap, temperature), reduction,
                                       gradient is not None and _pack(gradient), torch.get_num_threads())
    loss = _loss(value, rows.dtype, counted)
    if gradient is None:
        return loss

    def scaled(gradient: torch.Tensor, upstream: torch.Tensor) -> torch.Tensor:
        factor = upstream.reshape(-1, 1) if upstream.dim() else upstream
        return _shaped(_times(gradient, factor, inplace), shape, axis)

    return typing.cast(torch.Tensor, _Loss.apply((loss, (gradient,), scaled), input))


class CrossEntropyLoss(torch.nn.CrossEntropyLoss):
    """torch.nn.CrossEntropyLoss by cross_entropy of this module, whose further options it takes by name."""

    def __init__(self, weight: torch.Tensor | None = None, size_average: bool | None = None, ignore_index: int = -100,
                 reduce: bool | None = None, reduction: str = "mean", label_smoothing: float = 0.0, *,
                 z_loss: float = 0.0, focus: float = 0.0, softcap: float = 0.0, temperature: float = 1.0,
                 inplace: bool = False) -> None:
        _current(size_average, reduce)
        super().__init__(weight, None, ignore_index, None, reduction, label_smoothing)
        self.z_loss, self.focus, self.softcap, self.temperature = z_loss, focus, softcap, temperature
        self.inplace = inplace

    def forward(self, input: torch.Tensor, target: torch.Tensor, *,
                row_weights: torch.Tensor | None = None) -> torch.Tensor:
        return cross_entropy(input, target, self.weight, ignore_index=self.ignore_index, reduction=self.reduction,
                             label_smoothing=self.label_smoothing, row_weights=row_weights, z_loss=self.z_loss,
                             focus=self.focus, softcap=self.softcap, temperature=self.temperature,
                             inplace=self.inplace)
