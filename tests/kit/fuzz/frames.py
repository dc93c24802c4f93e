"""Strategies that draw what a hostile worker may send: observations that lie, frames that break."""

from hypothesis import strategies as st

from autograder.wire.check import _WIDTHS, ARRAY_WIDTHS
from autograder.wire.codec import HEADER, encode, frame
from autograder.wire.messages import Done, Loaded, Observed
from autograder.wire.plain import (
    MAX_DEPTH,
    ArrayData,
    MappingData,
    Named,
    Opaque,
    SequenceData,
    TensorData,
)
from autograder.wire.record import Frame, Observation, Raised

TEXTS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["\x1b[2J", "\x1b]0;x\x07", "::error ::x", "{0.x}", "[bold]", "=1+1", "\u202e"]
    ),
    st.integers(0, 5000).map("x".__mul__),
)
KINDS = st.one_of(
    st.sampled_from(["list", "tuple", "torch.Size", "dict", "seen", "int", "float", "complex"]),
    st.sampled_from(["torch.Tensor", "numpy.ndarray", "numpy.float64", "str", "None", "bool"]),
    TEXTS,
)
SIDES = st.one_of(st.integers(0, 4), st.sampled_from([-1, 10**18, 2**63 - 1, 2**64 - 1]))
DEVICES = st.sampled_from(["cpu", "cpu", "cuda:0", "meta", "metal", "\x1b[2J", "x" * 99])
NUMBERS = st.one_of(
    st.integers(-3, 300), st.sampled_from([2**64 - 1, -(2**63)]), st.floats(), st.booleans()
)


@st.composite
def arrays(draw):
    """A tensor or an array that may lie about its dtype, its shape, its bytes and its device."""
    torch_like = draw(st.booleans())
    widths = _WIDTHS if torch_like else ARRAY_WIDTHS
    dtype = draw(TEXTS if _rarely(draw) else st.sampled_from(sorted(widths)))
    shape = tuple(draw(st.lists(SIDES if _rarely(draw) else st.integers(0, 3), max_size=5)))
    length = 0 if min(shape, default=1) < 0 else widths.get(dtype, 1)
    for side in shape:
        length *= side
    data = draw(st.binary(min_size=1, max_size=8))
    data = (data * (length // len(data) + 1))[:length] if length < 5000 else data
    data = data[1:] if _rarely(draw) else data
    layout = tuple(draw(st.lists(st.integers(-9, 9), max_size=3))) if _rarely(draw) else None
    if torch_like:
        return TensorData(dtype, shape, data, draw(DEVICES), layout, draw(st.integers(-9, 9)))
    return ArrayData(dtype, shape, data, layout, draw(st.integers(-9, 9)))


def _rarely(draw):
    return draw(st.integers(0, 9)) == 0


LEAVES = st.one_of(
    st.none(),
    NUMBERS,
    TEXTS,
    arrays(),
    st.builds(Named, KINDS, st.one_of(TEXTS, st.integers().map(str), st.integers().map(hex))),
    st.builds(Opaque, KINDS, TEXTS),
)


def _containers(inner):
    pairs = st.tuples(inner, inner)
    return st.one_of(
        st.builds(SequenceData, KINDS, st.lists(inner, max_size=4).map(tuple)),
        st.builds(MappingData, KINDS, st.lists(pairs, max_size=4).map(tuple)),
        st.builds(lambda kind, pair: MappingData(kind, (pair, pair)), KINDS, pairs),
    )


def _nested(value, depth):
    for _ in range(depth):
        value = SequenceData("list", (value,))
    return value


PLAIN = st.one_of(
    st.recursive(LEAVES, _containers, max_leaves=8),
    st.builds(_nested, LEAVES, st.sampled_from([MAX_DEPTH, MAX_DEPTH + 1, 60])),
)
RAISED = st.builds(
    Raised,
    st.lists(st.one_of(st.sampled_from(["ValueError", "NotImplementedError"]), TEXTS), max_size=3)
    .map(tuple),
    TEXTS,
    st.lists(st.builds(Frame, st.integers(-9, 2**63), TEXTS), max_size=3).map(tuple),
    st.booleans(),
)  # fmt: skip
OBSERVATIONS = st.builds(
    Observation,
    PLAIN,
    st.none() | RAISED,
    st.sampled_from([False, False, False, True]),
    st.dictionaries(TEXTS | st.just("Tensor.tolist"), st.integers(-9, 2**63), max_size=3),
)
LOADED = st.builds(
    Loaded,
    st.booleans(),
    TEXTS,
    TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
    st.none() | RAISED,
)


@st.composite
def streams(draw):
    """What a worker sends: frames, whole, damaged, cut short, lying about their length."""
    parts = draw(st.lists(_payloads(), min_size=1, max_size=3))
    stream = bytearray(b"".join(frame(part) for part in parts))
    for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2, 3]))):
        _damage(draw, stream)
    return bytes(stream)


def _payloads():
    observed = st.builds(lambda n, o: encode([*_OBSERVED, n, o]), st.integers(-1, 2), OBSERVATIONS)
    others = st.builds(encode, st.one_of(LOADED, st.builds(Done, st.floats()), PLAIN))
    return st.one_of(observed, observed, observed, others, st.binary(max_size=30))


_OBSERVED = [Observed.__struct_config__.tag]


def _damage(draw, stream):
    at = draw(st.integers(0, len(stream)))
    how = draw(st.sampled_from(["byte", "cut", "twice", "insert", "length"]))
    if how == "byte" and at < len(stream):
        stream[at] = draw(st.integers(0, 255))
    elif how == "cut":
        del stream[at:]
    elif how == "twice":
        stream[at:at] = stream[max(0, at - draw(st.integers(1, 40))) : at]
    elif how == "insert":
        stream[at:at] = draw(st.binary(max_size=6))
    elif how == "length" and len(stream) >= HEADER.size:
        HEADER.pack_into(stream, 0, draw(st.sampled_from([0, 1, 5, 2**16, 2**26, 2**32 - 1])))
