"""What leaves the presentation's page as a file, and the photos that come into it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.domain.presentations import Presentation
from ananea_desktop.operations import slides
from ananea_desktop.ui.desk import Desk

KINDS_OF_FILE = {"PDF (*.pdf)": ".pdf", "PowerPoint (*.pptx)": ".pptx"}


def save_as(page: QWidget, desk: Desk, presentation: Presentation | None) -> None:
    """Asks for a name, and writes the slides there as PDF or PowerPoint file."""
    if presentation is None:
        return
    dialog = QFileDialog(page, _("Guardar como"), slides.file_name(presentation), ";;".join(KINDS_OF_FILE))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)

    def save(chosen: str) -> None:
        path = Path(chosen)
        if path.suffix.lower() not in slides.FILES:
            path = path.with_name(path.name + KINDS_OF_FILE[dialog.selectedNameFilter()])
        said = _("Se guardó {name}.").format(name=path.name)
        desk.books.ask(slides.save_slides, presentation, path, owner=desk, then=lambda _none: desk.said.emit(said))

    dialog.fileSelected.connect(save)
    dialog.open()


def choose_photo(page: QWidget, desk: Desk, presentation: Presentation | None, take: Callable[[str], None]) -> None:
    """Asks for a photo, attaches it to the presentation, and gives its SHA-256 to ``take``."""
