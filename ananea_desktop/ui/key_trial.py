"""Once a year: the key on paper is typed, and really opens the newest sealed copy of the memory."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _
from ananea_desktop.operations import copying
from ananea_desktop.operations.copying import FoundCopy
from ananea_desktop.ui.buttons import primary_button, secondary_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import label, set_role
from ananea_desktop.ui.long_work import LongWork, ProgressRow


class KeyTrial(Dialog):
    """``tried`` when a copy was opened, well or not."""

    tried = Signal()

    def __init__(self, parent: QWidget, desk: Desk, copy: FoundCopy) -> None:
        super().__init__(parent, _("Probar la llave del papel"))
        self._desk = desk
        self._copy = copy.path
        self._work: LongWork | None = None
        sentence = _(
            "Abra el sobre, escriba la llave grupo por grupo, y después guárdela en un sobre nuevo. Se abre la copia"
            " N.º {number} en un archivo aparte, se revisa entera y se borra."
        )
        self._sentence = label(sentence.format(number=f"{copy.number:06d}"), wrap=True, name="trial_words")
        self.content.addWidget(self._sentence)
        self.secret = TextField()
        self.secret.setObjectName("secret")
        self.row = FormRow(_("La llave del papel"), self.secret, stacked=True)
        self.content.addWidget(self.row)
        self.progress = ProgressRow()
        self.progress.cancel.hide()
        self.progress.hide()
        self.content.addWidget(self.progress)
        self.no_button = self.add_button(secondary_button(_("Cerrar"), shortcut="Esc"), self.reject)
        self.try_button = self.add_button(primary_button(_("Probarla")), self._try)
        self.try_button.setObjectName("try_now")
        self.try_button.setDefault(True)
        self.secret.setFocus()

    def _try(self) -> None:
        self.row.set_problem("")
        self.try_button.setEnabled(False)
        books = self._desk.books
        work = self._work = LongWork(self, books, copying.open_with_key, self._copy, self.secret.text())
        self.progress.follow(work)
        self.progress.show()
        work.done.connect(self._take)
        work.refused.connect(self._refuse)
        self.fit()

    def _take(self, problem: str) -> None:
        self.progress.hide()
        self.row.hide()
        self.secret.clear()
        self.try_button.hide()
        words = problem or _("La llave abre la copia, y la copia está entera. Guarde el papel en un sobre nuevo.")
        self._sentence.setText(words)
        set_role(self._sentence, "error" if problem else "finished")
        self.no_button.setFocus()
        self.fit()
        self.tried.emit()

    def _refuse(self, problem: UserError) -> None:
        self.progress.hide()
        self.try_button.setEnabled(True)
        self.row.set_problem(problem.sentence)
        self.secret.setFocus()
        self.secret.end(False)  # else what is typed next takes the place of the whole key
        self.fit()
