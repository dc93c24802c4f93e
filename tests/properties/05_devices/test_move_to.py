"""move_to brings a tensor to a device, without a needless copy, and keeps the graph."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.observe import gradient, gradient_reaches, requires_grad, seen, shares_memory
from autograder.strategies import FLOATS, tensors

META = torch.device("meta")
DEVICES = st.sampled_from((torch.device("cpu"), META))


@graded(points=4, zh="结果在目标设备上；x 已在那里时，结果就是 x 本身")
@given(x=tensors(layouts="any"), device=DEVICES, already_there=st.booleans())
@example(x=torch.zeros(2, 3), device=META, already_there=False)
@example(x=torch.zeros(2, 3), device=torch.device("cpu"), already_there=True)
def test_gives_x_on_the_device_and_x_itself_where_it_is_there(move_to, x, device, already_there):
    if already_there:
        x = x.to(device)
    y = move_to(x, device)
    return seen(result=y, same_object=y is x, shares_memory=shares_memory(x, y), input=x)


@graded(points=3, zh="保留计算图：梯度能回到 x")
@given(x=tensors(dtypes=FLOATS), device=DEVICES, leaf=st.booleans())
@example(x=torch.zeros(2, 3), device=META, leaf=True)
def test_keeps_the_graph(move_to, x, device, leaf):
    x.requires_grad_()
    y = move_to(x if leaf else 2 * x, device)
    return seen(result=y, requires_grad=requires_grad(y), gradient_reaches_x=gradient_reaches(y, x))


@graded(points=3, zh="在机器的设备之间来回搬动，值和梯度都不丢", max_cases=25)
@given(x=tensors(dtypes=FLOATS, layouts="any"), back=st.booleans())
@example(x=torch.tensor([1.0, 2.0]), back=False)
@example(x=torch.tensor([1.0, 2.0]), back=True)
def test_carries_values_and_gradients_between_the_devices_of_the_machine(move_to, x, back, device):
    x = (x.to(device) if back else x).detach().requires_grad_()
    y = move_to(x, torch.device("cpu") if back else device)
    return seen(result=y, gradient=gradient(3 * y if isinstance(y, torch.Tensor) else y, x))
