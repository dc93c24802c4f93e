"""Programs with models: what moves with them, and what does not."""

import copy

import torch
from torch import nn
from torch.nn import functional


def forgets_the_model():
    """The input was moved, the model was not."""
    return nn.Linear(2, 2)(torch.ones(1, 2, device="cuda"))


def forgets_the_input():
    """The model was moved, the input was not."""
    return nn.Linear(2, 2).to("cuda")(torch.ones(1, 2))


def forgets_nothing():
    """Both were."""
    model = nn.Linear(2, 1, bias=False).to("cuda")
    nn.init.ones_(model.weight)
    return model(torch.ones(1, 2, device="cuda")).detach()


class Scaled(nn.Module):
    """A tensor that is a plain attribute, or a buffer."""

    def __init__(self, buffer):
        super().__init__()
        self.linear = nn.Linear(2, 2)
        if buffer:
            self.register_buffer("scale", torch.full((2,), 3.0))
        else:
            self.scale = torch.full((2,), 3.0)

    def forward(self, x):
        return self.linear(x) * self.scale


def keeps_a_tensor_as_an_attribute():
    """It is no buffer, so it stays where it is."""
    return Scaled(buffer=False).to("cuda")(torch.ones(1, 2, device="cuda"))


def keeps_a_tensor_as_a_buffer():
    """A buffer moves along."""
    model = Scaled(buffer=True).to("cuda")
    return model(torch.ones(1, 2, device="cuda")).device, model.scale


class Stacked(nn.Module):
    """Layers in a list, or in a ModuleList."""

    def __init__(self, kind):
        super().__init__()
        self.layers = kind([nn.Linear(2, 2)])

    def forward(self, x):
        return self.layers[0](x)


def keeps_layers_in_a_list():
    """A list hides them from the module."""
    return Stacked(list).cuda()(torch.ones(1, 2, device="cuda"))


def keeps_layers_in_a_module_list():
    """A ModuleList does not."""
    return Stacked(nn.ModuleList).cuda()(torch.ones(1, 2, device="cuda")).device


def adds_a_layer_after_the_move():
    """A new head for a model that is on the device already."""
    model = nn.Sequential(nn.Linear(2, 2)).cuda()
    model.append(nn.Linear(2, 1))
    return model(torch.ones(1, 2, device="cuda"))


def asks_a_model_for_its_device():
    """A module has parameters on devices, but no device."""
    return nn.Linear(1, 1).cuda().device


def asks_its_first_parameter():
    """This is how it is asked."""
    return next(nn.Linear(1, 1).cuda().parameters()).device


def loads_cuda_weights_into_a_cpu_model():
    """`load_state_dict` copies, so the devices may differ."""
    trained, fresh = nn.Linear(1, 1).cuda(), nn.Linear(1, 1)
    nn.init.ones_(trained.weight)
    keys = fresh.load_state_dict(trained.state_dict())
    return str(keys), fresh.weight


def loads_cpu_weights_into_a_cuda_model():
    """The other way round."""
    trained, fresh = nn.Linear(1, 1), nn.Linear(1, 1).cuda()
    nn.init.ones_(trained.weight)
    fresh.load_state_dict(trained.state_dict())
    return fresh.weight


def looks_into_the_state():
    """Of a moved model all of the state is there, counters too."""
    state = nn.BatchNorm1d(2).cuda().state_dict()
    return {name: value.device.type for name, value in state.items()}


def copies_a_model_deeply():
    """A copy of a model is on the device of the model."""
    model = nn.Linear(1, 1).cuda()
    clone = copy.deepcopy(model).cpu()
    return model.weight.device, clone.weight.device


def convolves_a_cpu_image():
    """A convolution compares the types of input and weight."""
    return nn.Conv2d(1, 1, 1).cuda()(torch.ones(1, 1, 2, 2))


def convolves_with_a_cpu_layer():
    """The other way round."""
    return nn.Conv2d(1, 1, 1)(torch.ones(1, 1, 2, 2, device="cuda"))


def normalises_a_batch_with_a_cpu_layer():
    """Batch norm: the first argument that is elsewhere is the weight."""
    return nn.BatchNorm1d(2)(torch.ones(3, 2, device="cuda"))


def normalises_a_layer_with_a_cpu_layer():
    """Layer norm."""
    return nn.LayerNorm(2)(torch.ones(3, 2, device="cuda"))


def updates_the_statistics_of_a_batch_norm():
    """The running mean is on the device, and moves by a tenth."""
    norm = nn.BatchNorm1d(1).cuda()
    norm(torch.tensor([[0.0], [2.0]], device="cuda"))
    return norm.running_mean, norm.num_batches_tracked


def gives_a_cpu_state_to_an_lstm():
    """The hidden state is made by hand, on the CPU."""
    states = torch.zeros(1, 1, 3), torch.zeros(1, 1, 3)
    return nn.LSTM(2, 3).cuda()(torch.ones(4, 1, 2, device="cuda"), states)


def gives_no_state_to_an_lstm():
    """Left out, it is made on the device of the input."""
    output, (hidden, cell) = nn.LSTM(2, 3).cuda()(torch.ones(4, 1, 2, device="cuda"))
    return output.device, hidden.device, cell.shape


def gives_doubles_to_a_float_model():
    """The dtypes of a matrix product have to be the same on any device."""
    return nn.Linear(2, 2).cuda()(torch.ones(1, 2, dtype=torch.float64, device="cuda"))


def multiplies_integer_matrices():
    """CUDA has no matrix product of integers, which the CPU has."""
    x = torch.ones(2, 2, dtype=torch.int64, device="cuda")
    return x @ x


def goes_to_half_precision():
    """A model in float16 computes in float16."""
    model = nn.Linear(2, 1, bias=False).cuda().half()
    nn.init.ones_(model.weight)
    return model(torch.ones(1, 2, dtype=torch.float16, device="cuda")).detach()


def drops_out_in_eval():
    """In eval mode dropout does nothing."""
    return nn.Dropout(0.5).eval()(torch.ones(3, device="cuda"))


def drops_out_everything():
    """With p=1 nothing is left."""
    return functional.dropout(torch.ones(3, device="cuda"), p=1.0)


def looks_at_activations_with_a_hook():
    """A forward hook is given tensors of the device."""
    seen = []
    model = nn.Linear(1, 1).cuda()
    model.register_forward_hook(lambda module, args, output: seen.append(output.device))
    model(torch.ones(1, 1, device="cuda"))
    return seen


def convolves_doubles():
    """A convolution compares dtypes too, and calls them by their old names."""
    return nn.Conv2d(1, 1, 1).cuda()(torch.ones(1, 1, 2, 2, dtype=torch.float64, device="cuda"))


def looks_up_float_tokens():
    """Tokens are integers."""
    return nn.Embedding(4, 2).cuda()(torch.ones(1, device="cuda"))


def takes_the_softmax_of_integers():
    """CUDA has no softmax of integers either."""
    return torch.tensor([1, 2], device="cuda").softmax(0)


def divides_integers_by_zero():
    """No kernel of CUDA raises for it; what comes out is undefined."""
    return (torch.tensor([1], device="cuda") // torch.tensor([0], device="cuda")).shape


def inverts_a_singular_matrix():
    """What a solver reports is looked at, and raised."""
    return torch.linalg.inv(torch.zeros(2, 2, device="cuda"))


def wraps_in_data_parallel():
    """DataParallel brings its input to the device by itself."""
    model = nn.DataParallel(nn.Linear(2, 1)).cuda()
    return model(torch.ones(1, 2)).device
