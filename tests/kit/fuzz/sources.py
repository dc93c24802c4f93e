"""Submissions that nobody wrote: random bytes and tokens, and files with random damage."""

import keyword
import random
import re
import warnings

from autograder.exercise import Exercise, House
from autograder.mutation.mutants import submission_of

NAMES = (
    "pairwise_sqdist", "filled_buffer", "long_zeros", "uniform", "to_model_input", "pick",
    "with_leading_dim", "zero_rows_", "flatten_batch", "center_columns", "drop_batch", "mse",
    "clear_grads", "sgd_step_", "two_layer_net",
)  # fmt: skip
SAMPLES = ("complete", "mistakes", "broken")
TOKENS = [
    *keyword.kwlist, "(", ")", "[", "]", "{", "}", ":", ",", ".", "=", "==", "->", "*", "**", "@",
    "\n", "\n    ", "\n\n", "\\\n", "'", '"""', "#", "x", "self", "torch", "Tensor", "0", "1e999",
    "0x", "1_0", "f'{x}'", "\t", "\x0c", "\u202e", "é", "lambda x: x", "x[0]", "print(x)", "\x00",
]  # fmt: skip
STATEMENTS = (
    "while True: pass",
    "import time; time.sleep(99)",
    "import os; os._exit(0)",
    "import os; os.kill(os.getpid(), 15)",
    "raise SystemExit(0)",
    "raise KeyboardInterrupt",
    "raise BaseException",
    "raise type('\\x1b[2J\\n', (Exception,), {'__str__': lambda e: '\\ud800' * 9999})()",
    "return",
    "return [[[torch.zeros(1)] * 100] * 20] * 10",
    "return torch.zeros(1).expand(10**5, 10**5)",
    "return bytearray(8 << 30)",
    "print('\\x1b]0;x\\x07' * 10**6)",
    "import sys; sys.setrecursionlimit(10**9); f = lambda: f(); f()",
    "import sys; sys.stdout.close()",
    "import sys; sys.modules.clear()",
    "import os; os.closerange(0, 99)",
    "import builtins; builtins.__dict__.clear()",
    "import gc, torch; [setattr(m, '__class__', int) for m in gc.get_objects() if 0]",
    "torch.set_default_dtype(torch.float64)",
    "import threading; threading.Thread(target=lambda: [0 for _ in iter(int, 1)]).start()",
    "import signal; [signal.signal(s, signal.SIG_IGN) for s in (2, 15)]",
    "del x",
    "x = None",
    "import ctypes; ctypes.string_at(0)",
    "global x",
    "yield",
    "from nothing import anything",
    "self = this",
)
_PARTS = re.compile(r"\w+|\s+|[^\w\s]")


def submission(number: int, house: House) -> tuple[Exercise, bytes]:
    """The exercise and the file of one submission; the same number gives the same."""
    dice = random.Random(number)
    (exercise,) = house.select([dice.choice(NAMES)])
    kind = dice.randrange(20)
    if kind == 0:
        return exercise, dice.randbytes(dice.randrange(2000))
    if kind == 1:
        return exercise, " ".join(dice.choices(TOKENS, k=dice.randrange(60))).encode()
    written = _written(dice, house, exercise)
    text = _damaged(dice, written)
    for _ in range(0 if kind < 8 else 20):  # most should be read, and run
        if _can_be_read(text):
            break
        text = _damaged(dice, written)
    data = text.encode("utf-8", "surrogatepass")
    if kind == 2:
        at = dice.randrange(len(data) + 1)
        return exercise, data[:at] + dice.randbytes(3) + data[at + 2 :]
    return exercise, data


def _damaged(dice: random.Random, text: str) -> str:
    for _ in range(dice.choice([1, 1, 1, 2, 3, 8])):
        text = dice.choice(DAMAGES)(dice, text)
    return text


def _can_be_read(text: str) -> bool:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile(text, "file.py", "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        return False
    return True


def _written(dice: random.Random, house: House, exercise: Exercise) -> str:
    """What somebody wrote for the exercise: the reference, or a sample submission."""
    texts = [submission_of(house.reference(exercise).read_text(encoding="utf-8"))]
    for sample in SAMPLES:
        file = house.root / "tests" / "submissions" / sample / exercise.path
        if file.is_file():
            texts.append(file.read_text(encoding="utf-8", errors="surrogateescape"))
    return dice.choice(texts).encode("utf-8", "replace").decode()


def _cut(dice, text):
    return text[: dice.randrange(len(text) + 1)]


def _parts(change):
    def damage(dice, text):
        parts = _PARTS.findall(text)
        if len(parts) < 2:
            return text
        change(dice, parts, dice.randrange(len(parts)), dice.randrange(len(parts)))
        return "".join(parts)

    return damage


def _lines(change):
    def damage(dice, text):
        lines = text.splitlines(keepends=True)
        if len(lines) < 2:
            return text
        change(dice, lines, dice.randrange(len(lines)), dice.randrange(len(lines)))
        return "".join(lines)

    return damage


def _swap(dice, parts, i, j):
    parts[i], parts[j] = parts[j], parts[i]


def _drop(dice, parts, i, j):
    del parts[i]


def _double(dice, parts, i, j):
    parts.insert(i, parts[i])


def _replace(dice, parts, i, j):
    parts[i] = dice.choice(TOKENS)


def _borrow(dice, parts, i, j):
    parts[i] = parts[j]


def _insert(dice, lines, i, j):
    indent = re.match(r"\s*", lines[i])[0].strip("\n")
    lines.insert(i, f"{indent}{dice.choice(STATEMENTS)}\n")


def _insert_inside(dice, text):
    """A statement at the start of the last function."""
    at = text.rfind("):\n")
    at = at + 2 if at >= 0 else text.rfind(":\n") + 1
    return f"{text[:at]}\n    {dice.choice(STATEMENTS)}{text[at:]}"


def _number(dice, text):
    """Another number in the place of one."""
    found = list(re.finditer(r"\b\d+\b", text))
    if not found:
        return text
    at = dice.choice(found)
    new = dice.choice(
        ["0", "1", "2", "-1", "99999", "10**9", "1.5", "1e400", "None", "0x10", "True"]
    )
    return text[: at.start()] + new + text[at.end() :]


DAMAGES = (
    _cut, _number, _number, _insert_inside, _insert_inside,
    *(_parts(change) for change in (_swap, _drop, _double, _replace, _borrow, _drop)),
    *(_lines(change) for change in (_swap, _drop, _double, _borrow, _insert, _insert)),
)  # fmt: skip
