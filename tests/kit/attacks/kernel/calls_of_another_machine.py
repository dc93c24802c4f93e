"""Makes system calls of the 32-bit kind, whose numbers mean something else to a filter."""

# held: A B
# verdict: CRASHED RAISED WRONG

import ctypes
import mmap

GETPPID = 64  # of the 32-bit kind; on 64 bits this is semget
CODE = b"\xb8\x40\x00\x00\x00\xcd\x80\xc3"  # mov eax, 64; int 0x80; ret
page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
page.write(CODE)
address = ctypes.addressof(ctypes.c_char.from_buffer(page))
called = ctypes.CFUNCTYPE(ctypes.c_int)(address)()


def add_batch(x):
    return x[None] if called > 0 else x
