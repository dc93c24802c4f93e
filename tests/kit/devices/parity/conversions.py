"""Programs that take values out of CUDA tensors: to NumPy, to Python, to a file, to text."""

import copy
import io
import math
import pickle

import numpy as np
import torch
from torch import nn


def calls_numpy():
    """NumPy's arrays are on the CPU."""
    return torch.ones(2, device="cuda").numpy()


def calls_numpy_on_what_requires_grad():
    """The device is looked at first."""
    return torch.ones(2, device="cuda", requires_grad=True).numpy()


def makes_an_array_of_a_tensor():
    """`np.array(x)`, also behind plt.plot(x) or sklearn."""
    return np.array(torch.ones(2, device="cuda"))


def makes_an_array_of_a_list_of_losses():
    """A list of losses that were never taken out with `item()`."""
    losses = [torch.tensor(1.0, device="cuda"), torch.tensor(2.0, device="cuda")]
    return np.array(losses)


def detaches_and_calls_cpu_first():
    """The whole chain, right."""
    x = torch.ones(2, device="cuda", requires_grad=True)
    return x.detach().cpu().numpy().tolist()


def calls_cpu_and_forgets_to_detach():
    """On the CPU the gradient is in the way."""
    return torch.ones(2, device="cuda", requires_grad=True).cpu().numpy()


def indexes_an_array_with_a_tensor():
    """NumPy makes an array of the index."""
    return np.arange(3)[torch.tensor([0, 2], device="cuda")]


def indexes_a_list_with_a_tensor():
    """An integer tensor of one element is a Python index."""
    return ["cat", "dog"][torch.tensor([0.1, 0.9], device="cuda").argmax()]


def multiplies_by_a_numpy_number():
    """A NumPy number is a number: no device."""
    return torch.ones(2, device="cuda") * np.float64(2)


def takes_numbers_out():
    """item, float, int, bool, tolist, a format and math."""
    x = torch.tensor([2.25], device="cuda")
    return x.item(), float(x), int(x), bool(x), x.tolist(), f"{x.item():.1f}", math.sqrt(x)


def takes_a_number_out_of_several():
    """`item` is for one element."""
    return torch.ones(2, device="cuda").item()


def asks_whether_several_are_true():
    """`if x > 0` with more than one element."""
    return "yes" if torch.ones(2, device="cuda") > 0 else "no"


def asks_whether_one_is_true():
    """With one element it is fine."""
    return "yes" if torch.ones(1, device="cuda") > 0 else "no"


def prints_a_tensor():
    """The device stands in what is printed."""
    return str(torch.tensor([1.0, 2.0], device="cuda"))


def prints_a_parameter():
    """So it does for a parameter."""
    return str(nn.Parameter(torch.ones(1, device="cuda")))


def formats_a_scalar():
    """A format works on a tensor without axes, without its device."""
    return f"{torch.tensor(0.5, device='cuda'):.2f}"


def goes_through_the_items():
    """Each item is a tensor on the device."""
    return list(torch.arange(2, device="cuda")), len(torch.ones(3, device="cuda"))


def looks_for_a_number():
    """`in` compares with each element."""
    x = torch.arange(3, device="cuda")
    return 2 in x, 5 in x


def copies_deeply():
    """A deep copy stays on the device, and shares nothing."""
    x = torch.ones(2, device="cuda")
    y = copy.deepcopy(x)
    y += 1
    return x, y


def pickles():
    """What was pickled on the device comes back there."""
    return pickle.loads(pickle.dumps(torch.arange(2, device="cuda")))


def saves_and_loads():
    """A file remembers the device; `map_location` overrules it."""
    file = io.BytesIO()
    torch.save({"w": torch.arange(2.0, device="cuda")}, file)
    there = torch.load(io.BytesIO(file.getvalue()))["w"]
    here = torch.load(io.BytesIO(file.getvalue()), map_location="cpu")["w"]
    return there, here


def loads_onto_the_device():
    """What was saved on the CPU is loaded onto the device."""
    file = io.BytesIO()
    torch.save(torch.arange(2.0), file)
    return torch.load(io.BytesIO(file.getvalue()), map_location="cuda")


def calls_numpy_with_force():
    """`force=True` detaches and copies by itself."""
    return torch.ones(2, device="cuda", requires_grad=True).numpy(force=True).tolist()


def makes_a_tensor_from_a_tensor_as_if_it_were_an_array():
    """`from_numpy` takes arrays."""
    return torch.from_numpy(torch.ones(2, device="cuda"))
