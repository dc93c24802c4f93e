"""Submissions of every form, honest and hostile, made for the tests of their intake."""

import io
import stat
import tarfile
import zipfile

from autograder.exercise import Exercise

UNIFORM = Exercise("02_creation", "uniform")
PICK = Exercise("04_indexing", "pick")
EXERCISES = (UNIFORM, PICK)
SOURCE = "def uniform(): ...\n"
FILES = {UNIFORM.path: SOURCE, PICK.path: "def pick(): ...\n", "notes.md": "Notes."}
COMPRESSIONS = ("", "gz", "bz2", "xz")


def below(folder, files=FILES):
    """The same files below a folder."""
    return {f"{folder}/{name}": content for name, content in files.items()}


def write_folder(path, files=FILES):
    for name, content in files.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zip_link(name):
    """A zip entry that says it is a symbolic link."""
    return zip_special(name, stat.S_IFLNK)


def zip_special(name, kind):
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | 0o644) << 16
    return info


def zip_bytes(files=FILES, *, method=zipfile.ZIP_DEFLATED):
    """A zip file; `files` is a mapping, or pairs of a name (or ZipInfo) and its content."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            archive.writestr(name, content)
    return out.getvalue()


def tar_entry(name, kind=tarfile.REGTYPE, target=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def tar_bytes(files=FILES, compression="", form=tarfile.PAX_FORMAT):
    """A tar archive; `files` is a mapping, or pairs of a name (or TarInfo) and its content."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=f"w:{compression}", format=form) as archive:
        for name, content in files.items() if isinstance(files, dict) else files:
            info = tar_entry(name) if isinstance(name, str) else name
            data = content if isinstance(content, bytes) else content.encode()
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()
