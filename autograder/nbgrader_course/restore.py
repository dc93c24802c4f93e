"""nbgrader's marks in a submitted notebook, written anew: only the gradebook says what they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from autograder.nbgrader_course.notebook import SCHEMA_VERSION


class RestoreCells(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader has no types
    """The first step of autograding: what a student changed of nbgrader's marks is undone.

    Forged and repeated marks are taken away, grade cells that are missing are put back.
    """

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Write the marks of every cell anew."""
        facts = resources["nbgrader"]
        with Gradebook(facts["db_url"]) as gradebook:
            marks = _marks(gradebook.find_notebook(facts["notebook"], facts["assignment"]))
        seen: set[str] = set()
        for cell in reversed(nb.cells):  # of a cell and its copies the last counts, as in nbgrader
            if not isinstance(cell.metadata, dict):
                cell.metadata = NotebookNode()
            claimed = cell.metadata.pop("nbgrader", None)
            name = claimed.get("grade_id") if isinstance(claimed, dict) else None
            if isinstance(name, str) and name in marks and name not in seen:
                seen.add(name)
                cell.metadata["nbgrader"] = NotebookNode(marks[name]["marks"])
        self._put_back(nb, marks, seen)
        return nb, resources

    def _put_back(
        self, nb: NotebookNode, marks: Mapping[str, dict[str, Any]], seen: set[str]
    ) -> None:
        """Put missing grade cells behind the cell that comes before them in the source."""
        before = ""
        for name, known in marks.items():
            if name not in seen and known["marks"]["grade"]:
                self.log.warning("Cell '%s' is missing; it is put back", name)
                names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in nb.cells]
                place = names.index(before) + 1 if before in names else len(nb.cells)
                nb.cells.insert(place, _cell(known))
                seen.add(name)
            if name in seen:
                before = name


def _marks(notebook: Any) -> dict[str, dict[str, Any]]:
    """The cells of a notebook in the gradebook, by name: their marks and their source."""
    points = {cell.name: cell.max_score for cell in [*notebook.grade_cells, *notebook.task_cells]}
    grades = {cell.name for cell in notebook.grade_cells}
    tasks = {cell.name for cell in notebook.task_cells}
    solutions = {cell.name for cell in notebook.solution_cells}
    found: dict[str, dict[str, Any]] = {}
    for cell in notebook.source_cells:
        marks = {
            "schema_version": SCHEMA_VERSION,
            "grade": cell.name in grades,
            "solution": cell.name in solutions,
            "locked": bool(cell.locked),
            "task": cell.name in tasks,
            "grade_id": cell.name,
            "cell_type": cell.cell_type,
        }
        if cell.checksum:
            marks["checksum"] = cell.checksum
        if cell.name in points:
            marks["points"] = points[cell.name]
        found[cell.name] = {"marks": marks, "source": cell.source, "type": cell.cell_type}
    return found


def _cell(known: Mapping[str, Any]) -> NotebookNode:
    cell = NotebookNode(
        cell_type=known["type"],
        id=known["marks"]["grade_id"][:64],
        metadata=NotebookNode(nbgrader=NotebookNode(known["marks"])),
        source=known["source"],
    )
    if known["type"] == "code":
        cell.execution_count, cell.outputs = None, []
    return cell
