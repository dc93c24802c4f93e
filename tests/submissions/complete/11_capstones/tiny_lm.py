"""A tiny language model, and the loop that trains it."""

import torch
import torch.nn.functional as F
from torch import nn


class TinyLM(nn.Module):
    """Embeddings, attention that only looks back, logits."""

    def __init__(self, vocab, d, heads, layers, max_len):
        """Make the parts."""
        super().__init__()
        self.tok = nn.Embedding(vocab, d)
        self.pos = nn.Embedding(max_len, d)
        block = nn.TransformerEncoderLayer(
            d, heads, dim_feedforward=4 * d, dropout=0.0, batch_first=True, norm_first=True
        )
        self.blocks = nn.TransformerEncoder(block, layers, enable_nested_tensor=False)
        self.head = nn.Linear(d, vocab)

    def forward(self, tokens):
        """Return the logits of the next token at each position."""
        n = tokens.size(1)
        mask = nn.Transformer.generate_square_subsequent_mask(n, device=tokens.device)
        x = self.tok(tokens) + self.pos(torch.arange(n, device=tokens.device))
        return self.head(self.blocks(x, mask=mask, is_causal=True))


def train_lm(model, batches):
    """Take one step of Adam a batch."""
    opt = torch.optim.Adam(model.parameters(), lr=3e-3)
    model.train()
    losses = []
    for batch in batches:
        inputs, targets = batch[:, :-1], batch[:, 1:]
        logits = model(inputs)
        loss = F.cross_entropy(logits.reshape(-1, logits.size(-1)), targets.reshape(-1))
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return losses
