"""The history on the card of a record: its newest changes and those of its attachments, and all of them on demand."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from ananea_desktop.domain.attachments import CAPTION, STAGE
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.execution import BENEFICIARY_KINDS, People
from ananea_desktop.domain.fields import Field, Kind, RecordType
from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations import cards
from ananea_desktop.operations.books import NOBODY
from ananea_desktop.ui import personal, theme
from ananea_desktop.ui.buttons import link_button, primary_button
from ananea_desktop.ui.card import Card, CardLine, CardSection, SectionHeader, clear_layout
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import Dialog
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.record_model import Row

_SHOWN = 3


class HistorySection(CardSection):
    """«Historial» of one record. ``version_wanted`` gives the id of the row of history that left it so."""

    version_wanted = Signal(int)

    def __init__(self, desk: Desk, record_type: RecordType, record_id: int) -> None:
        super().__init__()
        self.desk = desk
        self.record = record_type, record_id
        self.setObjectName("history")
        self.header = SectionHeader(_("Historial"), 0, _("Ver todo"))
        self.header.link_clicked.connect(self._ask_all)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(self._body)

    def load(self) -> None:
        """Asks for the changes as they now are."""
        self.desk.books.ask(cards.newest_history, *self.record, owner=self, then=lambda found: self.show_rows(*found))

    def show_rows(self, rows: list[Row], count: int) -> None:
        """``rows``: the newest; ``count``: how many there are in all."""
        self.header.set_count(count)
        clear_layout(self._body)
        for row in rows[:_SHOWN]:
            sentence = change_sentence(self.record[0], row)
            self._body.addWidget(CardLine("clock-counter-clockwise", sentence, _signed(row), clickable=False))

    def _ask_all(self) -> None:
        self.desk.books.ask(cards.whole_history, *self.record, owner=self, then=self._show_all)

    def _show_all(self, rows: list[Row]) -> None:
        record_type = self.record[0]
        dialog = Dialog(self, _("Historial"))
        holder = Card()
        holder.setMinimumHeight(theme.scaled(320))
        may_change = self.desk.may_change(record_type.table)
        newest = next((row["id"] for row in rows if _is_version(record_type, row)), None)
        for number, row in enumerate(rows):
            lines = change_details(record_type, row) or [change_sentence(record_type, row)]
            holder.add(label(_signed(row), "secondary"), above=10 if number else 0)
            for line in lines:
                words = label(line, wrap=True)
                words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
                holder.add(words, above=2)
            if may_change and _is_version(record_type, row) and row["id"] != newest:
                back = link_button(_("Volver a esta versión"), "arrow-counter-clockwise")
                back.setObjectName(f"version_{number}")
                back.clicked.connect(lambda _checked=False, row=row: self._want_version(dialog, row))
                holder.add(back)
        dialog.content.addWidget(holder)
        dialog.add_button(primary_button(_("Cerrar"), shortcut="Esc"), dialog.accept).setFocus()
        dialog.open()

    def _want_version(self, dialog: Dialog, row: Row) -> None:
        dialog.accept()
        self.version_wanted.emit(row["id"])


def _is_version(record_type: RecordType, row: Row) -> bool:
    """Whether a row of history holds the whole record as it then was."""
    return bool(row["table_name"] == record_type.table and row["after"])


def _signed(row: Row) -> str:
    """Who and when. What nobody did came with the program."""
    day = format_date(datetime.fromisoformat(row["at"]).astimezone().date())
    if row["user"] == NOBODY:
        return _("con el programa") if row["action"] == "insert" else day
    return f"{row['user']}, {day}"


def change_sentence(record_type: RecordType, row: Row) -> str:
    """What a row of the history tells: «Cambió: Celular, Domicilio», «Se adjuntó factura.jpg»."""
    if row["table_name"] in _SENTENCES:
        return _SENTENCES[row["table_name"]](row)
    if row["action"] == "insert":
        return _("Se anotó")
    if row["action"] == "delete":
        return _("Se borró")
    if row["before"].get("discarded") != row["after"].get("discarded"):
        return _("Se retiró por error") if row["after"]["discarded"] == "yes" else _("Se recuperó de la papelera")
    names = ", ".join(_(field.label) for field in _changed(record_type, row))
    return _("Cambió: {names}").format(names=names or _("otros datos"))


def _attachment_sentence(row: Row) -> str:
    now = row["after"] or row["before"]
    if row["action"] == "insert":
        sentence = _("Se adjuntó {name}")
    elif row["before"]["removed"] == now["removed"]:
        sentence = _("Cambió el adjunto {name}")
    elif now["removed"] == "yes":
        sentence = _("Se quitó el adjunto {name}")
    else:
        sentence = _("Volvió el adjunto {name}")
    return sentence.format(name=now["file_name"])


def _milestone_sentence(row: Row) -> str:
    now = row["after"] or row["before"]
    if row["action"] == "insert":
        sentence = _("Nuevo hito: {name}")
    elif row["action"] == "delete":
        sentence = _("Se quitó el hito: {name}")
    elif now["done_on"] and not row["before"]["done_on"]:
        sentence = _("Hito hecho: {name}")
    else:
        sentence = _("Cambió el hito: {name}")
    return sentence.format(name=now["name"])


def _people_sentence(row: Row) -> str:
    kind = (row["after"] or row["before"])["kind"]
    counts = row["after"] or {}
    people = People(**{name: counts.get(name, 0) for name in ("women", "men", "unknown")})
    return _("Ayudó a {people} ({kind})").format(people=people.in_words(), kind=_(BENEFICIARY_KINDS[kind]).lower())


def _proposal_sentence(row: Row) -> str:
    if row["action"] == "delete":
        return _("Se quitó de lo que propuso el comité")
    return _("Lo propuso el comité de la Prima")


_SENTENCES: dict[str, Callable[[Row], str]] = {
    "attachments": _attachment_sentence,
    "milestones": _milestone_sentence,
    "beneficiary_counts": _people_sentence,
    "committee_proposals": _proposal_sentence,
}
_FIELDS: dict[str, Sequence[Field]] = {
    "attachments": (CAPTION, STAGE),
    "milestones": (
        Field(name="name", label=N_("Hito")),
        Field(name="due_on", label=N_("Debía estar"), kind=Kind.DATE),
        Field(name="done_on", label=N_("Se hizo"), kind=Kind.DATE),
        Field(name="weight", label=N_("Peso"), kind=Kind.INTEGER),
    ),
    "beneficiary_counts": (
        Field(name="women", label=N_("Mujeres"), kind=Kind.INTEGER),
        Field(name="men", label=N_("Hombres"), kind=Kind.INTEGER),
        Field(name="unknown", label=N_("Sin distinguir"), kind=Kind.INTEGER),
    ),
}
"""Of what belongs to a record, by its table."""


def change_details(record_type: RecordType, row: Row) -> list[str]:
    """From what to what, one line for each changed field."""
    details = [
        _("{label}: de «{old}» a «{new}»").format(
            label=_(field.label), old=_shown(field, row, "before"), new=_shown(field, row, "after")
        )
        for field in _changed(record_type, row)
    ]
    if details and row["table_name"] in _SENTENCES:
        details.insert(0, change_sentence(record_type, row))
    return details


def _changed(record_type: RecordType, row: Row) -> list[Field]:
    if not row["before"] or not row["after"]:
        return []
    fields = _FIELDS.get(row["table_name"], record_type.fields)
    return [field for field in fields if row["before"].get(field.name) != row["after"].get(field.name)]


def _shown(field: Field, row: Row, side: str) -> str:
    value = row[side].get(field.name)
    if field.kind is Kind.DATE and value:
        value = date.fromisoformat(value)  # the history keeps rows as they stand in the file
    return personal.of_field(row["table_name"], field.name, field.display(value) or "–")
