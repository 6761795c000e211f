"""One attachment over the whole window: the picture or the PDF, what is said of it, and the way to the next."""

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ananea_desktop.domain.attachments import (
    JPEG,
    STAGES,
    STAGES_OF,
    SUFFIXES,
    name_to_save,
    size_text,
)
from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, StorageProblem, UserError
from ananea_desktop.domain.language import _, plural
from ananea_desktop.operations import attachments
from ananea_desktop.storage.files import write_file_safely
from ananea_desktop.ui import theme
from ananea_desktop.ui.attaching import short_name
from ananea_desktop.ui.buttons import Button, danger_button, quiet_button, secondary_button
from ananea_desktop.ui.card import Facts
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask, tell
from ananea_desktop.ui.fields import TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.labels import hairline, label, literal_tip
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.picture_view import PictureView
from ananea_desktop.ui.preview import PreviewPane
from ananea_desktop.ui.record_model import Row
from ananea_desktop.ui.save_dialog import save_as
from ananea_desktop.ui.toast import Toast

_SIDE_WIDTH = 312
_BESIDE_TITLE = 530


class AttachmentViewer(QDialog):
    """Opened over its parent's window. ``changed``: something was renamed or removed."""

    changed = Signal()

    def __init__(self, parent: QWidget, desk: Desk, table: str, rows: Sequence[Row], number: int) -> None:
        super().__init__(parent)
        self.desk = desk
        self._table = table
        self._rows = list(rows)
        self._number = number
        self.shown: Row | None = None
        self._asked = 0
        self._afterwards: Callable[[], object] | None = None
        self.setWindowFlags(Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Adjunto"))
        self.setObjectName("attachment_viewer")
        self._make_parts(table)
        self._lay_out()
        self.toast = Toast(self)
        for key, step in ((Qt.Key.Key_Left, -1), (Qt.Key.Key_Right, 1)):
            QShortcut(QKeySequence(key), self, lambda step=step: self.go(step))
        self._load()

    def _make_parts(self, table: str) -> None:
        self.title = label("", "title")
        self.place = label("", "secondary", name="place")
        self.picture = PictureView()
        self.paper = PreviewPane()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.picture)
        self.stack.addWidget(self.paper)
        self.caption = TextField(placeholder=_("Qué se ve, quiénes están"))
        self.caption.setObjectName("caption")
        self.caption.editingFinished.connect(lambda: self._commit())
        self.caption_row = FormRow(_("Descripción"), self.caption, optional=True, stacked=True)
        self.stage = ChoiceField([(stage, _(STAGES[stage])) for stage in STAGES_OF.get(table, ("",))])
        self.stage.setObjectName("stage")
        self.stage.value_changed.connect(lambda: self._commit())
        self.stage_row = FormRow(self._stage_question(table), self.stage, stacked=True)
        self.stage_row.setVisible(table in STAGES_OF)
        self.facts = Facts()
        if not self.desk.may_change(table):
            self.caption.setReadOnly(True)
            self.caption.setPlaceholderText("")
            self.stage.setEnabled(False)

    def _stage_question(self, table: str) -> str:
        if table == "hand_outs":
            return _("¿Es el cargo firmado?")
        return _("¿Es el recibo firmado?") if table == "receipts" else _("¿Antes o después del proyecto?")

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(hairline())
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.stack, 1)
        row.addWidget(self._side())
        column.addLayout(row, 1)

    def _head(self) -> PageHead:
        self.previous_button = self._step_button(_("Anterior"), "caret-left", "previous", -1)
        self.next_button = self._step_button(_("Siguiente"), "caret-right", "next", 1)
        return PageHead(self.title, self.reject, self.place, self.previous_button, self.next_button)

    def _step_button(self, words: str, icon: str, name: str, step: int) -> Button:
        button = quiet_button(words, icon)
        button.setObjectName(name)
        button.setToolTip(_("Con las flechas del teclado"))
        button.clicked.connect(lambda: self.go(step))
        return button

    def _side(self) -> QWidget:
        side = QWidget()
        side.setProperty("surface", "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        theme.keep_scaled(side, QWidget.setFixedWidth, _SIDE_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(theme.MARGIN, 20, theme.MARGIN, theme.MARGIN)
        column.setSpacing(14)
        column.addWidget(self.caption_row)
        column.addWidget(self.stage_row)
        column.addSpacing(2)
        column.addWidget(self.facts)
        column.addStretch(1)
        save = secondary_button(_("Guardar como…"), "floppy-disk")
        save.setObjectName("save_attachment")
        save.clicked.connect(self._choose_place)
        remove = danger_button(_("Quitar"), "x")
        remove.setObjectName("remove_attachment")
        remove.clicked.connect(self._ask_to_remove)
        remove.offer(self.desk.may_change(self._table))
        for button in (save, remove):
            button.setSizePolicy(button.sizePolicy().Policy.Expanding, button.sizePolicy().Policy.Fixed)
            column.addWidget(button)
        return side

    def showEvent(self, event: QShowEvent) -> None:
        owner = self.parentWidget()
        assert owner is not None
        window = owner.window()
        self.setGeometry(QRect(window.mapToGlobal(QPoint(0, 0)), window.size()))
        super().showEvent(event)
        self.stack.setFocus()

    # what is shown

    def _load(self) -> None:
        self.shown = None
        self.desk.books.ask(attachments.opened, self._rows[self._number]["id"], owner=self, then=self._show)

    def _show(self, row: Row) -> None:
        self.shown = row
        self._show_title()
        self.place.setText(_("{number} de {count}").format(number=self._number + 1, count=len(self._rows)))
        for button, step in ((self.previous_button, -1), (self.next_button, 1)):
            button.setVisible(len(self._rows) > 1)
            button.setEnabled(0 <= self._number + step < len(self._rows))
        self._fill_fields(row)
        is_picture = row["media_type"] == JPEG
        self.facts.set_facts(_facts(row))
        self.stack.setCurrentWidget(self.picture if is_picture else self.paper)
        if is_picture:
            self.picture.show_picture(row["content"], row["caption"] or row["file_name"])
        else:
            self.paper.show_pdf(row["content"])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_title()

    def _show_title(self) -> None:
        """As much of the name as the other things on its line leave room for, its ending kept."""
        name = self.shown["file_name"] if self.shown is not None else ""
        metrics = QFontMetrics(theme.font("title"))
        room = self.width() - theme.scaled(_BESIDE_TITLE)
        self.title.setText(metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room))
        self.title.setToolTip(literal_tip(name))

    def _fill_fields(self, row: Row) -> None:
        for field in (self.caption, self.stage):
            field.blockSignals(True)
        self.caption.setText(row["caption"])
        self.stage.set_value(row["stage"])
        for field in (self.caption, self.stage):
            field.blockSignals(False)
        self.caption_row.set_problem("")

    def go(self, step: int) -> None:
        """To the next or the previous one, once what was typed is kept."""
        if self.shown is not None and 0 <= self._number + step < len(self._rows):
            self._commit(lambda: self._go_to(self._number + step))

    def _go_to(self, number: int) -> None:
        self._number = number
        self._load()

    # what is said of it

    def _commit(self, then: Callable[[], object] | None = None) -> None:
        """Keeps caption and stage where they were changed, and goes on; a refused one stays beside its field."""
        if then is not None:
            self._afterwards = then
        row = self.shown
        texts = {"caption": self.caption.text(), "stage": str(self.stage.value() or "")}
        if row is not None and any(row[name] != text for name, text in texts.items()):
            row.update(texts)  # asked once, though a field left and a key pressed both tell of it
            self._asked += 1
            self.desk.books.ask(
                attachments.change,
                row["id"],
                texts,
                owner=self,
                then=self._take_change,
                refused=lambda problem: self._refuse(row, problem),
            )
        self._go_on()

    def _go_on(self) -> None:
        """What was to follow, once everything asked is kept."""
        if not self._asked:
            then, self._afterwards = self._afterwards, None
            if then is not None:
                then()

    def _take_change(self, changed: Row) -> None:
        self._asked -= 1
        for row in self._rows:
            if row["id"] == changed["id"]:
                row.update(caption=changed["caption"], stage=changed["stage"])
        self.caption_row.set_problem("")
        self.changed.emit()
        self._go_on()

    def _refuse(self, row: Row, problem: UserError) -> None:
        self._asked -= 1
        self._afterwards = None
        row.update(caption=None, stage=None)  # so that leaving asks again
        if isinstance(problem, InvalidRecord) and "caption" in problem.problems:
            self.caption_row.set_problem(problem.problems["caption"])
            self.caption.setFocus()
        else:
            tell(self, _("No se pudo"), problem.sentence)

    def reject(self) -> None:
        """Leaves, once what was typed is kept."""
        self._commit(super().reject)

    # what is done with it

    def _choose_place(self) -> None:
        if self.shown is None:
            return
        row = self.shown
        suffix = SUFFIXES[row["media_type"]]
        name = Path(name_to_save(row["file_name"], row["media_type"])).stem
        forms = {suffix.removeprefix("."): f"(*{suffix})"}
        save_as(self, _("Guardar como"), name, forms, lambda path, _form: self._save(path, row["content"]))

    def _save(self, path: Path, content: bytes) -> None:
        try:
            write_file_safely(path, content)
        except StorageProblem as problem:
            tell(self, _("No se pudo"), problem.sentence)
        else:
            self.toast.say(_("Se guardó {name}.").format(name=path.name))

    def _ask_to_remove(self) -> None:
        if self.shown is None:
            return
        row = self.shown
        ask(
            self,
            _("¿Quitar «{name}»?").format(name=short_name(row["file_name"], 40)),
            _("Deja de verse aquí y en las láminas. No se borra: puede volver desde «Quitados»."),
            yes=_("Quitar"),
            no=_("No quitar"),
            icon="x",
            destroying=True,
            then=lambda _reason: self.desk.books.ask(
                attachments.remove, row["id"], owner=self, then=lambda _none: self._take_removed(row)
            ),
        )

    def _take_removed(self, row: Row) -> None:
        said = _("Se quitó «{name}».").format(name=short_name(row["file_name"]))
        self._rows = [each for each in self._rows if each["id"] != row["id"]]
        self.changed.emit()
        if not self._rows:
            self.desk.said.emit(said)
            self.accept()
            return
        self.toast.say(said)
        self._go_to(min(self._number, len(self._rows) - 1))


def _facts(row: Row) -> list[tuple[str, str]]:
    added = datetime.fromisoformat(row["added_at"]).astimezone().date()
    size = (
        _("{width} × {height} puntos").format(width=row["width"], height=row["height"])
        if row["media_type"] == JPEG
        else plural(_("1 página"), _("{count} páginas"), row["pages"]).format(count=row["pages"])
    )
    return [
        (_("Tamaño"), f"{size}\n{size_text(row['size'])}"),
        (_("Agregado"), f"{format_date(added)}\n{row['added_by']}"),
    ]
