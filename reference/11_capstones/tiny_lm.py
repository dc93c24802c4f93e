"""The solutions of TinyLM and train_lm: the reference, other right ones, and known mistakes."""

import torch
from torch import Tensor, nn
from torch.nn import functional


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
