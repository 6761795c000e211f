"""The copy on leaving: made when the window is closed already, with its progress, and it can be left out."""

from PySide6.QtCore import QEventLoop, Qt, QTimer

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import copying
from ananea_desktop.ui.books_thread import BooksThread
from ananea_desktop.ui.buttons import secondary_button
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.long_work import LongWork, ProgressRow

_SHOWN_AFTER = 600
"""Milliseconds: a copy that is made sooner needs no window."""


class ClosingCopy(Dialog):
    """Waits for the copy, or for «Salir sin copia»."""

    def __init__(self, books: BooksThread) -> None:
        super().__init__(None, _("Guardando la copia de hoy"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)  # Qt closes it on leaving; it is still asked
        self.problem: UserError | None = None
        self._is_over = False
        self._loop = QEventLoop()  # the application's own has ended with its window
        self.add_sentence(_("El archivo ya está guardado. Se hace una copia en esta computadora; espere un momento."))
        self.progress = ProgressRow()
        self.progress.cancel.hide()
        self.content.addWidget(self.progress)
        self.skip = self.add_button(secondary_button(_("Salir sin copia")), self.reject)
        self.skip.setObjectName("skip_copy")
        self.work = LongWork(self, books, copying.catch_up)
        self.progress.follow(self.work)
        self.work.done.connect(lambda _copy: self._end())
        self.work.refused.connect(self._refuse)
        self.finished.connect(lambda _result: self._end())

    def wait(self) -> None:
        """Returns once the copy is made, or was refused, or left out: then it is made at the next start."""
        QTimer.singleShot(_SHOWN_AFTER, self, self._show_if_needed)
        self._loop.exec()
        self.hide()
        if not self.work.is_over:
            self.work.give_up()

    def _show_if_needed(self) -> None:
        if not self._is_over:
            self.open()

    def _refuse(self, problem: UserError) -> None:
        self.problem = problem
        self._end()

    def _end(self) -> None:
        self._is_over = True
        self._loop.quit()


def copy_before_closing(books: BooksThread) -> UserError | None:
    """Makes the copy of the day; gives why it was not made, where it was refused."""
    dialog = ClosingCopy(books)
    dialog.wait()
    return dialog.problem
