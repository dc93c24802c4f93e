"""The solutions of TinyLM and train_lm: the reference, other right ones, and known mistakes."""

from collections.abc import Callable

import torch
from torch import Tensor, nn
from torch.nn import functional

from autograder import alternative, misconception

EQUIVALENT = {
    "layer = nn.TransformerEncoderLayer(d, d, heads, batch_first=True)": "another number of heads, "
    "and another width inside, learn as well",
    'self.register_buffer("ahead", torch.ones(max_len, max_len, dtype=torch.bool).triu_(1))': "a "
    "new tensor may be changed in place",
    'self.register_buffer("ahead", torch.ones(max_len, max_len, dtype=torch.bool).triu(0))': "the "
    "token itself is there anyway, added to what attention gives",
    "x = self.token(tokens) - self.position.weight[:length]": "what is learnt may have either sign",
    "loss = functional.cross_entropy(logits.transpose(2, 1), tokens[:, 1:])": "two axes change "
    "places either way",
    "loss = functional.cross_entropy(logits.transpose_(1, 2), tokens[:, 1:])": "the logits are not "
    "used again",
}


class TinyLM(nn.Module):
    def __init__(self, vocab: int, d: int, heads: int, layers: int, max_len: int) -> None:
        super().__init__()
        self.token = nn.Embedding(vocab, d)
        self.position = nn.Embedding(max_len, d)
        layer = nn.TransformerEncoderLayer(d, heads, d, batch_first=True)
        self.encoder = nn.TransformerEncoder(layer, layers)
        self.out = nn.Linear(d, vocab)
        self.register_buffer("ahead", torch.ones(max_len, max_len, dtype=torch.bool).triu(1))

    def forward(self, tokens: Tensor) -> Tensor:
        length = tokens.shape[1]
        x = self.token(tokens) + self.position.weight[:length]
        return self.out(self.encoder(x, mask=self.ahead[:length, :length]))


def train_lm(model: nn.Module, batches: list[Tensor]) -> list[float]:
    optimiser = torch.optim.Adam(model.parameters())
    losses = []
    for tokens in batches:
        logits = model(tokens[:, :-1])
        loss = functional.cross_entropy(logits.transpose(1, 2), tokens[:, 1:])
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses


class Block(nn.Module):
    def __init__(self, d: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.before, self.between = nn.LayerNorm(d), nn.LayerNorm(d)
        self.qkv, self.mixed = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.forth, self.back = nn.Linear(d, 2 * d), nn.Linear(2 * d, d)

    def forward(self, x: Tensor) -> Tensor:
        parts = self.qkv(self.before(x)).unflatten(-1, (3, self.heads, -1)).unbind(2)
        q, k, v = (part.transpose(1, 2) for part in parts)
        seen = functional.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.mixed(seen.transpose(1, 2).flatten(2))
        return x + self.back(functional.gelu(self.forth(self.between(x))))


@alternative
class ByHand(nn.Module):
    def __init__(self, vocab: int, d: int, heads: int, layers: int, max_len: int) -> None:
        super().__init__()
        self.token = nn.Embedding(vocab, d)
        self.blocks = nn.Sequential(*(Block(d, heads) for _ in range(layers)))
        self.norm = nn.LayerNorm(d)
        self.out = nn.Linear(d, vocab, bias=False)
        angles = torch.arange(max_len)[:, None] / 10_000 ** (torch.arange(0, d, 2) / d)
        self.register_buffer("pe", torch.stack([angles.sin(), angles.cos()], -1).flatten(1)[:, :d])

    def forward(self, tokens: Tensor) -> Tensor:
        return self.out(self.norm(self.blocks(self.token(tokens) + self.pe[: tokens.shape[1]])))


@alternative
class TimeFirst(nn.Module):
    """The time axis first inside, positions that start at zero, a mask of -inf."""

    def __init__(self, vocab: int, d: int, heads: int, layers: int, max_len: int) -> None:
        super().__init__()
        self.token = nn.Embedding(vocab, d)
        self.position = nn.Parameter(torch.zeros(max_len, 1, d))
        layer = nn.TransformerEncoderLayer(d, heads, 2 * d, dropout=0.0, norm_first=True)
        self.encoder = nn.TransformerEncoder(layer, layers, norm=nn.LayerNorm(d))
        self.out = nn.Linear(d, vocab)

    def forward(self, tokens: Tensor) -> Tensor:
        length = tokens.shape[1]
        mask = nn.Transformer.generate_square_subsequent_mask(length, device=tokens.device)
        x = self.encoder(self.token(tokens.T) + self.position[:length], mask, is_causal=True)
        return self.out(x).transpose(0, 1).log_softmax(-1)


@alternative(of="train_lm")
def whole_sequences(model: nn.Module, batches: list[Tensor]) -> list[float]:
    """The whole sequence goes in, and the last prediction is left out; the rate rises slowly."""
    model.train()
    optimiser = torch.optim.AdamW(model.parameters(), lr=3e-3)
    schedule = torch.optim.lr_scheduler.LinearLR(optimiser, 1e-8, total_iters=10)

    def step(tokens: Tensor) -> float:
        scores = model(tokens).log_softmax(-1)[:, :-1]
        loss = -scores.gather(2, tokens[:, 1:, None]).mean()
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        model.zero_grad()
        return float(loss)

    return [step(tokens) for tokens in batches]


@misconception(
    en="A position sees later tokens, the very one that it should predict among them: there is no "
    "causal mask, or it is the wrong way round; True must block what comes later.",
    zh="某个位置看到了后面的 token，包括它要预测的那一个：没有因果掩码，或者掩码反了；"
    "True 应当挡住后面的位置。",
)
class NoMask(TinyLM):
    def forward(self, tokens: Tensor) -> Tensor:
        return self.out(self.encoder(self.token(tokens) + self.position.weight[: tokens.shape[1]]))


@misconception(
    en="`forward` counts the positions on the CPU, while the model and the tokens are on another "
    "device; make what it needs with `device=tokens.device`, or once, as a buffer.",
    zh="`forward` 里的位置编号建在 CPU 上，模型和 token 却在别的设备上；"
    "创建时要写明 `device=tokens.device`，或者只建一次，存成缓冲区。",
)
class PositionsOnCpu(TinyLM):
    def forward(self, tokens: Tensor) -> Tensor:
        length = tokens.shape[1]
        x = self.token(tokens) + self.position(torch.arange(length))
        return self.out(self.encoder(x, mask=self.ahead[:length, :length]))


@misconception(
    en="Nothing tells the model where a token stands, and attention alone sees a bag of tokens "
    "without order; add something to each token that depends on its position.",
    zh="模型不知道 token 处在什么位置，而注意力本身只看到一袋没有顺序的 token；"
    "应当给每个 token 加上随位置变化的量。",
)
class NoPositions(TinyLM):
    def forward(self, tokens: Tensor) -> Tensor:
        length = tokens.shape[1]
        return self.out(self.encoder(self.token(tokens), mask=self.ahead[:length, :length]))


@misconception(
    en="The layers take the first axis for time unless `batch_first=True`, so attention runs from "
    "sequence to sequence instead of along each one.",
    zh="没写 `batch_first=True` 时，这些层会把第一个轴当作时间，注意力就在不同序列之间进行，"
    "而不是沿着每个序列。",
)
class BatchForTime(TinyLM):
    def __init__(self, vocab: int, d: int, heads: int, layers: int, max_len: int) -> None:
        super().__init__(vocab, d, heads, layers, max_len)
        self.encoder = nn.TransformerEncoder(nn.TransformerEncoderLayer(d, heads, d), layers)

    def forward(self, tokens: Tensor) -> Tensor:
        count, length = tokens.shape
        mask = torch.ones(count, count, dtype=torch.bool).triu(1)
        x = self.token(tokens) + self.position.weight[:length]
        return self.out(self.encoder(x, mask=mask))


@misconception(
    en="The model ends with a softmax, and the loss takes another one; give the scores as they "
    "are.",
    zh="模型的最后做了 softmax，而损失函数还要再做一次；应当直接给出 logits。",
)
class Probabilities(TinyLM):
    def forward(self, tokens: Tensor) -> Tensor:
        return super().forward(tokens).softmax(-1)


@misconception(
    en="Another layer brings no parameters of its own: layers in a Python list are not found, and "
    "one layer used again remains one; register a new layer for each.",
    zh="多一层却没有多出参数：放在 Python 列表里的层不会被找到，同一个层反复使用也还是一个；"
    "应当为每一层新建并登记一个层。",
)
class OneLayerAgain(TinyLM):
    def __init__(self, vocab: int, d: int, heads: int, layers: int, max_len: int) -> None:
        super().__init__(vocab, d, heads, layers, max_len)
        self.encoder.layers = nn.ModuleList([self.encoder.layers[0]] * layers)


Predict = Callable[[nn.Module, Tensor], Tensor]


def trained(model: nn.Module, batches: list[Tensor], loss_of: Predict) -> list[float]:
    """Do as the reference does with another loss."""
    optimiser = torch.optim.Adam(model.parameters())
    losses = []
    for tokens in batches:
        loss = loss_of(model, tokens)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses


@misconception(
    of="train_lm",
    en="Each prediction is compared with the token that has just been read, so that the model "
    "learns to repeat its input; the target is the token after it.",
    zh="每个预测都在与刚读到的 token 比较，模型学会的只是重复输入；目标应当是它后面的那个 token。",
)
def unshifted(model: nn.Module, batches: list[Tensor]) -> list[float]:
    def loss_of(model: nn.Module, tokens: Tensor) -> Tensor:
        return functional.cross_entropy(model(tokens).transpose(1, 2), tokens)

    return trained(model, batches, loss_of)


@misconception(
    of="train_lm",
    en="The targets are shifted the wrong way: the model is asked for the token before, which it "
    "has seen already; position t is about token t + 1.",
    zh="目标移反了方向：在让模型说出它早已看过的前一个 token；位置 t 预测的应当是 token t + 1。",
)
def shifted_backwards(model: nn.Module, batches: list[Tensor]) -> list[float]:
    def loss_of(model: nn.Module, tokens: Tensor) -> Tensor:
        return functional.cross_entropy(model(tokens)[:, 1:].transpose(1, 2), tokens[:, :-1])

    return trained(model, batches, loss_of)


@misconception(
    of="train_lm",
    en="`reshape` brings the classes to axis 1 in name only and mixes the scores up; exchange the "
    "axes instead, or flatten batch and time into one.",
    zh="`reshape` 只是名义上把类别放到了第 1 轴，分数全乱了；应当交换轴，"
    "或者把批次与时间合并成一个轴。",
)
def reshaped(model: nn.Module, batches: list[Tensor]) -> list[float]:
    def loss_of(model: nn.Module, tokens: Tensor) -> Tensor:
        logits = model(tokens[:, :-1])
        count, length, vocab = logits.shape
        return functional.cross_entropy(logits.reshape(count, vocab, length), tokens[:, 1:])

    return trained(model, batches, loss_of)


@misconception(
    of="train_lm",
    en="Softmax is taken twice: `cross_entropy` wants logits and takes one itself.",
    zh="做了两次 softmax：`cross_entropy` 要的是 logits，它自己就会做一次。",
)
def softmax_twice(model: nn.Module, batches: list[Tensor]) -> list[float]:
    def loss_of(model: nn.Module, tokens: Tensor) -> Tensor:
        shares = model(tokens[:, :-1]).softmax(-1)
        return functional.cross_entropy(shares.transpose(1, 2), tokens[:, 1:])

    return trained(model, batches, loss_of)


@misconception(
    of="train_lm",
    en="The loss is a sum, so it grows with the batch and with the length; it should be the mean "
    "of all predictions.",
    zh="损失是总和，批次越大、序列越长就越大；应当是所有预测的平均。",
)
def summed(model: nn.Module, batches: list[Tensor]) -> list[float]:
    def loss_of(model: nn.Module, tokens: Tensor) -> Tensor:
        logits = model(tokens[:, :-1]).flatten(0, 1)
        return functional.cross_entropy(logits, tokens[:, 1:].flatten(), reduction="sum")

    return trained(model, batches, loss_of)


@misconception(
    of="train_lm",
    en="The gradients are never cleared, so each step also goes along those of all batches before; "
    "clear them for each batch.",
    zh="梯度从没清空过，每一步都掺进了之前所有批次的梯度；每个批次都应当先清空。",
)
def never_cleared(model: nn.Module, batches: list[Tensor]) -> list[float]:
    optimiser = torch.optim.Adam(model.parameters())
    losses = []
    for tokens in batches:
        loss = functional.cross_entropy(model(tokens)[:, :-1].transpose(1, 2), tokens[:, 1:])
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    return losses


@misconception(
    of="train_lm",
    en="`backward` only computes gradients; nothing moves until the optimiser takes its step.",
    zh="`backward` 只负责算出梯度；优化器不走那一步，参数就不会动。",
)
def never_stepped(model: nn.Module, batches: list[Tensor]) -> list[float]:
    losses = []
    for tokens in batches:
        loss = functional.cross_entropy(model(tokens)[:, :-1].transpose(1, 2), tokens[:, 1:])
        model.zero_grad()
        loss.backward()
        losses.append(loss.item())
    return losses


@misconception(
    of="train_lm",
    en="The losses come back as tensors, each with the graph of its batch behind it; take the "
    "Python number out of each.",
    zh="返回的损失是张量，背后还拖着各自批次的计算图；应当取出其中的 Python 数。",
)
def losses_as_tensors(model: nn.Module, batches: list[Tensor]) -> list[float]:
    return [torch.tensor(loss) for loss in train_lm(model, batches)]
