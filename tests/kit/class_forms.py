"""A class written to a folder in the forms that courses have: folders, archives, Moodle, Canvas."""

import csv
import io
import re
import tarfile
import unicodedata
import zipfile
from pathlib import Path

FORMS = ("folders", "zips", "moodle", "canvas", "clones", "mixed")
_EARLIER, _LATER = (2026, 11, 20, 9, 0, 0), (2026, 11, 25, 23, 50, 0)


def write_class(made, folder, form="folders"):
    """Write what everybody handed in; who handed in nothing is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, student in enumerate(s for s in made.students if not s.missing):
        _write(student, folder, form, number)


def write_roster(made, path):
    """Write who belongs to the class, as a registrar's list."""
    rows = [(s.login, s.name, s.email, s.identifier) for s in made.students]
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([("student", "name", "email", "id"), *rows])
    path.write_text(text.getvalue(), encoding="utf-8")


def archive_of(files, *, moment=_LATER):
    """The files as a .zip, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path, text in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(path, moment), text)
    return out.getvalue()


def _write(student, folder, form, number):
    if form == "mixed":
        form = ("folders", "zips", "tars", "clones")[number % 4]
    writers = {
        "folders": _folder,
        "zips": _zip,
        "tars": _tar,
        "moodle": _moodle,
        "canvas": _canvas,
        "clones": _clone,
    }
    writers[form](student, folder, number)


def _folder(student, folder, number):
    _files(student.files, folder / student.login)


def _zip(student, folder, number):
    (folder / f"{student.login}.zip").write_bytes(archive_of(student.files))


def _tar(student, folder, number):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", compresslevel=1) as archive:
        for path, text in sorted(student.files.items()):
            data = text.encode()
            member = tarfile.TarInfo(f"{student.login}/{path}")
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    (folder / f"{student.login}.tar.gz").write_bytes(out.getvalue())


def _clone(student, folder, number):
    """As GitHub Classroom names and clones repositories: the work is in assignments/."""
    repository = folder / f"torch-kata-{student.login}"
    _files(student.files, repository / "assignments")
    (repository / ".git").mkdir()
    (repository / ".git" / "HEAD").write_text("ref: refs/heads/main\n")


def _moodle(student, folder, number):
    """As Moodle's "Download all submissions" with folders: full name, number, plugin."""
    inner = folder / f"{_without_slashes(student.name)}_{7000 + number}_assignsubmission_file"
    inner.mkdir()
    (inner / "assignments.zip").write_bytes(archive_of(student.files))


def _canvas(student, folder, number):
    """As Canvas's "Download submissions": name, LATE, user, submission, file; -1 sent again."""
    start = f"{_folded(student.name)}_{'LATE_' if student.late else ''}{student.identifier}"
    if student.before is not None:
        texts = {path: w.text for path, w in student.before.items() if w.text is not None}
        first = folder / f"{start}_{90000 + number}_assignments.zip"
        first.write_bytes(archive_of(texts, moment=_EARLIER))
        (folder / f"{start}_{95000 + number}_assignments-1.zip").write_bytes(
            archive_of(student.files)
        )
    else:
        path = folder / f"{start}_{90000 + number}_assignments.zip"
        path.write_bytes(archive_of(student.files))


def _files(files, folder):
    folder.mkdir(parents=True)
    for path, text in files.items():
        target: Path = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _without_slashes(name):
    return re.sub(r"[/\\:*?\"<>|]", "_", name)


def _folded(name):
    """The last name first, in small letters without anything else, as Canvas does."""
    *given, family = name.split()
    plain = unicodedata.normalize("NFKC", family + "".join(given)).lower()
    return re.sub(r"[^\w]|_", "", plain)
