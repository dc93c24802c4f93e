"""Floods the grader's channel with open files that are passed along with single bytes."""

# verdict: CRASHED RAISED

import array
import socket


def add_batch(x):
    grader = socket.socket(fileno=3)
    files = array.array("i", [0] * 200)
    for _ in range(100):
        grader.sendmsg([b"\0"], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, files)])
    return x
