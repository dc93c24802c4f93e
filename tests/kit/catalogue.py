"""Brings the Chinese catalogue up to date with the sentences in the code, and compiles it."""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from autograder.cli.main import cli
from autograder.cli.usage import helps
from autograder.notebook.calls import magics

PACKAGE = Path(__file__).resolve().parents[2] / "autograder"
PO = PACKAGE / "locale" / "zh" / "LC_MESSAGES" / "torch_kata.po"
MO = PO.with_suffix(".mo")


def sentences() -> set[str]:
    """Every sentence that the code marks with N_, and what the help of commands says."""
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords={"N_": None})
    return {str(message) for _, _, message, _, _ in found} | helps(cli) | helps(magics())


def read() -> Catalog:
    """The catalogue as it stands."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh")


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    out = io.BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()


def main() -> int:
    """Update both files; the exit code is 1 where translations are missing."""
    catalogue = read()
    wanted = sentences()
    for message in list(catalogue):
        if message.id and message.id not in wanted:
            catalogue.delete(message.id)
    for sentence in sorted(wanted):
        if sentence not in catalogue:
            catalogue.add(sentence, "")
    with PO.open("wb") as file:
        write_po(file, catalogue, width=100, sort_output=True)
    catalogue = read()
    MO.write_bytes(compiled(catalogue))
    missing = [message.id for message in catalogue if message.id and not message.string]
    for text in missing:
        print(f"no translation: {text}")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
