"""Any paper: looked at first, with its language and its year, then printed, or saved in one of its forms."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import ENGLISH, N_, SPANISH, _
from ananea_desktop.domain.steps import Steps
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations import reports
from ananea_desktop.operations.books import Books
from ananea_desktop.ui import theme
from ananea_desktop.ui.busy_line import BusyLine
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.first_things import when_ready
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.preview import PreviewPane
from ananea_desktop.ui.printing import ask_and_print
from ananea_desktop.ui.save_dialog import save_as

YEARS_SHOWN = 12
_DAY_WIDTH = 150
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
    of_day: Callable[[Books, date, str, str], bytes | Steps[bytes]] | None = None
    """The same of any day, which is then asked for; it opens with today."""


def report_paper(name: str, year: int | None = None) -> Paper:
    """A list or report of ``operations.reports.REPORTS``."""
    report = reports.REPORTS[name]

    def of_day(books: Books, day: date, language: str, form: str) -> Steps[bytes]:
        return reports.report_steps(books, name, None, language, form, day)

    return Paper(
        title=_(report.title),
        file_name=name,
        make=lambda books, year, language, form: reports.report_steps(books, name, year, language, form),
        forms=report.forms,
        by_year=report.by_year,
        year=year,
        all_years=report.make is not None,
        of_day=of_day if report.of_day is not None else None,
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
        self.day = DateField(today=self.desk.books.books.today)
        self.day.set_wanted_width(_DAY_WIDTH)
        self.day.setObjectName("paper_day")
        self.day.setAccessibleName(_("A qué fecha"))
        self.day.textChanged.connect(lambda _text: self._load())
        self._asked = QObject(self)
        self.busy = BusyLine()
        self.busy.given_up.connect(self._give_up)
        self.preview = PreviewPane()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        self._title_place = QHBoxLayout()
        self._title_place.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 0)
        column.addLayout(self._title_place)
        column.addWidget(self.busy)
        column.addWidget(self.preview, 1)

    def _head(self) -> PageHead:
        self.save_button = secondary_button(_("Guardar como…"), "floppy-disk")
        self.save_button.setObjectName("save_paper")
        self.save_button.clicked.connect(self._choose_file)
        self.print_button = primary_button(_("Imprimir"), "printer", "Ctrl+P")
        self.print_button.clicked.connect(self._print)
        tools = (self.day, self.year, self.language, self.save_button, self.print_button)
        self._tools = PageHead(self.title, self.leave, *tools)
        return self._tools

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place_title()

    def _place_title(self) -> None:
        """Beside the tools, or on a line of its own where it would be cut."""
        self._title_place.removeWidget(self.title)
        self._tools.insertWidget(1, self.title, 1)
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
        self.day.blockSignals(True)
        self.day.set_day(self.desk.books.books.today())
        self.day.blockSignals(False)
        self.day.setVisible(paper.of_day is not None)
        self._place_title()
        self._load()

    def _chosen_year(self) -> int | None:
        year = self.year.value()
        return year if isinstance(year, int) and self._paper is not None and self._paper.by_year else None

    def _load(self) -> None:
        if self._paper is None:
            return
        try:
            make = self._maker()
        except InvalidValue as invalid:
            self._refuse(UserError(str(invalid)))
            return
        self._drop_asked()  # while a date is typed, only the last answer counts
        self.busy.begin(_("Preparando el papel…"))
        self.desk.books.ask(
            make, str(self.language.value()), "pdf", owner=self._asked, then=self._show, refused=self._refuse
        )

    def _drop_asked(self) -> None:
        """What is being made is not wanted any more: the books' thread gives it up at its next step."""
        self._asked.deleteLater()
        self._asked = QObject(self)

    def _give_up(self) -> None:
        self._drop_asked()
        self.busy.end()
        self._pdf = b""
        self.preview.show_message(_("Se dejó de preparar este papel. Elija otra vez de cuándo, o vuelva."))
        self._allow(False)

    def _maker(self) -> Callable[[Books, str, str], bytes | Steps[bytes]]:
        """What makes the paper of the chosen year or day. Raises InvalidValue where what was typed is no day."""
        assert self._paper is not None
        made_by = self._paper
        if made_by.of_day is not None:
            of_day, day = made_by.of_day, self.day.read()
            return lambda books, language, form: of_day(books, day, language, form)
        year = self._chosen_year()
        return lambda books, language, form: made_by.make(books, year, language, form)

    def _show(self, pdf: bytes) -> None:
        self.busy.end()
        self._pdf = pdf
        self.preview.show_pdf(pdf)
        self._allow(True)

    def _refuse(self, problem: UserError) -> None:
        """Why there is no paper stands in its place; where the profile is lacking, the way to it is shown too."""
        self.busy.end()
        self._pdf = b""
        self.preview.show_message(problem.sentence)
        self._allow(False)
        when_ready(self, self.desk, (), lambda: None)

    def _allow(self, there_is_one: bool) -> None:
        for button in (self.save_button, self.print_button):
            button.setEnabled(there_is_one)

    def _file_name(self) -> str:
        assert self._paper is not None
        day = self.day.day() if self._paper.of_day is not None else None
        chosen = day.isoformat() if day is not None else self._chosen_year()
        return f"{self._paper.file_name}-{chosen}" if chosen else self._paper.file_name

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
        self.busy.begin(_("Guardando {name}…").format(name=path.name), can_be_given_up=False)
        self.desk.books.ask(
            _save_paper,
            self._maker(),
            str(self.language.value()),
            form,
            path,
            owner=self.desk,
            then=lambda _none: self._end_saving(_("Se guardó {name}.").format(name=path.name)),
            refused=self._refuse_saving,
            must_finish=True,
        )

    def _end_saving(self, sentence: str) -> None:
        """The page may be left meanwhile: it is saved all the same, and told."""
        if isValid(self):
            self.busy.end()
        self.desk.said.emit(sentence)

    def _refuse_saving(self, problem: UserError) -> None:
        if isValid(self):
            self.busy.end()
        self.desk.books.problem_met.emit(problem)


def _save_paper(
    books: Books,
    make: Callable[[Books, str, str], bytes | Steps[bytes]],
    language: str,
    form: str,
    path: Path,
) -> Steps[None]:
    made = make(books, language, form)
    yield
    reports.save_paper(path, made if isinstance(made, bytes) else (yield from made))
