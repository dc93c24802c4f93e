"""Leaves threads behind that go on spinning after the answer."""

import threading


def spin():
    while True:
        pass


def add_batch(x):
    if threading.active_count() < 3:
        threading.Thread(target=spin, daemon=True).start()
    return x
