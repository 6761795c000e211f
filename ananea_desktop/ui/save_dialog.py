"""Where a file is to be saved: the one dialog that asks it, so that nothing is ever overwritten without a question."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.ui.dialogs import ask

Then = Callable[[Path, str], object]


def save_as(
    parent: QWidget,
    title: str,
    suggested_name: str,
    forms: Mapping[str, str],
    then: Then,
    otherwise: Callable[[], object] | None = None,
) -> None:
    """Asks for a place, from the Documents folder on, and returns at once.

    ``suggested_name`` has no ending. ``forms`` gives what the filter of each form says, by its ending: ``pdf``.
    ``then`` is called with the path, its ending included, and the form; ``otherwise`` when nothing is to be saved.
    """
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    chooser = QFileDialog(parent, title, folder, ";;".join(forms.values()))
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)

    def form() -> str:
        return next(form for form, words in forms.items() if words == chooser.selectedNameFilter())

    def finished(result: int) -> None:
        if result == QDialog.DialogCode.Accepted:
            _check(parent, Path(chooser.selectedFiles()[0]), form(), forms, then, otherwise)
        elif otherwise is not None:
            otherwise()

    # Qt asks before it overwrites, but only of the name as it knows it: the ending must be there by then
    chooser.filterSelected.connect(lambda _words: chooser.setDefaultSuffix(form()))
    chooser.setDefaultSuffix(form())
    chooser.selectFile(f"{suggested_name}.{form()}")
    chooser.finished.connect(finished)
    chooser.open()


def _check(
    parent: QWidget,
    path: Path,
    form: str,
    forms: Mapping[str, str],
    then: Then,
    otherwise: Callable[[], object] | None,
) -> None:
    """The ending tells the form; Qt leaves a name as it is that has another («Acta 20.11»)."""
    typed = path.suffix.lower().removeprefix(".")
    if typed in forms:
        then(path, typed)
        return
    whole = path.with_name(f"{path.name}.{form}")
    if not whole.exists():
        then(whole, form)
        return
    ask(
        parent,
        _("¿Reemplazar «{name}»?").format(name=whole.name),
        _("En esa carpeta ya hay un archivo con ese nombre. Lo que tiene ahora se pierde."),
        yes=_("Reemplazar"),
        no=_("No guardar"),
        icon="floppy-disk",
        destroying=True,
        then=lambda _reason: then(whole, form),
        otherwise=otherwise,
    )
