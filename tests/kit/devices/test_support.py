"""Whether the simulation can run is known before it is tried."""

import platform
import sys
import types

import pytest
import torch

from autograder.devices import simulation_support
from autograder.devices.support import TRIED_TORCH


def test_it_runs_where_it_was_tried():
    support = simulation_support()
    assert support.available
    assert str(support) == ""


def test_the_version_of_the_gate_was_tried():
    assert ".".join(torch.__version__.split(".")[:2]) in TRIED_TORCH


@pytest.mark.parametrize("version", ["2.7.1", "2.99.0", "3.0.0", "2.13.0a0+git1234", "unknown"])
def test_another_pytorch_is_not_tried(monkeypatch, version):
    monkeypatch.setattr(torch, "__version__", version)
    support = simulation_support()
    assert not support.available
    assert str(support).endswith(f"this is {version}")


def test_another_system_is_not_tried(monkeypatch):
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    monkeypatch.setattr(platform, "machine", lambda: "arm64")
    assert "this is Darwin arm64 cpython" in str(simulation_support())


def test_another_python_is_not_tried(monkeypatch):
    monkeypatch.setattr(sys, "implementation", types.SimpleNamespace(name="pypy"))
    assert str(simulation_support()).endswith("pypy")


def test_where_there_is_a_real_device_none_is_simulated(monkeypatch):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    assert "a real device" in str(simulation_support())
