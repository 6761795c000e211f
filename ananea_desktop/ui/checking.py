"""The full check seen in the window: by itself after the start, at the foot; and «Comprobar datos» with its page."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _, plural
from ananea_desktop.operations import checking
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.checking import Progress, Report
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import link_button, primary_button, secondary_button
from ananea_desktop.ui.card import Facts, clear_layout
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.icons import IconLabel
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.progress_line import ProgressLine


class _Teller(QObject):
    """Outlives who listens: the books' thread may tell of one step more after the check was given up."""

    told = Signal(object)


class CheckPage(QWidget):
    """``left`` when the person goes back; a check that is under way is then given up."""

    left = Signal()
    checked = Signal(object)
    """The Report."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._asked = QObject(self)
        self._report: Report | None = None
        self.progress = ProgressLine()
        self.progress.given_up.connect(self.give_up)
        self.again = primary_button(_("Comprobar otra vez"), "check-circle")
        self.again.setObjectName("check_again")
        self.again.clicked.connect(lambda: self.begin())
        self.copy = secondary_button(_("Copiar el resultado"), "copy")
        self.copy.setObjectName("copy_check")
        self.copy.clicked.connect(self.copy_result)
        self.restore = link_button(_("Recuperar una copia…"), "clock-counter-clockwise")
        self.restore.setObjectName("restore_from_check")
        self.restore.clicked.connect(self._open_restore)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, theme.MARGIN)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self._scrolling_result(), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.MARGIN, theme.GAP, theme.MARGIN, 0)
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.progress)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for button in (self.again, self.copy, self.restore):
            row.addWidget(button)
            button.hide()
        row.addStretch(1)
        foot.addLayout(row)
        column.addLayout(foot)

    def _head(self) -> PageHead:
        return PageHead(_("Comprobar datos"), self.leave)

    def _scrolling_result(self) -> QScrollArea:
        page = QWidget()
        page.setProperty("page", True)
        self._result = QVBoxLayout(page)
        self._result.setContentsMargins(theme.MARGIN, 8, theme.MARGIN, 0)
        self._result.setSpacing(theme.GAP)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setProperty("ringed", True)  # it has the keys itself: what it says is scrolled by them
        area.setWidget(page)
        return area

    def begin(self) -> None:
        """Checks everything, in another process; work may go on meanwhile."""
        if self.progress.isVisible():
            return
        self._asked.deleteLater()
        self._asked = QObject(self)
        clear_layout(self._result)
        self._result.addWidget(
            label(_("Se mira todo lo que hay en el archivo: cada recibo, cada suma y cada sello."), wrap=True)
        )
        self._result.addStretch(1)
        for button in (self.again, self.copy, self.restore):
            button.hide()
        self.progress.show_progress(_("Comprobando…"), 0, 0)
        teller = _Teller()
        teller.told.connect(self._tell)
        self.desk.books.ask(
            checking.check_and_remember,
            lambda progress: teller.told.emit(progress),  # it holds the teller; a bound signal does not
            owner=self._asked,
            then=self._show,
            refused=self._refuse,
        )

    def _tell(self, progress: Progress) -> None:
        if self.progress.isVisible():
            self.progress.show_progress(_("Comprobando…"), progress.done, progress.whole)

    def give_up(self) -> None:
        """Nothing was changed by it: there is nothing to put right."""
        self._asked.deleteLater()
        self._asked = QObject(self)
        self._finish()
        clear_layout(self._result)
        self._result.addWidget(label(_("Se dejó de comprobar. No se cambió nada."), wrap=True))
        self._result.addStretch(1)

    def _finish(self) -> None:
        self.progress.hide()
        self.again.show()
        self.again.setFocus()

    def _refuse(self, problem: UserError) -> None:
        self._finish()
        self.desk.books.problem_met.emit(problem)

    def _show(self, report: Report) -> None:
        self._report = report
        self._finish()
        self.copy.show()
        self.restore.setVisible(not report.sound)
        clear_layout(self._result)
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        icon, tone = ("check-circle", "good") if report.sound else ("warning-circle", "bad")
        head.addWidget(IconLabel(icon, tone, 28))
        head.addWidget(label(title_of(report), "section", name="check_title"))
        head.addStretch(1)
        self._result.addLayout(head)
        if not report.sound:
            words = _("No siga anotando. Copie este resultado y pida ayuda; si hace falta, recupere la última copia.")
            self._result.addWidget(label(words, wrap=True))
            self._result.addWidget(label("\n".join(report.problems), wrap=True, name="check_problems"))
        self._result.addWidget(Facts(checking.facts(report)))
        self._result.addStretch(1)
        self.checked.emit(report)

    def copy_result(self) -> None:
        """All of it as text, for whoever helps."""
        if self._report is not None:
            facts = [f"{name}: {text}" for name, text in checking.facts(self._report)]
            QGuiApplication.clipboard().setText("\n".join([title_of(self._report), *self._report.problems, *facts]))
            self.desk.said.emit(_("Se copió el resultado."))

    def _open_restore(self) -> None:
        from ananea_desktop.ui.recovery import open_restore

        open_restore(self.desk)

    def leave(self) -> None:
        if self.progress.isVisible():
            self.give_up()
        self.left.emit()


def title_of(report: Report) -> str:
    """What was found, in a line."""
    if report.is_empty:
        return _("El archivo está vacío: no había nada que comprobar")
    if report.sound:
        return _("Los datos están bien")
    count = len(report.problems)
    words = plural(_("Se encontró 1 cosa que no está bien"), _("Se encontraron {count} cosas que no están bien"), count)
    return words.format(count=count)


def open_check(desk: Desk) -> CheckPage:
    """The page over what is in sight; it begins at once."""
    page = CheckPage(desk)
    desk.page_wanted.emit(page)
    page.begin()
    return page


class QuietCheck(QObject):
    """The check after the start, at the foot of the window: «comprobando…», then what it found.

    ``found`` with the words, the icon, its tone, and whether something is wrong.
    """

    found = Signal(str, str, str, bool)

    def __init__(self, desk: Desk, owner: QObject) -> None:
        super().__init__(owner)
        self._desk = desk

    def begin(self) -> None:
        """Where it is due; else only says when it was done last."""
        self._desk.books.ask(_standing, owner=self, then=self._take, after_painting=True)

    def _take(self, standing: tuple[bool, str, bool]) -> None:
        is_due, words, is_wrong = standing
        if is_due:
            self.found.emit(_("Comprobando…"), "clock", "ink2", False)
            self._desk.books.ask(
                checking.check_and_remember, owner=self, then=lambda _report: self._tell(), refused=self._refuse
            )
        elif words:
            self._say(words, is_wrong)

    def _tell(self) -> None:
        self._desk.books.ask(_standing, owner=self, then=lambda standing: self._say(standing[1], standing[2]))

    def _say(self, words: str, is_wrong: bool) -> None:
        self.found.emit(words, *(("warning-circle", "bad") if is_wrong else ("check-circle", "good")), is_wrong)

    def _refuse(self, problem: UserError) -> None:
        self.found.emit(_("No se pudo comprobar"), "warning-circle", "bad", False)
        self._desk.books.problem_met.emit(problem)


def _standing(books: Books) -> tuple[bool, str, bool]:
    last = checking.last_check(books)
    words = last.words(books.today()) if last else ""
    return not books.file.only_looking and checking.is_due(books), words, bool(last and last.problems)
