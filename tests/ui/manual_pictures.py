"""The pictures of the manual, each of the page it speaks of: ``python3 resources/dev.py screenshots --manual``."""

import tempfile
from collections.abc import Callable
from dataclasses import fields
from io import BytesIO
from itertools import product
from pathlib import Path

from PIL import Image, ImageColor
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtWidgets import QApplication, QWidget

from ananea_desktop import app as program
from ananea_desktop import commands, paths
from ananea_desktop.operations import receipt_drafts
from ananea_desktop.operations.books import open_books
from ananea_desktop.ui import theme
from ananea_desktop.ui.books_thread import open_in_thread
from ananea_desktop.ui.cash_acts import BOOK_ACTS
from ananea_desktop.ui.first_start.guide import Guide
from ananea_desktop.ui.hand_out_page import HandOutPage
from ananea_desktop.ui.main_window import MainWindow
from ananea_desktop.ui.member_acts import MONEY_ACTS
from ananea_desktop.ui.presentation_page import PresentationPage
from ananea_desktop.ui.record_tab import RecordTab
from ananea_desktop.ui.recovery import RecoveryWindow
from ananea_desktop.ui.tabs.receipts import ReceiptsTab
from ananea_desktop.ui.training_attendance import TrainingAttendancePage
from tests.ui.screenshots import Photographer

FOLDER = paths.resources() / "manual" / "pictures"
SIZE = (1180, 640)
"""Small, so that the letters can be read where the picture is half as wide; the program's least is 900 × 540."""
_INKS = ("ink", "ink2", "ink3", "gold_text", "bad", "good")
_GROUNDS = ("bg", "panel", "gold", "gold_soft", "bad_soft")


class ManualPhotographer(Photographer):
    """Keeps each picture small: few colours, one file for a name."""

    def _photograph(self, name: str, widget: QWidget) -> None:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        widget.grab().save(buffer, "PNG")
        image = Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")
        image.quantize(palette=_colours(), dither=Image.Dither.NONE).save(self.folder / f"{name}.png", optimize=True)

    def leave(self) -> None:
        self.window.covering.leave_seen()
        self.settle()


def _colours() -> Image.Image:
    """The look's own colours and the edges of letters on their grounds: where dots are counted, red becomes brown."""
    rgb = {each.name: ImageColor.getrgb(getattr(theme.LIGHT, each.name)) for each in fields(theme.LIGHT)}
    values = [value for colour in rgb.values() for value in colour]
    for ink, ground, part in product(_INKS, _GROUNDS, (0.25, 0.5, 0.75)):
        values += [round(a * part + b * (1 - part)) for a, b in zip(rgb[ink], rgb[ground], strict=True)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(values)
    return palette


def _act(photographer: Photographer, name: str) -> None:
    window = photographer.window
    tab = window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    window.show_tab(5)
    photographer.settle()
    next(act for act in BOOK_ACTS if act.name == name).open(tab, window.desk)
    photographer.settle()


def _guide(photographer: Photographer) -> None:
    """As on an empty file, which is not needed for it."""
    guide = Guide(photographer.window.desk, is_set_up=False)
    photographer.window.covering.cover(guide)
    guide.open_at("")
    photographer.take("guia")


def _home(photographer: Photographer) -> None:
    photographer.tab(0, "inicio")


def _menu(photographer: Photographer) -> None:
    photographer.window.top_bar.session.click()
    menu = QApplication.activePopupWidget()
    assert menu is not None
    photographer.take("menu", menu)
    menu.close()


def _closings(photographer: Photographer) -> None:
    _act(photographer, "closings")
    photographer.take("cierre")


def _debtors(photographer: Photographer) -> None:
    window = photographer.window
    window.show_tab(1)
    photographer.settle()
    next(act for act in MONEY_ACTS if act.name == "debtors").open(window, window.desk)
    photographer.take("morosidad")


def _receipt(photographer: Photographer) -> None:
    photographer.window.desk.want_receipt(receipt_drafts.for_member, 8)
    photographer.take("recibo")


def _annul(photographer: Photographer) -> None:
    window = photographer.window
    window.show_tab(5)
    photographer.settle()
    tab = window.page("receipts")
    assert isinstance(tab, ReceiptsTab)
    tab.choose(0)
    photographer.settle()
    tab.card.ask_to_annul()
    photographer.settle()
    box = QApplication.activeModalWidget()
    assert box is not None
    photographer.take("anular", box)
    box.close()


def _member(photographer: Photographer) -> None:
    photographer.window.show_record("members", 31)
    photographer.take("socios")


def _purchase(photographer: Photographer) -> None:
    photographer.tab(3, "compras")


def _hand_out(photographer: Photographer) -> None:
    photographer.window.show_tab(3)
    HandOutPage(photographer.window.desk, 1).open()
    photographer.take("entregar")


def _training(photographer: Photographer) -> None:
    window = photographer.window
    tab = window.page("training_sessions")
    assert isinstance(tab, RecordTab)
    window.show_tab(2)
    photographer.settle()
    rows = [tab.model.row(number) for number in range(tab.model.rowCount())]
    held = next(row for row in rows if row["pass_mark"] is not None and row["state"] == "held")
    page = TrainingAttendancePage(window.desk, held["id"]).open()
    photographer.settle()
    page.choose(1)
    photographer.take("asistencia-capacitacion")


def _advances(photographer: Photographer) -> None:
    _act(photographer, "advances")
    photographer.take("por-rendir")


def _count(photographer: Photographer) -> None:
    _act(photographer, "cash_count")
    photographer.take("arqueo")


def _projects(photographer: Photographer) -> None:
    photographer.tab(4, "proyectos")


def _assembly(photographer: Photographer) -> None:
    photographer.window.show_tab(6)
    photographer.window.covering.open_attendance(1)
    photographer.take("asamblea")


def _slides(photographer: Photographer) -> None:
    photographer.window.covering.open_presentation()
    photographer.settle()
    page = photographer.window.stack.currentWidget()
    assert isinstance(page, PresentationPage)
    page.arranger.list.setCurrentRow(1)
    photographer.take("presentacion")


def _people(photographer: Photographer) -> None:
    photographer.window.actions_by_name["users"].trigger()
    photographer.take("personas")


def _damaged(photographer: Photographer) -> None:
    file = photographer.books.books.file.path
    instead = RecoveryWindow(file, "El archivo ananea.db está vacío (0 bytes). No se tocó.", "")
    instead.resize(*SIZE)
    instead.show()
    while instead.page._runner.is_working:
        photographer.app.processEvents()
    photographer.take("no-se-abre", instead)
    instead.close()


PICTURES: dict[str, Callable[[Photographer], None]] = {
    "guia": _guide,
    "inicio": _home,
    "menu": _menu,
    "recibo": _receipt,
    "anular": _annul,
    "socios": _member,
    "morosidad": _debtors,
    "compras": _purchase,
    "entregar": _hand_out,
    "asistencia-capacitacion": _training,
    "por-rendir": _advances,
    "arqueo": _count,
    "cierre": _closings,
    "proyectos": _projects,
    "asamblea": _assembly,
    "presentacion": _slides,
    "personas": _people,
    "no-se-abre": _damaged,
}
"""What each picture is of: its name, and the way to it. Every one is made of the sample, in the light theme."""


def main() -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    app = program.make_application()
    theme.apply_theme(app, theme.LIGHT)
    with tempfile.TemporaryDirectory() as place:
        commands.main(["demo", place])
        books = open_in_thread(lambda: open_books(Path(place) / "ananea.db"))
        window = MainWindow(books)
        window.resize(*SIZE)
        window.show()
        photographer = ManualPhotographer(FOLDER, app, books, window)
        photographer.settle()
        for make in PICTURES.values():
            make(photographer)
            photographer.leave()
        window.close()
        books.stop()
    for file in FOLDER.glob("*.png"):
        if file.stem not in PICTURES:
            file.unlink()


if __name__ == "__main__":
    main()
