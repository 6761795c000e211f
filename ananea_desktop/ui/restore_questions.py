"""What is asked before a copy is put back: the key of a sealed one, and whether to do it, with what would be lost."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ananea_desktop.domain import paper_key
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import KIND_TITLES, ReceiptKind
from ananea_desktop.operations import restoring
from ananea_desktop.operations.restoring import Entry, Prepared
from ananea_desktop.ui.buttons import link_button, primary_button, secondary_button
from ananea_desktop.ui.card import Facts
from ananea_desktop.ui.dialogs import Dialog, Question
from ananea_desktop.ui.fields import TextArea
from ananea_desktop.ui.forms import FormRow

_NAMED = 5
"""Spans of papers that are named in the question; of more it says how many."""


class KeyDialog(Dialog):
    """Asks for the key on the paper, or for the file on a stick that has it."""

    def __init__(self, parent: QWidget, then: Callable[[str], object]) -> None:
        super().__init__(parent, _("Esta copia está sellada"))
        self.setObjectName("paper_key")
        self._then = then
        self.add_sentence(
            _("Abra el sobre con la llave y escríbala. No importan las mayúsculas, los espacios ni los guiones.")
        )
        self.field = TextArea("", lines=3)
        self.field.setObjectName("key")
        self._row = FormRow(_("Llave del papel"), self.field, stacked=True)
        self.content.addWidget(self._row)
        from_file = link_button(_("La llave está en una memoria USB…"), "hard-drive").set_flush()
        from_file.setObjectName("key_file")
        from_file.clicked.connect(self._ask_file)
        self.content.addWidget(from_file)
        self.add_button(secondary_button(_("Cancelar"), shortcut="Esc"), self.reject)
        button = self.add_button(primary_button(_("Abrir la copia")), self._take)
        button.setObjectName("open_sealed")
        button.setDefault(True)
        self.field.setFocus()

    def _ask_file(self) -> None:
        chooser = QFileDialog(self, _("Elija el archivo con la llave"))
        chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
        chooser.fileSelected.connect(lambda name: self.read_file(Path(name)))
        chooser.open()

    def read_file(self, path: Path) -> None:
        """Takes the key that stands in a file."""
        try:
            self.field.setPlainText(restoring.key_in_file(path))
        except UserError as problem:
            self._say(problem.sentence)

    def _take(self) -> None:
        try:
            key = paper_key.read(self.field.toPlainText())
        except paper_key.WrongKey as wrong:
            self._say(wrong.sentence)
            return
        self.accept()
        self._then(key)

    def _say(self, sentence: str) -> None:
        self._row.set_problem(sentence)
        self.field.setFocus()
        self.fit()


def ask_key(parent: QWidget, then: Callable[[str], object]) -> KeyDialog:
    """``then`` is called with the key, whole and without a slip of typing."""
    dialog = KeyDialog(parent, then)
    dialog.open()
    return dialog


def ask_decision(
    parent: QWidget,
    prepared: Prepared,
    lost: Sequence[Entry],
    *,
    then: Callable[[str], object],
    otherwise: Callable[[], object],
) -> Question:
    """Tells what the copy holds and what is not in it; ``then`` is called with the reason."""
    question = Question(
        parent,
        _("¿Recuperar esta copia?"),
        yes=_("Recuperar la copia"),
        no=_("No recuperar"),
        icon="clock-counter-clockwise",
        destroying=True,
    )
    question.setObjectName("restore_question")
    for sentence in (_reaches(prepared), _loses(lost), _finds(prepared)):
        question.add_sentence(sentence)
    question.content.addWidget(Facts(_totals(prepared)))
    question.ask_reason(_("Por qué se recupera. Queda escrito en el archivo."))
    question.accepted.connect(lambda: then(question.reason()))
    question.rejected.connect(lambda: otherwise())
    question.open()
    return question


def _reaches(prepared: Prepared) -> str:
    held = prepared.held
    if not held.last_receipt:
        return _("Esta copia no tiene ningún recibo.")
    return _("Esta copia llega al recibo N.º {number}, y a lo que se anotó hasta el {day}.").format(
        number=held.last_receipt, day=restoring.when(held) or "–"
    )


def _loses(lost: Sequence[Entry]) -> str:
    named = restoring.documents(lost)
    if not lost:
        return ""
    if not named:
        return _("El archivo actual tiene además otras cosas que la copia no tiene. Se guarda aparte.")
    count = plural(
        _("El archivo actual o su diario conoce 1 documento más, que la copia no tiene:"),
        _("El archivo actual o su diario conoce {count} documentos más, que la copia no tiene:"),
        len(named),
    ).format(count=len(named))
    spans = restoring.in_spans(lost)
    more = _(" y otros") if len(spans) > _NAMED else ""
    again = _("Sus papeles ya se entregaron: después hay que volver a anotarlos. Inicio dirá cuáles.")
    return f"{count} {', '.join(spans[:_NAMED])}{more}. {again}"


def _finds(prepared: Prepared) -> str:
    if prepared.is_other:
        return _("Ojo: el diario que está aquí es de otros libros. Se guarda aparte junto con el archivo actual.")
    if prepared.problems:
        return _("Ojo: la copia no pasó la comprobación: {problem}. Recupérela solo si no hay otra.").format(
            problem=prepared.problems[0]
        )
    return _("La copia se comprobó y está bien.")


def _totals(prepared: Prepared) -> list[tuple[str, str]]:
    """Of receipts by kind and currency; of the rest how many."""
    receipts = [each for each in prepared.totals if each.kind in (ReceiptKind.IN, ReceiptKind.OUT)]
    facts = [
        (
            _(KIND_TITLES[ReceiptKind(each.kind)]),
            _("{count} por {amount}").format(count=each.documents, amount=format_money(each.total, each.currency)),
        )
        for each in receipts
    ]
    others = sum(each.documents for each in prepared.totals) - sum(each.documents for each in receipts)
    people = (_("Personas"), str(prepared.counts.get("members", 0)))
    return [*facts, (_("Otros documentos"), str(others)), people]
