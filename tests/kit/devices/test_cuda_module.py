"""What else torch.cuda has: waiting, streams, events, memory."""

import pytest
import torch

pytestmark = pytest.mark.simulated


def test_waiting_returns():
    for device in (None, "cuda", torch.device("cuda:0"), 0):
        torch.cuda.synchronize(device)
    torch.cuda.empty_cache()
    torch.cuda.ipc_collect()
    assert not torch.cuda.is_current_stream_capturing()


def test_events_take_time():
    start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
    start.record()
    torch.ones(10, device="cuda").sum()
    end.record()
    torch.cuda.synchronize()
    assert start.elapsed_time(end) > 0
    assert end.query()
    assert "torch.cuda.Event" in repr(end)


def test_events_say_what_they_need():
    start, end = torch.cuda.Event(), torch.cuda.Event(enable_timing=True)
    with pytest.raises(ValueError, match="enable_timing=True"):
        start.elapsed_time(end)
    with pytest.raises(ValueError, match="must be recorded"):
        end.elapsed_time(end)


def test_a_stream_is_current_in_its_block():
    default, stream = torch.cuda.current_stream(), torch.cuda.Stream()
    assert default == torch.cuda.default_stream()
    assert stream != default
    with torch.cuda.stream(stream):
        assert torch.cuda.current_stream() == stream
        torch.ones(2, device="cuda").record_stream(stream)
    with stream:
        assert torch.cuda.current_stream() == stream
    assert torch.cuda.current_stream() == default
    default.wait_stream(stream)
    stream.record_event().synchronize()
    assert stream.query()
    assert repr(default) == "<torch.cuda.Stream device=cuda:0 cuda_stream=0x0>"


def test_memory_is_counted_while_it_is_held():
    torch.cuda.reset_peak_memory_stats()
    before = torch.cuda.memory_allocated()
    held = torch.zeros(1024, 1024, device="cuda")
    during = torch.cuda.memory_allocated()
    assert during - before == held.nbytes
    if hasattr(torch.accelerator, "memory_allocated"):  # since PyTorch 2.9
        assert torch.accelerator.memory_allocated() == during
    assert torch.cuda.memory_reserved() >= during
    del held
    assert torch.cuda.memory_allocated() == before
    assert torch.cuda.max_memory_allocated() == during
    torch.cuda.reset_peak_memory_stats()
    assert torch.cuda.max_memory_allocated() == before


def test_memory_of_a_gradient_is_counted_and_of_a_view_is_not():
    before = torch.cuda.memory_allocated()
    leaf = torch.zeros(128, device="cuda", requires_grad=True)
    leaf.sum().backward()
    view = leaf.detach()[3:]
    assert torch.cuda.memory_allocated() - before == 2 * leaf.nbytes
    assert view.shape == (125,)


def test_memory_is_reported():
    free, total = torch.cuda.mem_get_info()
    assert 0 < free <= total == torch.cuda.get_device_properties(0).total_memory
    assert "PyTorch CUDA memory summary" in torch.cuda.memory_summary()
    assert torch.cuda.memory_stats()["allocation.all.current"] >= 0
    assert torch.cuda.get_allocator_backend() == "native"
