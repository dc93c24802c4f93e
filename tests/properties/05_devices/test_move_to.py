"""move_to brings a tensor to a device, without a needless copy, and keeps the graph."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import gradient_reaches, requires_grad, seen, shares_memory
from autograder.strategies import FLOATS, tensors

META = torch.device("meta")
DEVICES = st.sampled_from((torch.device("cpu"), META))


@graded(points=5, zh="结果在目标设备上；x 已在那里时，结果就是 x 本身")
@given(x=tensors(layouts="any"), device=DEVICES, already_there=st.booleans())
@example(x=torch.zeros(2, 3), device=META, already_there=False)
@example(x=torch.zeros(2, 3), device=torch.device("cpu"), already_there=True)
def test_gives_x_on_the_device_and_x_itself_where_it_is_there(move_to, x, device, already_there):
    if already_there:
        x = x.to(device)
    y = move_to(x, device)
    return seen(result=y, same_object=y is x, shares_memory=shares_memory(x, y), input=x)


@graded(points=5, zh="保留计算图：梯度能回到 x")
@given(x=tensors(dtypes=FLOATS), device=DEVICES, leaf=st.booleans())
@example(x=torch.zeros(2, 3), device=META, leaf=True)
def test_keeps_the_graph(move_to, x, device, leaf):
    x.requires_grad_()
    y = move_to(x if leaf else 2 * x, device)
    return seen(result=y, requires_grad=requires_grad(y), gradient_reaches_x=gradient_reaches(y, x))
