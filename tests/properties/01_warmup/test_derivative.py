"""derivative gives f'(x) by autograd, as a Python float."""

import math

import torch
from hypothesis import example, given
from hypothesis import strategies as st

from autograder import graded
from autograder.preload import preload_optimisers

preload_optimisers()  # torch.func.grad and forward mode import the same, and are right as well

# A right solution may compute in float32: these numbers are exact there, and so are the
# derivatives of polynomials up to 10.
QUARTERS = st.integers(-40, 40).map(lambda n: n / 4)
SPECIAL = st.sampled_from((0.0, 1e4, -1e4, math.inf, -math.inf, math.nan))
X = QUARTERS | SPECIAL
FACTORS = st.integers(1, 5).map(float) | st.integers(-5, -1).map(float)

SMOOTH = {
    "a*x + b": lambda x, a, b: a * x + b,
    "a*x*x + b*x": lambda x, a, b: a * x * x + b * x,
    "a*x*x*x + b": lambda x, a, b: a * x * x * x + b,
    "a*sin(x) + b": lambda x, a, b: a * torch.sin(x) + b,
    "a*exp(x) + b": lambda x, a, b: a * torch.exp(x) + b,
    "x": lambda x, a, b: x,
}
BRANCHED = {
    "a*x if x > 0 else b*x": lambda x, a, b: a * x if x > 0 else b * x,
    "a*x*x if x < 0 else b*x": lambda x, a, b: a * x * x if x < 0 else b * x,
    "a*relu(x) + b*x": lambda x, a, b: a * torch.relu(x) + b * x,
}
CONSTANT = {
    "tensor(a)": lambda x, a, b: torch.tensor(a),
    "zeros_like(x) + b": lambda x, a, b: torch.zeros_like(x) + b,
    "sign(x) * a": lambda x, a, b: torch.sign(x) * a,
    "a*x if x > 0 else b": lambda x, a, b: a * x if x > 0 else torch.full_like(x, b),
    "a*x": lambda x, a, b: a * x,
}


def made(table, formula, a, b):
    """The function that a formula stands for."""
    return lambda x: table[formula](x, a, b)


# exp and sin in float32 are right to seven digits.
@graded(points=10, zh="得到 f'(x)，类型是 Python 的 float", rtol=1e-5, atol=1e-5)
@given(f=st.sampled_from(tuple(SMOOTH)), a=FACTORS, b=FACTORS, x=X)
@example(f="a*x*x + b*x", a=1.0, b=1.0, x=2.5)
@example(f="a*x*x + b*x", a=2.0, b=-3.0, x=1.0)
@example(f="a*x*x*x + b", a=1.0, b=2.0, x=math.nan)
def test_gives_the_derivative_as_a_Python_float(derivative, f, a, b, x):  # noqa: N802
    return derivative(made(SMOOTH, f, a, b), x)


@graded(points=5, zh="f 有分支时，得到 x 处所走分支的导数", rtol=1e-5, atol=1e-5)
@given(f=st.sampled_from(tuple(BRANCHED)), a=FACTORS, b=FACTORS, x=X)
@example(f="a*x if x > 0 else b*x", a=2.0, b=3.0, x=0.0)
@example(f="a*x if x > 0 else b*x", a=2.0, b=3.0, x=1.5)
@example(f="a*x*x if x < 0 else b*x", a=2.0, b=3.0, x=-1.5)
def test_follows_the_branch_that_f_takes(derivative, f, a, b, x):
    return derivative(made(BRANCHED, f, a, b), x)


@graded(points=5, zh="f 不理会 x 时，得到 0.0", rtol=1e-5, atol=1e-5)
@given(f=st.sampled_from(tuple(CONSTANT)), a=FACTORS, b=FACTORS, x=X)
@example(f="tensor(a)", a=3.0, b=1.0, x=2.0)
@example(f="a*x", a=3.0, b=1.0, x=2.0)
def test_gives_0_where_f_ignores_x(derivative, f, a, b, x):
    return derivative(made(CONSTANT, f, a, b), x)
