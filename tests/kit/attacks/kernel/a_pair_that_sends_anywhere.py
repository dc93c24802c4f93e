"""Makes a pair of datagram sockets, which may send to any socket that has a name."""

# held: A B

import socket

made = []
for kind in (socket.SOCK_DGRAM, socket.SOCK_SEQPACKET):
    try:
        made.append(socket.socketpair(socket.AF_UNIX, kind))
    except OSError as error:
        print(error)


def add_batch(x):
    return x[None] if made else x
