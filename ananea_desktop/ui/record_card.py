"""The card of the chosen record: what it is, the money and the way to a receipt, its papers and its history."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from ananea_desktop.domain.attachments import TABLES
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.fields import RecordType
from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_amount
from ananea_desktop.domain.receipts import SHORT_TITLES, SIGNED_KINDS, ReceiptKind, number_text
from ananea_desktop.domain.rights import Right, rights_over
from ananea_desktop.operations.cards import Card as CardData
from ananea_desktop.ui import theme
from ananea_desktop.ui.attachments import AttachmentsSection
from ananea_desktop.ui.buttons import Button, link_button
from ananea_desktop.ui.card import CARD_WIDTH, NARROW_CARD_WIDTH, Card, CardLine, Facts, SectionHeader, amount_block
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.drop_target import DropTarget, Take
from ananea_desktop.ui.labels import hairline, label
from ananea_desktop.ui.record_history import HistorySection
from ananea_desktop.ui.record_model import Row


class RecordCard(Card):
    """Filled anew for each record: ``begin``, what the tab adds, ``finish``."""

    change_wanted = Signal()
    another_wanted = Signal()
    version_wanted = Signal(int)
    """The id of the row of history that left the record so."""

    def __init__(self, desk: Desk, record_type: RecordType) -> None:
        super().__init__()
        self.desk = desk
        self.record_type = record_type
        self.record_id: int | None = None
        self._data: CardData | None = None
        self._has_change = False
        self.attachments: AttachmentsSection | None = None
        self.setObjectName("card")
        if record_type.table in TABLES:
            DropTarget(self.viewport(), self._drop_taker)
        self.fit(theme.scaled(theme.NARROW_WINDOW))

    def fit(self, window_width: int) -> None:
        """Takes less room in a narrow window."""
        narrow = window_width < theme.scaled(theme.NARROW_WINDOW)
        self.setFixedWidth(theme.scaled(NARROW_CARD_WIDTH if narrow else CARD_WIDTH))

    def clear(self) -> None:
        self.record_id = None
        self._data = self.attachments = None
        self.empty()

    def begin(self, data: CardData) -> None:
        self._data = data
        self._has_change = False
        self.attachments = None
        self.empty()

    def head(self, title: str, remark: str) -> None:
        self.add(label(title, "title", wrap=True, name="card_title"))
        if remark:
            self.add(label(remark, "secondary", wrap=True), above=2)

    def money(self, caption: str, amount: str, button: Button, pressed: Callable[[], object], *rights: Right) -> None:
        """The main amount, and under it the one filled button, for whoever has one of the rights."""
        block, _figure = amount_block(caption, amount)
        self.add(block, above=12)
        self.action_button(button, pressed, *rights)

    def action_button(self, button: Button, pressed: Callable[[], object], *rights: Right) -> None:
        """The one filled button of a card that has no main amount."""
        if rights and not self.desk.may(*rights):
            self.add(hairline(), above=12)
            return
        button.clicked.connect(lambda: pressed())
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.add(button, above=12)
        self.add(hairline(), above=16)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        """What is known; empty ones are left out."""
        self.add(Facts([pair for pair in pairs if pair[1]]), above=14)

    def section(self, title: str, lines: Sequence[QWidget], count: int | None = None) -> None:
        self.add(SectionHeader(title, len(lines) if count is None else count), above=10)
        for line in lines:
            self.add(line)

    def action(self, text: str, icon: str, pressed: Callable[[], object], *rights: Right, keys: str = "") -> None:
        """A link under the facts, for whoever has one of the rights where some are named; ``keys`` are the window's."""
        if rights and not self.desk.may(*rights):
            return
        button = link_button(text, icon).show_keys(keys)
        button.clicked.connect(lambda: pressed())
        self.add(button)

    def change_action(self) -> None:
        """The ways to change it and to retire it: last of all, but where a tab asks for them among its own links."""
        if not self._has_change:
            rights = rights_over(self.record_type.table)
            self.action(_("Cambiar datos"), "pencil-simple", self.change_wanted.emit, *rights, keys="F2")
            self._another_action()
            self._discard_action()
        self._has_change = True

    def _another_action(self) -> None:
        from ananea_desktop.operations import duplicating

        if self.record_type.table in duplicating.OWN:
            rights = rights_over(self.record_type.table)
            self.action(_("Anotar otro igual"), "copy", self.another_wanted.emit, *rights, keys="Ctrl+D")

    def _discard_action(self) -> None:
        """The way into the papelera, or back out of it."""
        assert self._data is not None
        record, table = self._data.record, self.record_type.table
        if "discarded" not in record:
            return
        from ananea_desktop.ui import papelera

        if record["discarded"] == "no":
            name = self.record_type.name_of(record)
            self.action(
                _("Retirar por error…"),
                "trash",
                lambda: papelera.ask_to_discard(self, self.desk, table, record["id"], name),
                *rights_over(table),
            )
            return
        self.add(label(_("Se retiró por error: está en la papelera."), "hint", wrap=True, name="discarded"), above=8)
        self.action(
            _("Recuperar"),
            "arrow-counter-clockwise",
            lambda: papelera.recover(self.desk, self, table, record["id"]),
            *rights_over(table),
        )

    def finish(self, can_change: bool = True) -> None:
        """Papers, attachments and history, which every record has, and the way to change it."""
        assert self._data is not None
        if can_change:
            self.change_action()
        if self._data.receipt_count:
            lines = [self._receipt_line(row) for row in self._data.receipts]
            self.section(_("Papeles"), lines, self._data.receipt_count)
        if self.record_type.table in TABLES:
            table = self.record_type.table
            record_id = int(self._data.record["id"])
            self.attachments = AttachmentsSection(self.desk, table, record_id, is_signed=table == "hand_outs")
            self.attachments.show_rows(self._data.attachments, self._data.removed_attachments)
            self.add(self.attachments, above=10)
        if not can_change:
            return
        history = HistorySection(self.desk, self.record_type, int(self._data.record["id"]))
        history.show_rows(self._data.history, self._data.history_count)
        history.version_wanted.connect(self.version_wanted)
        self.add(history, above=10)
        if self.attachments is not None:
            self.attachments.changed.connect(history.load)

    def _drop_taker(self) -> Take | None:
        """Who takes what is dropped on the card; nobody while no record is on it."""
        return None if self.attachments is None else self.attachments.add

    def _receipt_line(self, row: Row) -> CardLine:
        annulled = row["annulled_on"] is not None
        remark = _("ANULADO {day}") if annulled else "{day}"
        line = CardLine(
            "prohibit" if annulled else "receipt",
            _receipt_name(row),
            remark.format(day=format_date(row["annulled_on"] or row["issued_on"])),
            format_amount(row["part"]),
            struck=annulled,
        )
        line.clicked.connect(lambda: self.desk.record_wanted.emit("receipts", row["id"]))
        return line


def _receipt_name(row: Row) -> str:
    """``Recibo 001-000123``, ``Extorno 001-000124``, ``Reimputación 001-000001``."""
    number = number_text(row["series"], row["number"])
    if row["is_reversal"]:
        return _("Extorno {number}").format(number=number)
    if row["kind"] in SIGNED_KINDS:
        return _("Recibo {number}").format(number=number)
    return f"{_(SHORT_TITLES[ReceiptKind(row['kind'])])} {number}"
