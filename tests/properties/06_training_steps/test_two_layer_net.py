"""TwoLayerNet is a linear layer, a ReLU and a linear layer, whose parameters can be trained."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn

from autograder import graded
from autograder.observe import gradient, requires_grad, seen, snapshot
from autograder.strategies import tensors

FLOAT = (torch.float32,)
# d_h is not d_out, so that the four parameters differ in shape and each can be told by it.
SIZES = st.shared(
    st.tuples(st.integers(1, 4), st.integers(1, 5), st.integers(1, 4)).filter(
        lambda sizes: sizes[1] != sizes[2]
    ),
    key="sizes",
)


def drawn(*sides: int) -> st.SearchStrategy[Tensor]:
    """A weight whose shape is made of the sizes at the positions `sides`."""
    return tensors(
        shape=SIZES.map(lambda sizes: tuple(sizes[side] for side in sides)),
        dtypes=FLOAT,
        largest=2.0,
    )


# A quarter is added to the first bias, so that nothing meets the ReLU at 0, where it has a corner.
WEIGHTS = st.tuples(drawn(1, 0), drawn(1).map(lambda bias: bias + 0.25), drawn(2, 1), drawn(2)).map(
    list
)
X = tensors(
    shape=st.tuples(st.integers(1, 4), SIZES).map(lambda drawn: (drawn[0], drawn[1][0])),
    dtypes=FLOAT,
    largest=2.0,
)
SMALL = (2, 3, 1)
SMALL_WEIGHTS = [
    torch.tensor([[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]),
    torch.tensor([0.25, 0.25, 0.25]),
    torch.tensor([[1.0, -2.0, -1.0]]),
    torch.tensor([3.0]),
]
SMALL_X = torch.tensor([[1.0, 2.0], [-1.0, -2.0]])


def shape_of(param: Tensor) -> tuple[int, tuple[int, ...]]:
    """What parameters are sorted by: their order in the model is not part of the contract."""
    return param.dim(), tuple(param.shape)


def parameters_of(model: object) -> list[Tensor]:
    return sorted(model.parameters(), key=shape_of) if isinstance(model, nn.Module) else []


@torch.no_grad()
def fill(model: object, weights: list[Tensor]) -> None:
    """Give each parameter the weight of its shape."""
    by_shape = {tuple(weight.shape): weight for weight in weights}
    for param in parameters_of(model):
        if tuple(param.shape) in by_shape:
            param.copy_(by_shape[tuple(param.shape)])


# Right solutions may sum in another order.
@graded(points=7, zh="依次计算线性层、ReLU、线性层", rtol=1e-4, atol=1e-4)
@given(sizes=SIZES, weights=WEIGHTS, x=X)
@example(sizes=SMALL, weights=SMALL_WEIGHTS, x=SMALL_X)
def test_computes_linear_then_ReLU_then_linear(two_layer_net, sizes, weights, x):  # noqa: N802
    model = two_layer_net(*sizes)
    fill(model, weights)
    first, second = snapshot(model(x)), snapshot(model(-x))
    return seen(result=first, result_for_minus_x=second, input=x)


@graded(points=5, zh="参数就是两个线性层的权重和偏置，建好模型时就已存在")
@given(sizes=SIZES)
@example(sizes=SMALL)
def test_has_the_weights_and_biases_of_both_layers_for_parameters(two_layer_net, sizes):
    model = two_layer_net(*sizes)
    params = parameters_of(model)
    state = model.state_dict() if isinstance(model, nn.Module) else {}
    return seen(
        shapes_of_parameters=[tuple(param.shape) for param in params],
        require_grad=[requires_grad(param) for param in params],
        shapes_in_state_dict=[tuple(t.shape) for t in sorted(state.values(), key=shape_of)],
    )


@graded(points=4, zh="梯度能回到所有参数和输入", rtol=1e-4, atol=1e-4)
@given(sizes=SIZES, weights=WEIGHTS, x=X.map(Tensor.requires_grad_))
@example(sizes=SMALL, weights=SMALL_WEIGHTS, x=SMALL_X.clone().requires_grad_())
def test_passes_gradients_to_all_parameters_and_to_the_input(two_layer_net, sizes, weights, x):
    model = two_layer_net(*sizes)
    fill(model, weights)
    y = model(x)
    flowed = gradient(y, x, *parameters_of(model)) or [None]
    return seen(requires_grad=requires_grad(y), input_gradient=flowed[0], gradients=flowed[1:])


@graded(points=4, zh="模型搬到哪个设备，就在哪个设备上计算", max_cases=25, rtol=1e-4, atol=1e-4)
@given(sizes=SIZES, weights=WEIGHTS, x=X)
@example(sizes=SMALL, weights=SMALL_WEIGHTS, x=SMALL_X)
def test_computes_on_the_device_that_it_is_moved_to(two_layer_net, sizes, weights, x, device):
    model = two_layer_net(*sizes)
    fill(model, weights)
    return seen(result=model.to(device)(x.to(device)))
