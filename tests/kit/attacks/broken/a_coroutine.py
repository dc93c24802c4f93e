"""Is asynchronous, and returns a coroutine that nobody awaits."""

# verdict: WRONG


async def add_batch(x):
    return x[None]
