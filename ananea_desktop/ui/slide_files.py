"""What leaves the presentation's page as a file, and the photos that come into it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from ananea_desktop.domain.language import _
from ananea_desktop.domain.presentations import Presentation
from ananea_desktop.operations import presentations, slides
from ananea_desktop.ui import save_dialog
from ananea_desktop.ui.attaching import Adding, Outcome
from ananea_desktop.ui.attachments import RefusedDialog
from ananea_desktop.ui.desk import Desk

KINDS_OF_FILE = {"pdf": "PDF (*.pdf)", "pptx": "PowerPoint (*.pptx)"}
PHOTOS = "*.jpg *.jpeg *.png *.webp *.tif *.tiff *.bmp *.gif"


def save_as(page: QWidget, desk: Desk, presentation: Presentation | None) -> None:
    """Asks for a name, and writes the slides there as PDF or PowerPoint file."""
    if presentation is None:
        return

    def save(path: Path, _form: str) -> None:
        said = _("Se guardó {name}.").format(name=path.name)
        desk.books.ask(
            slides.save_slides,
            presentation,
            path,
            owner=desk,
            then=lambda _none: desk.said.emit(said),
            must_finish=True,
        )

    save_dialog.save_as(page, _("Guardar como"), slides.file_name(presentation), KINDS_OF_FILE, save)


def choose_photo(page: QWidget, desk: Desk, presentation: Presentation | None, take: Callable[[str], None]) -> None:
    """Asks for a photo, keeps it with the presentation, and gives its SHA-256 to ``take``."""
    if presentation is None:
        return
    pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    chooser = QFileDialog(page, _("Elija la foto"), pictures)
    chooser.setNameFilters([_("Fotos ({endings})").format(endings=PHOTOS), _("Todos los archivos (*)")])
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.fileSelected.connect(lambda name: _save_for_photo(page, desk, presentation, Path(name), take))
    chooser.open()


def _save_for_photo(
    page: QWidget, desk: Desk, presentation: Presentation, path: Path, take: Callable[[str], None]
) -> None:
    """A photo is attached to something that is in the file: the presentation is saved before."""

    def attach(saved: Presentation) -> None:
        assert saved.id is not None
        adding = Adding(desk.books, page.window(), ("presentations", saved.id), [path], presentations.keep_photo)
        adding.finished.connect(lambda outcome: _take_outcome(page, desk, outcome, take))
        adding.start()

    desk.books.ask(presentations.save_presentation, presentation, owner=page, then=attach)


def _take_outcome(page: QWidget, desk: Desk, outcome: Outcome, take: Callable[[str], None]) -> None:
    if not isValid(page):
        return
    if outcome.refused:
        RefusedDialog(page.window(), outcome).open()
    if outcome.ids:
        desk.books.ask(presentations.photo, outcome.ids[0], owner=page, then=take)
