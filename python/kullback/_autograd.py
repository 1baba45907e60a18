# SPDX-License-Identifier: Apache-2.0
"""What the losses of kullback.torch share: their place in PyTorch's graph, and tensors as the library takes them."""

from __future__ import annotations

import typing

try:
    import torch
    import torch.autograd.forward_ad
    import torch.utils.dlpack
except ModuleNotFoundError as error:
    if error.name != "torch":
        raise
    raise ModuleNotFoundError("kullback.torch needs PyTorch, which is not installed (Debian: python3-torch; "
                              "elsewhere: pip install torch)", name="torch") from None

# PyTorch's types do not say that they are there.
pack: typing.Callable[[torch.Tensor], object] = getattr(torch.utils.dlpack, "to_dlpack")
unpack_dual: typing.Callable[[torch.Tensor], typing.Any] = getattr(torch.autograd.forward_ad, "unpack_dual")

Tensors = typing.Sequence[typing.Optional[torch.Tensor]]
Known = tuple[torch.Tensor, Tensors, typing.Callable[[torch.Tensor, torch.Tensor, torch.dtype], torch.Tensor]]
Unknown = tuple[torch.Tensor, typing.Callable[[typing.Any, torch.Tensor], Tensors], Tensors]

# Numbers of which there are copies of a wider type at a time.
BLOCK = 1 << 17


def _refuse_second() -> None:
    if torch.is_grad_enabled():
        raise RuntimeError("kullback.torch has no second derivatives: backward with create_graph=True, for a gradient "
                           "that is differentiated again, needs a loss of torch.nn.functional")


def _copied(tensors: Tensors) -> list[torch.Tensor | None]:
    return [None if one is None else one.clone() for one in tensors]


class Loss(torch.autograd.Function):
    """Of Known and the inputs: a loss that was computed together with its gradients by these, which may be of a wider
    type, and how factors from above make one of the input's type of it."""

    @staticmethod
    def forward(ctx: typing.Any, *args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        loss, gradients, ctx.scaled = typing.cast(Known, args[0])
        ctx.save_for_backward(*gradients)
        ctx.given, ctx.copies = False, None
        ctx.types = [None if one is None else one.dtype for one in args[1:]]
        return loss

    @staticmethod
    def backward(ctx: typing.Any, *grad_outputs: typing.Any) -> typing.Any:
        """Who asks first may be given the memory of the gradients, to change it as he likes; who asks again, of a graph
        that was retained, gets copies of copies that nobody else has."""
        _refuse_second()
        if ctx.given and ctx.copies is None:
            ctx.copies = _copied(ctx.saved_tensors)
        ctx._raw_saved_tensors  # which raises where the graph was not retained
        gradients = _copied(ctx.copies) if ctx.given else ctx.saved_tensors
        ctx.given = True
        return None, *(None if one is None else ctx.scaled(one, *grad_outputs, dtype)
                       for one, dtype in zip(gradients, ctx.types))


class Later(torch.autograd.Function):
    """Of Unknown and the inputs: a loss whose gradients are computed when the factors from above are known, of the
    inputs and of the constants that it has beside them, all as they were."""

    @staticmethod
    def forward(ctx: typing.Any, *args: typing.Any, **kwargs: typing.Any) -> typing.Any:
        loss, ctx.gradients, constants = typing.cast(Unknown, args[0])
        ctx.save_for_backward(*args[1:], *constants)
        return loss

    @staticmethod
    def backward(ctx: typing.Any, *grad_outputs: typing.Any) -> typing.Any:
        _refuse_second()
        return None, *ctx.gradients(ctx.saved_tensors, *grad_outputs)


def is_half(dtype: torch.dtype) -> bool:
    return dtype in (torch.float16, torch.bfloat16)


def is_narrow(*inputs: torch.Tensor) -> bool:
    """Whether a gradient by one of them is of float16, to which it is rounded once, when all its factors are known: a
    mean over many rows alone leaves the range into which the scale of a loss is to bring it."""
    return torch.is_grad_enabled() and any(one.requires_grad and one.dtype == torch.float16 for one in inputs)


def wide(dtype: torch.dtype) -> torch.dtype:
    return torch.float32 if is_half(dtype) else dtype


def widened(tensor: torch.Tensor) -> torch.Tensor:
    """Halves as float32, of which the library then makes the gradients by them."""
    return tensor.detach().to(wide(tensor.dtype))


def blocks(rows: torch.Tensor) -> typing.Iterator[slice]:
    step = max(1, BLOCK // max(1, rows[:1].numel()))
    return (slice(begin, begin + step) for begin in range(0, len(rows), step))


def _rounded(gradient: torch.Tensor, factor: torch.Tensor, product: torch.Tensor) -> torch.Tensor:
    """A product that is of halves, of factors that are not."""
    if gradient.dim() == 0:
        return product.copy_(gradient.float() * factor)
    of_rows = factor.dim() > 0 and len(factor) == len(gradient)
    for block in blocks(gradient):
        product[block] = gradient[block].float() * (factor[block] if of_rows else factor)
    return product


def times(gradient: torch.Tensor, factor: torch.Tensor, dtype: torch.dtype, inplace: bool = False) -> torch.Tensor:
    if factor.dim() == 0 and factor.item() == 1:
        return gradient.to(dtype)
    if is_half(dtype) and (factor.dim() > 0 or gradient.dtype != dtype or factor != factor.to(dtype)):
        return _rounded(gradient, factor, gradient if inplace else torch.empty_like(gradient, dtype=dtype))
    if inplace:
        gradient.mul_(factor)
        return gradient
    # Factors of rows may be of a wider type.
    product: torch.Tensor = gradient.mul(factor).to(dtype)
    return product


def check(tensor: torch.Tensor, name: str) -> None:
    if not isinstance(tensor, torch.Tensor):
        raise TypeError(f"{name} is a {type(tensor)}: a tensor is needed")
    if tensor.device.type != "cpu":
        raise ValueError(f"{name} is on {tensor.device}: kullback.torch computes on the CPU only; move it there with "
                         f"{name}.cpu(), or keep to torch.nn on that device")
    if tensor.dtype is torch.bool:
        raise TypeError(f"{name} is of torch.bool: numbers are needed")
    if tensor.layout is not torch.strided or tensor.is_neg():
        raise ValueError(f"{name} is of the layout {tensor.layout}, or a view of negatives: plain numbers are needed")
    if unpack_dual(tensor).tangent is not None:
        raise RuntimeError(f"{name} has a tangent and kullback.torch has no derivatives of forward mode: give "
                           f"{name}.detach(), or take a loss of torch.nn.functional")


def check_constant(tensor: torch.Tensor, name: str) -> None:
    check(tensor, name)
    if tensor.requires_grad and torch.is_grad_enabled():
        raise RuntimeError(f"{name} requires a gradient and this loss has none by it: give {name}.detach()")


def packed(tensor: torch.Tensor | None, name: str) -> typing.Any:
    if tensor is None:
        return None
    check_constant(tensor, name)
    return pack(tensor)


def check_current(size_average: bool | None, reduce: bool | None) -> None:
    if size_average is not None or reduce is not None:
        raise TypeError("size_average and reduce, which torch.nn has given up, are not taken: say "
                        "reduction='mean', 'sum' or 'none'")


def side_by_side(rows: torch.Tensor) -> torch.Tensor:
    return rows if rows.stride(1) == 1 or rows.shape[1] == 1 else rows.detach().contiguous()


def rows_along(tensor: torch.Tensor, axis: int) -> torch.Tensor:
    """A matrix with the classes, which lie along the axis, side by side: the tensor's own memory if it lies so."""
    if tensor.dim() != 2:
        tensor = tensor.detach().movedim(axis, -1).reshape(-1, tensor.shape[axis])
    return side_by_side(tensor)


def flat(tensor: torch.Tensor) -> torch.Tensor:
    return tensor if tensor.dim() == 1 else tensor.detach().reshape(-1)


def row_shares(upstream: torch.Tensor, divisor: float, row_weights: torch.Tensor | None,
               count: int) -> tuple[torch.Tensor, torch.Tensor | None]:
    """What comes from above, over the divisor, and the rows' own weights as weights of rows, which are finite and not
    below 0; and what is left of it to multiply a row's gradient by, if anything is."""
    factor = (upstream.detach().double() / divisor).reshape(-1).expand(count)
    own = torch.ones(count, dtype=torch.float64) if row_weights is None else flat(row_weights).double()
    share = own * factor.abs()
    left = torch.where(share.isfinite(), 1 - 2 * (factor < 0).double(), factor)
    return torch.where(share.isfinite(), share, own), None if (left == 1).all() else left.unsqueeze(1)


def row_factors(row_weights: torch.Tensor | None, shape: typing.Sequence[int]) -> typing.Any:
    """What each prediction counts, of the shape of what is predicted, packed."""
    if row_weights is None:
        return None
    check_constant(row_weights, "row_weights")
    if row_weights.shape != shape:
        raise ValueError(f"row_weights has the shape {tuple(row_weights.shape)}: {tuple(shape)} is needed")
    return pack(flat(row_weights))


def shaped(rows: torch.Tensor, shape: torch.Size, axis: int) -> torch.Tensor:
    """What rows_along has put side by side back along its axis, as a view."""
    if len(shape) == 2:
        return rows
    moved: torch.Tensor = rows.view(*shape[:axis], *shape[axis + 1:], shape[axis]).movedim(-1, axis)
    return moved


def loss_of(value: typing.Any, dtype: torch.dtype, shape: typing.Sequence[int]) -> torch.Tensor:
    """What the library gave: a number, or an array.array of those of rows."""
    dtype = torch.float64 if dtype == torch.float64 else torch.float32
    if isinstance(value, float):
        return torch.tensor(value, dtype=torch.float64).to(dtype)  # ∞ beyond float32
    if len(value) == 0:
        return torch.empty(shape, dtype=dtype)
    numbers: torch.Tensor = torch.frombuffer(value, dtype=torch.float64).to(dtype).view(shape)
    return numbers


def tell_changed(tensor: torch.Tensor) -> None:
    """Whoever has saved it for a backward of his own is to see that the library writes over it."""
    tensor.detach()[:0].zero_()


def over(input: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
    """The memory of the logits, for their gradient."""
    if input.is_leaf:
        raise RuntimeError("inplace: input is a leaf that requires a gradient, which cannot take its own place")
    if rows.data_ptr() != input.data_ptr() or (rows.shape[0] > 1 and rows.stride(0) < rows.shape[1]):
        raise ValueError("inplace: the numbers of a row of input have to lie side by side, and rows apart")
    tell_changed(input)
    return rows.detach()


def room_for(input: torch.Tensor, rows: torch.Tensor, inplace: bool = False) -> torch.Tensor | None:
    """Where the gradient goes, if there is to be one."""
    if not (input.requires_grad and torch.is_grad_enabled()):
        return None
    return over(input, rows) if inplace else torch.empty(rows.shape, dtype=rows.dtype)


def lines(tensor: torch.Tensor | None, name: str, begin: int = -1) -> torch.Tensor | None:
    """The numbers of the last dimension, or of all from one on, as rows of a matrix: the tensor's own memory if it lies
    so."""
    if tensor is None:
        return None
    check(tensor, name)
    if not tensor.is_floating_point():
        raise ValueError(f"{name} is of {tensor.dtype}: a floating type is needed")
    tensor = tensor.detach()
    return rows_along(tensor.flatten(begin) if tensor.dim() > 0 else tensor.reshape(1), -1)


def series(numbers: typing.Any, shape: typing.Sequence[int], dtype: torch.dtype) -> torch.Tensor:
    """An array.array of floats or doubles as a tensor."""
    if len(numbers) == 0:
        return torch.empty(shape, dtype=dtype)
    given = torch.float64 if numbers.typecode == "d" else torch.float32
    made: torch.Tensor = torch.frombuffer(numbers, dtype=given).to(dtype).view(shape)
    return made


def graft(value: typing.Any, shape: typing.Sequence[int], gradients: Tensors, inputs: Tensors) -> torch.Tensor:
    """The loss in the graph: a number, or numbers of the shape, which begins those of the inputs; and the gradient by
    each input, or None, of its type or a wider one."""
    first = next(one for one in inputs if one is not None)
    loss = loss_of(value, first.dtype, shape)
    if not (torch.is_grad_enabled() and any(one is not None and one.requires_grad for one in inputs)):
        return loss
    kept = [None if one is None or not one.requires_grad else made for made, one in zip(gradients, inputs)]

    def scaled(gradient: torch.Tensor, upstream: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
        return times(gradient, upstream.reshape(upstream.shape + (1,) * (gradient.dim() - upstream.dim())), dtype)

    return typing.cast(torch.Tensor, Loss.apply((loss, kept, scaled), *inputs))


def attach(value: typing.Any, shape: typing.Sequence[int], gradients: typing.Sequence[typing.Any],
           inputs: Tensors) -> torch.Tensor:
    """graft() of gradients that the library gave for inputs that it got widened: an array.array each, or None."""
    return graft(value, shape, [None if made is None or one is None or not one.requires_grad
                                else series(made, one.shape, wide(one.dtype))
                                for made, one in zip(gradients, inputs)], inputs)


def described(module: torch.nn.Module) -> str:
    """Its options, for repr."""
    return ", ".join(f"{name}={value!r}" for name, value in vars(module).items()
                     if not name.startswith("_") and name != "training")
