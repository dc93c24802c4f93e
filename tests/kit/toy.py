"""A house with one small exercise in a temporary folder, to check and to spoil."""

from pathlib import Path

from autograder.exercise import House

STUB = '''"""Double every element."""

from torch import Tensor


def double(x: Tensor) -> Tensor:
    """Return a new tensor with every element of `x`, of any shape, doubled."""
    raise NotImplementedError
'''
REFERENCE = '''"""The solutions of double."""

from torch import Tensor

from autograder import alternative, misconception


def double(x: Tensor) -> Tensor:
    return x * 2


@alternative
def added(x: Tensor) -> Tensor:
    return x + x


@misconception(en="That is the square.", zh="这是平方。")
def squared(x: Tensor) -> Tensor:
    return x * x


@misconception(en="It doubles the input itself.", zh="它改动了输入本身。")
def in_place(x: Tensor) -> Tensor:
    return x.mul_(2)
'''
PROPERTIES = '''"""double doubles."""

from hypothesis import given

from autograder import graded
from autograder.observe import seen
from autograder.strategies import FLOATS, tensors


@graded(points=10, zh="每个元素加倍，输入不变")
@given(x=tensors(dtypes=FLOATS))
def test_doubles_every_element_and_keeps_the_input(double, x):
    y = double(x)
    return seen(result=y, x=x)
'''
LESSON = """# {title}

{words}

## `double` · {heading} ★

{words}

<details>
<summary>{hint} 1</summary>

{words}

</details>

<details>
<summary>{hint} 2</summary>

{words}

</details>

[torch.mul](https://docs.pytorch.org/docs/stable/generated/torch.mul.html)
"""


def toy_house(root: Path, **changed: str) -> House:
    """Write the house; `stub`, `reference`, `properties`, `en` and `zh` replace its texts."""
    files = {
        "assignments/01_toy/double.py": changed.get("stub", STUB),
        "reference/01_toy/double.py": changed.get("reference", REFERENCE),
        "tests/properties/01_toy/test_double.py": changed.get("properties", PROPERTIES),
        "assignments/01_toy/README.md": changed.get(
            "en", LESSON.format(title="Toys", heading="Twice", hint="Hint", words="Words.")
        ),
        "assignments/01_toy/README.zh.md": changed.get(
            "zh", LESSON.format(title="玩具", heading="两倍", hint="提示", words="文字。")
        ),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return House(root)
