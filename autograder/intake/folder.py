"""A submission that is a folder, a git clone for one: only where exercises may lie is looked."""

from __future__ import annotations

import errno
import os
from functools import partial

from autograder.intake.disk import Handle, LinkError, NotOrdinaryError, listed, opened
from autograder.intake.layout import Layout, Parts
from autograder.intake.limits import Limits
from autograder.intake.members import Member, Members, refuse
from autograder.submission import UnreadableError

# What this machine lacks, or fails at, is no fault of the file.
_OURS = (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EIO, errno.ETIMEDOUT)


def folder_members(folder: Handle, layout: Layout, limits: Limits, *, inner: bool) -> Members:
    """The members of an open folder, where they may matter; `inner` as in `Layout.leads_on`."""
    return _walk(folder, (), layout, limits, inner=inner)


def _walk(folder: Handle, parts: Parts, layout: Layout, limits: Limits, *, inner: bool) -> Members:
    for entry in listed(folder, limits.members + 1):
        here = (*parts, entry.name)
        if entry.is_symlink():
            yield Member(here, refuse("link"), closed=True)
        elif not entry.is_dir(follow_symlinks=False):
            yield Member(here, partial(_read, folder, entry.name, limits))
        else:
            yield Member(here, refuse("not_a_file"), folder=True)
            if layout.leads_on(here, inner=inner):
                yield from _enter(folder, here, layout, limits, inner=inner)


def _enter(folder: Handle, parts: Parts, layout: Layout, limits: Limits, *, inner: bool) -> Members:
    try:
        with opened(parts[-1], within=folder) as below:
            if below.folder:
                yield from _walk(below.handle, parts, layout, limits, inner=inner)
    except OSError as error:
        if error.errno in _OURS:
            raise
        yield Member(parts, partial(_fail, error), closed=True)


def _read(folder: Handle, name: str, limits: Limits) -> bytes:
    try:
        with opened(name, within=folder) as file:
            if file.folder or not isinstance(file.handle, int):
                raise UnreadableError("not_a_file")
            with os.fdopen(file.handle, "rb", closefd=False) as content:
                return content.read(limits.of(name) + 1)
    except OSError as error:
        return _fail(error)


def _fail(error: OSError) -> bytes:
    if error.errno in _OURS:
        raise error
    if isinstance(error, LinkError):
        raise UnreadableError("link")
    if isinstance(error, NotOrdinaryError):
        raise UnreadableError("not_a_file")
    raise UnreadableError("unreadable_file", error=error.strerror or str(error))
