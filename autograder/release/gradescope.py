"""Gradescope's autograder: a zip with two scripts, and the kit with the deck for marks."""

from __future__ import annotations

import io
import zipfile

from autograder.release.contents import StudentCopy
from autograder.release.pages import page

_DATE = (1980, 1, 1, 0, 0, 0)
_SCRIPTS = ("setup.sh", "run_autograder")
_NOT_THERE = ("assignments/colab", ".github/", ".devcontainer/", ".gitignore")
_FILE, _PROGRAM = 0o100644, 0o100755


def gradescope_zip(copy: StudentCopy, *, allow_level_c: bool = False) -> bytes:
    """The archive to upload; the same for the same copy. Without leave it makes no marks at C."""
    options = " --allow-level-c" if allow_level_c else ""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in _SCRIPTS:
            text = page(f"gradescope/{name}", fields={"OPTIONS": options})
            _add(archive, name, text, _PROGRAM)
        for path, data in sorted(copy.files.items()):
            if not path.startswith(_NOT_THERE):
                _add(archive, f"kit/{path}", data, _FILE)
    return out.getvalue()


def _add(archive: zipfile.ZipFile, name: str, data: bytes, mode: int) -> None:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.create_system = 3  # Unix, whose modes are kept
    entry.external_attr = mode << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)
