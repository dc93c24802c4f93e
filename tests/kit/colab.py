"""Writes the notebooks for Colab anew, from the lessons and stubs of the first unit."""

import tomllib

from autograder.exercise import LANGUAGES, House
from autograder.release.colab import colab_notebook, notebook_name

HOUSE = House()


def notebooks() -> dict[str, bytes]:
    """The notebooks of this house, by their path in it."""
    project = tomllib.loads((HOUSE.root / "pyproject.toml").read_text(encoding="utf-8"))
    dependencies = project["project"]["dependencies"]
    return {
        f"assignments/{notebook_name(lang)}": colab_notebook(HOUSE, dependencies, lang)
        for lang in LANGUAGES
    }


if __name__ == "__main__":
    for path, data in notebooks().items():
        (HOUSE.root / path).write_bytes(data)
