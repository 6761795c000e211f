"""The presentation of a year as it is put together: its slides left, the chosen one large, and F5 to present."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.language import ENGLISH, SPANISH, _
from ananea_desktop.domain.presentations import Presentation, changed
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.steps import Steps
from ananea_desktop.operations import presentations, slides
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.presentations import Opened
from ananea_desktop.ui import personal, theme
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.labels import hairline
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.period_field import EmptyPeriod, Period, PeriodField, year_period
from ananea_desktop.ui.presentation_keeper import PresentationKeeper
from ananea_desktop.ui.presenter import Presenter
from ananea_desktop.ui.slide_arranger import SlideArranger
from ananea_desktop.ui.slide_files import choose_photo, save_as
from ananea_desktop.ui.slide_view import SlideView

LIST_WIDTH = 380
REDRAW_PAUSE = 150


class PresentationPage(QWidget):
    """Every change is saved by itself, after a short pause and on leaving; what is being typed waits as a draft."""

    rights: tuple[Right, ...] = (Right.RECORDS, Right.MONEY)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._keeper = PresentationKeeper(desk, self)
        self._shown: Presentation | None = None
        self._pdf = b""
        self._is_looking = self._is_stale = False
        self._serial = 0
        self.presenter: Presenter | None = None
        self._look_timer = QTimer(self, singleShot=True, interval=REDRAW_PAUSE)
        self._look_timer.timeout.connect(self._look)
        self._make_parts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(hairline())
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._left_side())
        middle.addWidget(self._right_side(), 1)
        column.addLayout(middle, 1)
        self.setEnabled(False)

    @property
    def _presentation(self) -> Presentation | None:
        return self._keeper.presentation

    # how it is laid out

    def _make_parts(self) -> None:
        self.arranger = SlideArranger(self)
        self.arranger.edited.connect(self._take_edit)
        self.arranger.chosen.connect(self._go_to)
        self.arranger.paused.connect(self._keeper.save)
        self.arranger.said.connect(self.desk.said)
        self._keeper.saved.connect(self.arranger.take_problems)
        self.arranger.photo_wanted.connect(lambda take: choose_photo(self, self.desk, self._presentation, take))
        self.view = SlideView(_("La diapositiva elegida"), ground="desk", ahead=False)
        self.period = PeriodField(self.desk.books.books.today)
        self.period.period_chosen.connect(self.open_period)
        self.empty = EmptyPeriod()
        self.empty.year_chosen.connect(lambda year: self.open_period(*year_period(year)))
        self.ratio = ChoiceField([("4:3", _("Proyector 4:3")), ("16:9", _("Pantalla 16:9"))], fits=True)
        self.ratio.setObjectName("ratio")
        self.ratio.setAccessibleName(_("Forma de la pantalla"))
        self.ratio.setToolTip(_("4:3: proyectores antiguos, casi cuadrados. 16:9: televisores y proyectores nuevos."))
        self.ratio.value_changed.connect(lambda: self._change(ratio=self.ratio.value()))
        self.language = ChoiceField([(SPANISH, _("En español")), (ENGLISH, _("En inglés"))], fits=True)
        self.language.setObjectName("slides_language")
        self.language.setAccessibleName(_("Idioma de las diapositivas"))
        self.language.value_changed.connect(lambda: self._change(language=self.language.value()))
        from_here = QShortcut(QKeySequence("Shift+F5"), self)
        from_here.activated.connect(lambda: self.present(self.arranger.page_of(self.arranger.row)))

    def _head(self) -> PageHead:
        self.save_button = secondary_button(_("Guardar como…"), "floppy-disk")
        self.save_button.setObjectName("save_slides")
        self.save_button.clicked.connect(lambda: save_as(self, self.desk, self._presentation))
        self.present_button = primary_button(_("Presentar"), "presentation-chart", "F5")
        self.present_button.setObjectName("present")
        self.present_button.clicked.connect(lambda: self.present())
        return PageHead(_("Presentación"), self.leave, self.language, self.save_button, self.present_button)

    def _left_side(self) -> QWidget:
        side = QWidget()
        theme.keep_scaled(side, QWidget.setFixedWidth, LIST_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.OVERHANG, theme.GAP, theme.OVERHANG, theme.INSIDE)
        column.setSpacing(theme.INSIDE)
        choices = QHBoxLayout()
        choices.setSpacing(theme.INSIDE)
        choices.addWidget(self.period.choice, 1)
        choices.addWidget(self.ratio)
        top = QVBoxLayout()
        top.setContentsMargins(theme.OVERHANG, 0, 0, 0)
        top.setSpacing(theme.INSIDE)
        top.addLayout(choices)
        top.addWidget(self.period)
        column.addLayout(top)
        column.addWidget(self.arranger.panel, 1)
        return side

    def _right_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.empty)
        desk = QWidget()
        desk.setProperty("surface", "desk")
        desk.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        frame = QVBoxLayout(desk)
        frame.setContentsMargins(*(theme.GAP,) * 4)
        frame.addWidget(self.view)
        column.addWidget(desk, 1)
        column.addWidget(self.arranger.editor)
        return side

    # opening and leaving

    def open_first(self) -> None:
        """The presentation that an assembly of today would look at."""
        ask = self.desk.books.ask
        ask(presentations.year_to_present, owner=self, then=lambda year: self.open_period(*year_period(year)))

    def open_period(self, first_day: date, last_day: date) -> None:
        """Saves what is open, and opens the presentation of another period; nothing is typed until it is there."""
        self._keeper.save()
        self._let_edit(False)
        self._serial += 1
        serial = self._serial
        self.desk.books.ask(
            _opened,
            first_day,
            last_day,
            owner=self,
            then=lambda opened: self._show(opened) if serial == self._serial else None,
            refused=lambda problem: self._refuse_period(problem) if serial == self._serial else None,
        )

    def _let_edit(self, on: bool) -> None:
        parts = self.arranger.panel, self.arranger.editor, self.ratio, self.language
        for part in (*parts, self.save_button, self.present_button):
            part.setEnabled(on)

    def _refuse_period(self, problem: UserError) -> None:
        self._let_edit(True)
        if isinstance(problem, InvalidRecord):
            self.period.say(*(problem.problems.get(name, "") for name in ("first_day", "last_day")))
        else:
            self.desk.books.problem_met.emit(problem)

    def _show(self, opened: tuple[Opened, Sequence[Period], Sequence[int] | None]) -> None:
        found, periods, years = opened
        presentation = found.presentation
        if self._keeper.is_changed:  # a photo came in meanwhile
            self.open_period(presentation.first_day, presentation.last_day)
            return
        self._keeper.open(presentation)
        period = presentation.first_day, presentation.last_day
        self.period.offer(periods, period)
        self.empty.setVisible(years is not None)
        self.empty.offer(period, years or [])
        for field, value in ((self.ratio, presentation.ratio), (self.language, presentation.language)):
            field.blockSignals(True)
            field.set_value(value)
            field.blockSignals(False)
        self.setEnabled(True)
        self._let_edit(True)
        self.arranger.open(found)
        self._look()

    def leave(self) -> None:
        """Goes back; what was changed is saved, and what cannot be saved waits as it was typed."""
        self._keeper.save()
        if self.presenter is not None:
            self.presenter.leave()
        self.left.emit()

    # changes

    def _take_edit(self, is_typed: bool) -> None:
        self._change(is_typed, slides=self.arranger.slides)

    def _change(self, is_typed: bool = False, **changes: Any) -> None:
        if self._presentation is None:
            return
        self._keeper.change(replace(self._presentation, **changes), is_typed=is_typed)
        if is_typed:
            self._look_timer.start()
        else:
            self._look()

    # what is seen

    def _go_to(self, row: int) -> None:
        """Another slide was chosen: its page is there already, unless it is left out or something changed."""
        self._keeper.save()
        if self._is_drawn() and self.arranger.slides[row].included:
            self.view.go_to(self.arranger.page_of(row))
        else:
            self._look()

    def _is_drawn(self) -> bool:
        """Whether the PDF that is there shows the slides as they are now."""
        shown, now = self._shown, self._presentation
        return not self._is_looking and shown is not None and now is not None and replace(shown, id=now.id) == now

    def _look(self) -> None:
        """Has the slides made anew: one time after the other, each with the newest wish."""
        self._look_timer.stop()
        self._is_stale = self._is_looking
        if self._is_looking or self._presentation is None or self.arranger.row < 0:
            return
        self._is_looking = True
        wanted = self._presentation, self.arranger.row
        self.desk.books.ask(_look, *wanted, owner=self, then=self._show_look, refused=self._refuse_look)

    def _refuse_look(self, problem: UserError) -> None:
        self._is_looking = False
        self.desk.books.problem_met.emit(problem)

    def _show_look(self, look: tuple[Presentation, list[str], bytes]) -> None:
        self._is_looking = False
        self._shown, titles, self._pdf = look
        self.arranger.take_titles(self._shown.slides, titles)
        if self._is_stale:
            self._look()
            return
        count = sum(slide.included for slide in self._shown.slides)
        self.view.show_pdf(self._pdf, count, self.arranger.page_of(self.arranger.row))

    # what becomes of it

    def present(self, first: int = 0) -> None:
        """Shows the slides on the wall, from page ``first`` on."""
        self._keeper.save()
        if self.presenter is not None or self._presentation is None:
            return
        if not any(slide.included for slide in self._presentation.slides):
            self.desk.said.emit(_("No hay diapositivas marcadas. Marque las que quiere mostrar."))
            return
        presentation = self._presentation
        if self._is_drawn():
            self._present(presentation, self._pdf, first)
        else:
            self.desk.books.ask(
                slides.slides_pdf, presentation, owner=self, then=lambda pdf: self._present(presentation, pdf, first)
            )

    def _present(self, presentation: Presentation, pdf: bytes, first: int) -> None:
        if self.presenter is not None:
            return
        included = [slide for slide in presentation.slides if slide.included]
        self.presenter = Presenter(
            pdf,
            [slide.notes for slide in included],
            [self.arranger.title_of(slide) for slide in included],
            home=self.window().screen(),
            first=min(first, len(included) - 1),
        )
        self.presenter.left.connect(self._end_presenting)
        personal.note_presenting(True)

    def _end_presenting(self) -> None:
        self.presenter = None
        personal.note_presenting(False)
        self.window().activateWindow()


def _opened(books: Books, first_day: date, last_day: date) -> tuple[Opened, list[Period], list[int] | None]:
    """A presentation, the periods to choose from, and the years to offer where its own period is empty."""
    opened = presentations.open_to_arrange(books, first_day, last_day)
    years = presentations.years_with_data(books)
    periods = [year_period(year) for year in sorted({books.today().year, *years}, reverse=True)]
    kept = [(each.first_day, each.last_day) for each in presentations.list_presentations(books)]
    for period in (*kept, (first_day, last_day)):
        if period not in periods:
            periods.append(period)
    return opened, periods, None if presentations.has_data(books, first_day, last_day) else years


def _look(books: Books, presentation: Presentation, row: int) -> Steps[tuple[Presentation, list[str], bytes]]:
    """What the page shows: how the slides are called, and as PDF all that are included, and the chosen one."""
    shown = replace(presentation, slides=changed(presentation.slides, row, included=True))
    pdf = yield from slides.slides_pdf(books, shown)
    return shown, presentations.titles(books, presentation), pdf
