"""The way to the number report: of one series or of all."""

from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import reports
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.number_report import TITLE, SeriesKey, number_steps, series_choices
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.paper_page import Paper


def number_paper(only: SeriesKey | None) -> Paper:
    """The report of one series, or of all."""

    def make(books: Books, year: int | None, language: str, form: str) -> Steps[bytes]:
        with in_language(language):
            listing = yield from number_steps(books, year, only)
            return (yield from reports.listing_steps(listing, form))

    name = "numeros" if only is None else f"numeros-{only[0]}-{only[1]}"
    return Paper(title=_(TITLE), file_name=name, make=make, forms=reports.FORMS, by_year=True)


class NumberReportDialog(Dialog):
    """Asks which series."""

    def __init__(self, parent: QWidget, desk: Desk, choices: list[tuple[SeriesKey, str]]) -> None:
        super().__init__(parent, _("Informe de números"))
        self._desk = desk
        self.add_sentence(
            _("Para el consejo de vigilancia: cada número emitido, anulado, extornado, sin usar o faltante.")
        )
        self.series = ChoiceField([(None, _("Todas las series")), *choices])
        self.series.setObjectName("number_series")
        self.content.addWidget(FormRow(_("Serie"), self.series, stacked=True))
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        button = self.add_button(primary_button(_("Ver el informe"), "file-text"), self._show)
        button.setObjectName("show_numbers")
        button.setDefault(True)
        self.series.setFocus()

    def _show(self) -> None:
        chosen = self.series.value()
        self.accept()
        self._desk.paper_wanted.emit(number_paper(chosen if isinstance(chosen, tuple) else None))


def open_number_report(parent: QWidget, desk: Desk) -> None:
    desk.books.ask(series_choices, owner=parent, then=lambda choices: NumberReportDialog(parent, desk, choices).open())
