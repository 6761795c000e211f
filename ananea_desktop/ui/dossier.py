"""The dossier of a project as a paper to look at, print and save."""

from typing import Any

from ananea_desktop.domain.language import _
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import papers, project_dossier
from ananea_desktop.operations.books import Books
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.pdf_pages import on_pdf_thread


def dossier_paper(project_id: int) -> Paper:
    """Everything kept of one project, in one PDF."""
    return Paper(
        title=_("Expediente del proyecto"),
        file_name=f"expediente-{project_id}",
        make=lambda books, _year, language, _form: _whole(books, project_id, language),
    )


def _whole(books: Books, project_id: int, language: str) -> Steps[bytes]:
    parts: list[Any] = yield from project_dossier.parts(books, project_id, language)
    return on_pdf_thread(lambda: papers.joined(parts)).result()
