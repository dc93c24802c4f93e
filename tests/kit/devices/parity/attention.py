"""Programs with attention: masks, positional encodings, Transformers."""

import torch
from torch import nn
from torch.nn import functional


def _tokens():
    return torch.ones(1, 3, 4, device="cuda")


def leaves_the_keys():
    """The fused attention looks at the devices first."""
    x = torch.ones(1, 3, 4)
    return functional.scaled_dot_product_attention(x.cuda(), x, x)


def leaves_the_mask():
    """A mask of booleans on the CPU."""
    mask = torch.ones(3, 3, dtype=torch.bool).tril()
    return functional.scaled_dot_product_attention(_tokens(), _tokens(), _tokens(), mask)


def attends_causally():
    """Of equal values the mean is the value."""
    return functional.scaled_dot_product_attention(_tokens(), _tokens(), _tokens(), is_causal=True)[
        0, 0
    ]


def leaves_the_mask_of_multihead_attention():
    """`nn.MultiheadAttention` with a causal mask from the CPU."""
    mask = nn.Transformer.generate_square_subsequent_mask(3)
    return nn.MultiheadAttention(4, 2, batch_first=True).cuda()(
        _tokens(), _tokens(), _tokens(), attn_mask=mask
    )


def makes_the_mask_on_the_device():
    """The same, right."""
    mask = nn.Transformer.generate_square_subsequent_mask(3, device="cuda")
    output, weights = nn.MultiheadAttention(4, 2, batch_first=True).cuda()(
        _tokens(), _tokens(), _tokens(), attn_mask=mask
    )
    return output.shape, weights[0, 0].detach()


def leaves_the_padding_mask():
    """A Transformer layer with a padding mask from the CPU."""
    layer = nn.TransformerEncoderLayer(4, 2, 8, batch_first=True).cuda()
    padding = torch.tensor([[False, False, True]])
    return layer(_tokens(), src_key_padding_mask=padding)


def moves_the_padding_mask():
    """The same, right, in a whole encoder."""
    layer = nn.TransformerEncoderLayer(4, 2, 8, dropout=0.0, batch_first=True)
    encoder = nn.TransformerEncoder(layer, 2, enable_nested_tensor=False).cuda()
    padding = torch.tensor([[False, False, True]], device="cuda")
    output = encoder(_tokens(), src_key_padding_mask=padding)
    return output.shape, output.device


def leaves_the_memory_of_a_decoder():
    """A decoder is given the encoder's output from the CPU."""
    layer = nn.TransformerDecoderLayer(4, 2, 8, batch_first=True).cuda()
    return layer(_tokens(), torch.ones(1, 3, 4))


class Encoding(nn.Module):
    """A positional encoding whose table is a buffer, or a plain attribute."""

    def __init__(self, buffer):
        super().__init__()
        if buffer:
            self.register_buffer("table", torch.zeros(8, 4), persistent=False)
        else:
            self.table = torch.zeros(8, 4)

    def forward(self, x):
        return x + self.table[: x.size(1)]


def keeps_the_positions_as_an_attribute():
    """The table stays on the CPU."""
    return Encoding(buffer=False).cuda()(_tokens())


def keeps_the_positions_as_a_buffer():
    """The table moves, and is not saved."""
    model = Encoding(buffer=True).cuda()
    return model(_tokens()).device, list(model.state_dict())


def computes_the_softmax_of_masked_scores():
    """Half of the weights for each of two positions, none for what is masked."""
    scores = torch.tensor([0.0, 0.0, float("-inf")], device="cuda")
    return scores.softmax(0)


def multiplies_by_a_mask_of_the_cpu():
    """A padding mask as numbers, from the CPU."""
    return _tokens() * torch.tensor([1.0, 1.0, 0.0])[None, :, None]
