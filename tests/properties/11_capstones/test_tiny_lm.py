"""TinyLM predicts the next token from those before, and train_lm trains such a model."""

import torch
from hypothesis import example, given
from hypothesis import strategies as st
from torch import Tensor, nn

from autograder import graded
from autograder.observe import seen
from autograder.preload import preload_optimisers
from autograder.strategies import tensors

preload_optimisers()

SIZES = st.shared(
    st.fixed_dictionaries(
        {
            "vocab": st.integers(2, 9),
            "d": st.sampled_from((12, 24)),
            "heads": st.sampled_from((1, 2, 3, 4)),
            "layers": st.integers(1, 2),
            "max_len": st.integers(6, 8),
        }
    ),
    key="sizes",
)
SMALL = {"vocab": 3, "d": 12, "heads": 2, "layers": 1, "max_len": 6}
WORDS = torch.tensor([[0, 1, 2, 0, 1, 2], [2, 1, 0, 2, 1, 0]])
# What is learnt: words of two tokens, twice. The words (i, i + step) are kept for the test; with
# step 4 both (0, 4) and (4, 0) would be among them.
VOCAB, STEPS = 8, st.sampled_from((1, 2, 3, 5, 6, 7))
BATCHES, BATCH = 300, 32


def tokens_of(vocab, sequences, length):
    """Tokens 0 to vocab - 1; `sequences` and `length` are ranges."""
    shape = st.tuples(st.integers(*sequences), st.integers(*length))

    def filled(sides):
        row = st.lists(st.integers(0, vocab - 1), min_size=sides[1], max_size=sides[1])
        return st.lists(row, min_size=sides[0], max_size=sides[0]).map(torch.tensor)

    return shape.flatmap(filled)


def made(tiny_lm, sizes, more_layers=0):
    layers = sizes["layers"] + more_layers
    return tiny_lm(sizes["vocab"], sizes["d"], sizes["heads"], layers, sizes["max_len"])


def output_of(model, tokens):
    """What a model says of tokens in eval mode; None where that is no tensor of three axes."""
    if isinstance(model, nn.Module):
        tokens = tokens.to(next(model.eval().parameters(), tokens).device)
    output = model(tokens)
    return output.detach().cpu() if isinstance(output, Tensor) and output.dim() == 3 else None


def others(tokens, vocab):
    """Another token in the place of each."""
    return (tokens + 1) % vocab


def agree(first, second, part):
    """Whether two outputs are the same in a part of them, and free of NaN."""
    if first is None or second is None or first.shape != second.shape:
        return False
    return torch.allclose(first[part], second[part], 1e-4, 1e-4)


def ignores_later(model, tokens, vocab, keep):
    """Whether the first `keep` outputs stay when all later tokens change."""
    changed = torch.cat([tokens[:, :keep], others(tokens[:, keep:], vocab)], 1)
    part = (slice(None), slice(keep))
    return agree(output_of(model, tokens), output_of(model, changed), part)


def size_of(model):
    parameters = model.parameters() if isinstance(model, nn.Module) else ()
    return sum(parameter.numel() for parameter in parameters)


def are_probabilities(output):
    """Whether a softmax has made them: none negative, and a sum of 1 each."""
    if output is None or output.numel() == 0 or not output.is_floating_point():
        return False
    sums = output.sum(-1)
    return bool((output >= 0).all()) and torch.allclose(sums, torch.ones_like(sums))


@graded(points=5, zh="每个位置都给出下一个 token 的 logits，每一层都有自己的参数", max_cases=20)
@given(sizes=SIZES, tokens=SIZES.flatmap(lambda s: tokens_of(s["vocab"], (1, 4), (1, 6))))
@example(sizes=SMALL, tokens=WORDS)
@example(sizes=SMALL, tokens=WORDS[:1, :1])
def test_gives_logits_at_every_position_and_each_layer_parameters_of_its_own(
    tiny_lm, sizes, tokens
):
    model, deeper = made(tiny_lm, sizes), made(tiny_lm, sizes, more_layers=1)
    output = output_of(model, tokens)
    return seen(
        shape=getattr(output, "shape", None),
        dtype=getattr(output, "dtype", None),
        are_probabilities=are_probabilities(output),
        another_layer_adds_parameters=size_of(deeper) > size_of(model),
    )


@graded(points=9, zh="不看后面的 token，也不看批次里的其他序列", max_cases=30)
@given(
    sizes=SIZES,
    tokens=SIZES.flatmap(lambda s: tokens_of(s["vocab"], (2, 4), (2, 6))),
    keep=st.integers(1, 5),
)
@example(sizes=SMALL, tokens=WORDS, keep=3)
@example(sizes=SMALL, tokens=WORDS[:, :2], keep=1)
def test_looks_neither_at_later_tokens_nor_at_other_sequences(tiny_lm, sizes, tokens, keep):
    model, vocab = made(tiny_lm, sizes), sizes["vocab"]
    changed = torch.cat([others(tokens[:-1], vocab), tokens[-1:]])
    return seen(
        later_tokens_change_nothing=ignores_later(model, tokens, vocab, keep),
        other_sequences_change_nothing=agree(
            output_of(model, tokens), output_of(model, changed), slice(-1, None)
        ),
    )


class Table(nn.Module):
    """Looks the scores of the next token up by the last one; notes what becomes of gradients."""

    def __init__(self, table):
        super().__init__()
        self.table = nn.Parameter(table)
        self.arrived, self.alone = [], []
        self.table.register_hook(self.arrived.append)
        self.table.register_post_accumulate_grad_hook(self.compare)

    def compare(self, table):
        self.alone.append(torch.allclose(table.grad, self.arrived[-1], 1e-4, 1e-6))

    def forward(self, tokens):
        return self.table[tokens]


TABLES = tensors(shape=(3, 3), dtypes=(torch.float32,), largest=3.0)
SCORES = torch.tensor([[0.0, 2.0, 1.0], [1.0, 0.0, 3.0], [0.5, 0.0, 0.0]])


def batches_of(least):
    return st.lists(tokens_of(3, (1, 3), (2, 5)), min_size=least, max_size=least + 2)


# Right solutions may sum the loss in another order.
@graded(
    points=9,
    zh="每个批次的损失：预测每个下一个 token 的平均交叉熵",
    rtol=1e-4,
    atol=1e-4,
    max_cases=30,
)
@given(table=TABLES, batches=batches_of(1))
@example(table=SCORES, batches=[WORDS[:, :4]])
@example(table=SCORES, batches=[WORDS[:, :3], WORDS[:1]])
def test_gives_for_each_batch_the_mean_loss_of_predicting_every_next_token(
    tiny_lm, train_lm, table, batches
):
    losses = train_lm(Table(table), batches)
    if not isinstance(losses, list):
        return seen(result=losses)
    return seen(
        how_many_losses=len(losses),
        # Those that follow depend on the optimiser.
        first_loss=losses[0] if losses else None,
        losses_are_floats=all(isinstance(loss, float) for loss in losses),
    )


@graded(points=4, zh="每个批次更新一步，只沿着这个批次自己的梯度", max_cases=30)
@given(table=TABLES, batches=batches_of(3))
@example(table=SCORES, batches=[WORDS] * 3)
def test_takes_each_step_along_the_gradient_of_its_batch_alone(tiny_lm, train_lm, table, batches):
    model = Table(table.clone())
    train_lm(model, batches)
    return seen(
        parameters_move=not torch.equal(model.table.detach(), table),
        gradients_of_one_batch_alone=all(model.alone),
    )


@graded(points=5, zh="模型和批次在哪个设备，就在哪个设备上计算和训练", max_cases=15)
@given(sizes=SIZES, tokens=SIZES.flatmap(lambda s: tokens_of(s["vocab"], (1, 4), (2, 6))))
@example(sizes=SMALL, tokens=WORDS)
def test_computes_and_trains_on_the_device_of_model_and_batches(
    tiny_lm, train_lm, sizes, tokens, device
):
    model = made(tiny_lm, sizes)
    before = output_of(model, tokens)
    if isinstance(model, nn.Module):
        model.to(device)
    there = output_of(model, tokens)
    losses = train_lm(model, [tokens.to(device)] * 2)
    return seen(
        same_as_on_the_cpu=agree(before, there, slice(None)),
        how_many_losses=len(losses) if isinstance(losses, list) else None,
        parameters_are_on=sorted({str(param.device) for param in model.parameters()})
        if isinstance(model, nn.Module)
        else [],
    )


def lessons(step, seed):
    """Batches of words said twice, and the words that are in none of them."""
    drawn = torch.Generator().manual_seed(seed)
    words = torch.cartesian_prod(torch.arange(VOCAB), torch.arange(VOCAB))
    kept = (words[:, 1] - words[:, 0]) % VOCAB == step
    picked = torch.randint(int((~kept).sum()), (BATCHES, BATCH), generator=drawn)
    return [words[~kept][row].repeat(1, 2) for row in picked], words[kept]


def continued(model, words):
    """The words, and the two tokens that the model goes on with; -1 where it gives no scores."""
    tokens = words
    for _ in range(2):
        output = output_of(model, tokens)
        if output is None or len(output) != len(words):
            return torch.full((len(words), 4), -1)
        tokens = torch.cat([tokens, output[:, -1].argmax(-1, keepdim=True) % VOCAB], 1)
    return tokens


def numbers_of(losses):
    try:
        return [float(loss) for loss in losses]
    except (TypeError, ValueError, RuntimeError):
        return []


@graded(points=8, zh="学会复述从没见过的词，训练之后仍不看后面", seconds=30, max_cases=1)
@given(step=STEPS, seed=st.integers(0, 2**31))
def test_learns_to_repeat_words_that_it_has_never_seen(tiny_lm, train_lm, step, seed):
    batches, words = lessons(step, seed)
    model = tiny_lm(VOCAB, 32, 4, 1, 4)
    numbers = numbers_of(train_lm(model, batches)) or [torch.nan]
    twice = words.repeat(1, 2)
    swapped = output_of(model, twice[:, [1, 0, 2, 3]])
    right = (continued(model, words) == twice)[:, 2:].float().mean()
    return seen(
        new_words_repeated=bool(right >= 0.85),
        later_tokens_change_nothing=ignores_later(model, twice, VOCAB, 2),
        order_of_tokens_counts=not agree(output_of(model, twice), swapped, (slice(None), -1)),
        loss_falls=numbers[-1] < numbers[0],
    )
