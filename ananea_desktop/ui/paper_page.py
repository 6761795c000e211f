"""Any paper: looked at first, with its language and its year, then printed, or saved in one of its forms."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import ENGLISH, N_, SPANISH, _
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import reports
from ananea_desktop.operations.books import Books
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import primary_button, quiet_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.first_things import when_ready
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.preview import PreviewPane
from ananea_desktop.ui.printing import ask_and_print
from ananea_desktop.ui.save_dialog import save_as

YEARS_SHOWN = 12
_FORMS = {"pdf": "PDF (*.pdf)", "xlsx": "Excel (*.xlsx)", "csv": "CSV (*.csv)", "txt": N_("Texto (*.txt)")}


@dataclass(frozen=True, kw_only=True)
class Paper:
    """What makes one paper differ from another."""

    title: str
    file_name: str
    """Without its ending."""
    make: Callable[[Books, int | None, str, str], bytes | Steps[bytes]]
    """The operation: it is given the year (None for all of them), the language and the form."""
    forms: tuple[str, ...] = ("pdf",)
    by_year: bool = False
    year: int | None = None
    """The one it opens with; this year where it is None."""
    all_years: bool = True
    """Whether it can also be made of all years together."""


def report_paper(name: str, year: int | None = None) -> Paper:
    """A list or report of ``operations.reports.REPORTS``."""
    report = reports.REPORTS[name]
    return Paper(
        title=_(report.title),
        file_name=name,
        make=lambda books, year, language, form: reports.report_steps(books, name, year, language, form),
        forms=report.forms,
        by_year=report.by_year,
        year=year,
        all_years=report.make is not None,
    )


class PaperPage(QWidget):
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._paper: Paper | None = None
        self._pdf = b""
        self.title = label("", "title")
        self.year = ChoiceField([], fits=True)
        self.year.setAccessibleName(_("Año"))
        self.language = ChoiceField([(SPANISH, _("En español")), (ENGLISH, _("En inglés"))], fits=True)
        self.language.setAccessibleName(_("Idioma del papel"))
        for field in (self.year, self.language):
            field.value_changed.connect(self._load)
        self.preview = PreviewPane()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._title_place = QHBoxLayout()
        self._title_place.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        column.addLayout(self._title_place)
        column.addWidget(self.preview, 1)

    def _head(self) -> QHBoxLayout:
        self._tools = row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN - theme.OVERHANG, 10, theme.MARGIN, 10)
        row.setSpacing(theme.GAP)
        back = quiet_button(_("Volver"), "arrow-left", "Esc")
        back.clicked.connect(self.leave)
        row.addWidget(back)
        row.addWidget(self.title)
        row.addStretch(1)
        row.addWidget(self.year)
        row.addWidget(self.language)
        self.save_button = secondary_button(_("Guardar como…"), "floppy-disk")
        self.save_button.setObjectName("save_paper")
        self.save_button.clicked.connect(self._choose_file)
        row.addWidget(self.save_button)
        self.print_button = primary_button(_("Imprimir"), "printer", "Ctrl+P")
        self.print_button.clicked.connect(self._print)
        row.addWidget(self.print_button)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_title()

    def _place_title(self) -> None:
        """Beside the tools, or on a line of its own where it would be cut."""
        self._title_place.removeWidget(self.title)
        self._tools.insertWidget(1, self.title)
        if self._tools.sizeHint().width() > self.width():
            self._tools.removeWidget(self.title)
            self._title_place.addWidget(self.title)
        margins = self._title_place.contentsMargins()
        margins.setBottom(10 if self._title_place.count() else 0)
        self._title_place.setContentsMargins(margins)

    def leave(self) -> None:
        self.left.emit()

    def open_paper(self, paper: Paper) -> None:
        """Shows a paper, of its own year or of this one where it is by year."""
        self._paper = paper
        self.title.setText(paper.title)
        this_year = self.desk.books.books.today().year
        shown = paper.year or this_year
        newest = max(shown, this_year)
        years = [(year, str(year)) for year in range(newest, min(shown, newest - YEARS_SHOWN) - 1, -1)]
        self.year.blockSignals(True)
        self.year.set_choices([*years, (None, _("Todos los años"))] if paper.all_years else years)
        self.year.set_value(shown)
        self.year.blockSignals(False)
        self.year.setVisible(paper.by_year)
        self._place_title()
        self._load()

    def _chosen_year(self) -> int | None:
        year = self.year.value()
        return year if isinstance(year, int) and self._paper is not None and self._paper.by_year else None

    def _load(self) -> None:
        if self._paper is not None:
            arguments = self._chosen_year(), str(self.language.value()), "pdf"
            self.desk.books.ask(self._paper.make, *arguments, owner=self, then=self._show, refused=self._refuse)

    def _show(self, pdf: bytes) -> None:
        self._pdf = pdf
        self.preview.show_pdf(pdf)
        self._allow(True)

    def _refuse(self, problem: UserError) -> None:
        """Why there is no paper stands in its place; where the profile is lacking, the way to it is shown too."""
        self._pdf = b""
        self.preview.show_message(problem.sentence)
        self._allow(False)
        when_ready(self, self.desk, (), lambda: None)

    def _allow(self, there_is_one: bool) -> None:
        for button in (self.save_button, self.print_button):
            button.setEnabled(there_is_one)

    def _file_name(self) -> str:
        assert self._paper is not None
        year = self._chosen_year()
        return f"{self._paper.file_name}-{year}" if year else self._paper.file_name

    def _print(self) -> None:
        if self._pdf:
            said = _("Se imprimió: {title}.").format(title=self.title.text())
            ask_and_print(
                self,
                self._pdf,
                self._file_name() + ".pdf",
                lambda done: self.desk.said.emit(said) if done else None,
            )

    def _choose_file(self) -> None:
        assert self._paper is not None
        forms = {form: _(_FORMS[form]) for form in self._paper.forms}
        save_as(self, _("Guardar como"), self._file_name(), forms, self._save)

    def _save(self, path: Path, form: str) -> None:
        assert self._paper is not None
        self.desk.books.ask(
            _save_paper,
            self._paper,
            self._chosen_year(),
            str(self.language.value()),
            form,
            path,
            owner=self.desk,
            then=lambda _none: self.desk.said.emit(_("Se guardó {name}.").format(name=path.name)),
            must_finish=True,
        )


def _save_paper(books: Books, paper: Paper, year: int | None, language: str, form: str, path: Path) -> Steps[None]:
    made = paper.make(books, year, language, form)
    yield
    reports.save_paper(path, made if isinstance(made, bytes) else (yield from made))
