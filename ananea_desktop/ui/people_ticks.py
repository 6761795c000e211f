"""To whom one thing is handed out: the register ticked by keyboard or mouse, each with a size and a quantity."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.ui import personal, theme
from ananea_desktop.ui.attendance_parts import MarkField, matching
from ananea_desktop.ui.buttons import link_button
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import Message
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.record_form import field_text, set_field_text
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.table_view import TableView


def tick_marks(row: Row) -> dict[CellRole, object]:
    return {CellRole.ICON: "check-circle", CellRole.TONE: "good"} if row["ticked"] else {}


def problem_marks(row: Row) -> dict[CellRole, object]:
    return {CellRole.ICON: "warning-circle", CellRole.TONE: "bad"} if row["problem"] else {}


COLUMNS = (
    ListColumn(
        title=N_("Recibe"),
        text=lambda row: _("Sí") if row["ticked"] else "",
        layout=Column(samples=("Sí mmm",)),
        marks=tick_marks,
    ),
    ListColumn(title=N_("Apellidos y nombres"), text=lambda row: row["name"], layout=Column(stretch=3)),
    ListColumn(
        title=N_("Documento"),
        text=lambda row: personal.number(row["document"]),
        layout=Column(samples=("DNI 00041527",)),
    ),
    ListColumn(title=N_("Talla"), text=lambda row: row["size"] or "–", layout=Column(samples=("XXL mm",))),
    ListColumn(title=N_("Cantidad"), text=lambda row: row["typed"], layout=Column(samples=("1,000",), right=True)),
    ListColumn(title=N_("Aviso"), text=lambda row: row["problem"], layout=Column(stretch=2), marks=problem_marks),
)


class PeopleTicks(QWidget):
    """``changed`` when somebody was ticked or not, or gets another size or quantity."""

    changed = Signal()
    columns: Sequence[ListColumn] = COLUMNS
    has_sizes = True
    value_title = N_("Cantidad")
    same_text = N_("La misma cantidad a todos los marcados")

    def __init__(self) -> None:
        super().__init__()
        self._people: list[Row] = []
        self._sizes: Sequence[str] = ()
        self._filling = False
        self._general = ""
        self.search = MarkField(_("Nombre, número o DNI"))
        self.search.setObjectName("people_search")
        self.search.search_changed.connect(lambda _text: self._narrow())
        self.search.moved.connect(self._move)
        self.search.taken.connect(self._take_typed)
        self.count = label("", "strong", name="people_count")
        self.problem = Message()
        self.model = RecordModel(self.columns, self)
        self.table = TableView([each.layout for each in self.columns], _("A quiénes"))
        self.table.setObjectName("people_table")
        self.table.setModel(self.model)
        self.table.setMinimumHeight(theme.row_height() * 6)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # it scrolls, not the page
        self.table.activated.connect(self._toggle)
        self.table.row_changed.connect(lambda _row: self._show_chosen())
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.table)
        space.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        space.activated.connect(self._toggle_current)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._tools())
        column.addLayout(self._chosen_bar())
        column.addWidget(self.problem)
        column.addWidget(self.table, 1)

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.search)
        for name, text, ticked in (("tick_all", _("Marcar a todos"), True), ("tick_none", _("A ninguno"), False)):
            button = link_button(text)
            button.setObjectName(name)
            button.clicked.connect(lambda _checked=False, ticked=ticked: self._tick_shown(ticked))
            row.addWidget(button)
        row.addWidget(self.count)
        row.addStretch(1)
        return row

    def _chosen_bar(self) -> QHBoxLayout:
        """The size and the quantity of the person one stands on, and the way to give all the same."""
        row = QHBoxLayout()
        row.setSpacing(theme.INSIDE)
        self.chosen_name = label("", "text", name="chosen_name")
        self.size_field = ChoiceField([("", "–")], fits=True)
        self.size_field.setObjectName("person_size")
        self.size_field.setAccessibleName(_("Talla"))
        self.size_field.value_changed.connect(self._take_change)
        self.quantity = self.make_value_field()
        self.quantity.setObjectName("person_quantity")
        self.quantity.setAccessibleName(_(self.value_title))
        self.quantity.textEdited.connect(lambda _text: self._take_change())
        same = link_button(_(self.same_text))
        same.setObjectName("same_quantity")
        same.clicked.connect(self._give_all_the_same)
        row.addWidget(self.chosen_name, 1)
        size = label(_("Talla"), "secondary")
        for part in (size, self.size_field, label(_(self.value_title), "secondary"), self.quantity):
            row.addWidget(part)
        row.addWidget(same)
        for part in (size, self.size_field):
            part.setVisible(self.has_sizes)
        return row

    # what a kind of it may have otherwise

    def make_value_field(self) -> TextField:
        """The field of what each one gets."""
        field = NumberField()
        field.set_wanted_width(90)
        return field

    def value_text(self, row: Row) -> str:
        """What a person of the register gets if nobody types anything else."""
        return format_quantity(row["quantity"])

    # what the page gives and takes

    def set_people(self, people: Sequence[Row], sizes: Sequence[str]) -> None:
        """Shows the register with the size and quantity of each one's last time; what was ticked or typed stays."""
        none, nobody = _("No se encontró ninguno. Pruebe con menos letras."), _("Todavía no hay nadie en Socios.")
        self.table.set_empty_text(none if people else nobody)
        kept = self.picks()
        for row in self._people:
            if row["ticked"] and row["typed"] == row["proposed"]:
                del kept[str(row["id"])]["quantity"]  # it was only proposed, for another item
        self._sizes = sizes
        self._people = [
            {**row, "size": row["size"] if row["size"] in sizes else "", "typed": self.value_text(row)}
            | {"ticked": False, "problem": "", "proposed": self.value_text(row)}
            for row in people
        ]
        self._filling = True
        self.size_field.set_choices([("", "–"), *((size, size) for size in sizes)])
        self._filling = False
        self.size_field.setEnabled(bool(sizes))
        self.restore(kept)

    def restore(self, picks: Mapping[str, Mapping[str, str]]) -> None:
        """Ticks who was ticked, with what each was to get."""
        for row in self._people:
            given = picks.get(str(row["id"]))
            row["ticked"] = given is not None
            if given is not None:
                row["typed"] = given.get("quantity", row["typed"])
                if given.get("size", "") in self._sizes:
                    row["size"] = given["size"]
        self._narrow()

    def picks(self) -> dict[str, dict[str, str]]:
        """By id as text what each who is ticked gets, also of those the search hides."""
        return {
            str(row["id"]): {"quantity": row["typed"], "size": row["size"]} for row in self._people if row["ticked"]
        }

    def show_problems(self, problems: Mapping[str, str]) -> None:
        """``person 17`` and ``people`` as the operation names them; the first who has one is gone to."""
        self._general = problems.get("people", "")
        for row in self._people:
            row["problem"] = problems.get(f"person {row['id']}", "")
        first = next((row for row in self._people if row["problem"]), None)
        if first is not None:
            self.search.clear()
            self._narrow()
            self.table.choose_row(self.model.row_of(first["id"]))
        self._show_chosen()
        self.table.viewport().update()

    def problem_count(self) -> int:
        return sum(bool(row["problem"]) for row in self._people) + bool(self._general)

    # ticking

    def _narrow(self) -> None:
        chosen = self._chosen()
        self.model.show_rows(matching(self._people, self.search.text()), False)
        number = self.model.row_of(chosen["id"]) if chosen and not self.search.text() else 0
        self.table.choose_row(max(0, number))
        self._count()

    def _count(self) -> None:
        self.count.setText(_("{count} marcados").format(count=sum(row["ticked"] for row in self._people)))

    def _chosen(self) -> Row | None:
        index = self.table.currentIndex()
        return self.model.row(index.row()) if index.isValid() and index.row() < self.model.rowCount() else None

    def _move(self, step: int) -> None:
        row = self.table.currentIndex().row() + step
        self.table.choose_row(max(0, min(self.model.rowCount() - 1, row)))

    def _take_typed(self) -> None:
        """Enter in the search ticks whom it found, and is ready for the next."""
        if self._chosen() is not None and self.search.text():
            self._toggle(self.table.currentIndex())
            self.search.clear()

    def _toggle_current(self) -> None:
        self._toggle(self.table.currentIndex())
        self._move(1)

    def _toggle(self, index: QModelIndex) -> None:
        if index.isValid():
            row = self.model.row(index.row())
            row["ticked"] = not row["ticked"]
            self._tell(row)

    def _tick_shown(self, ticked: bool) -> None:
        for number in range(self.model.rowCount()):
            self.model.row(number)["ticked"] = ticked
        self._tell(None)

    def _show_chosen(self) -> None:
        row = self._chosen()
        self._filling = True
        self.chosen_name.setText(row["name"] if row else "")
        self.quantity.setText(row["typed"] if row else "")
        self.problem.say(self._general or (row["problem"] if row else ""), error=True)
        set_field_text(self.size_field, row["size"] if row else "")
        self._filling = False

    def _take_change(self) -> None:
        row = self._chosen()
        if self._filling or row is None:
            return
        row["typed"], row["size"] = self.quantity.text(), field_text(self.size_field)
        row["ticked"] = True
        self._tell(row)

    def _give_all_the_same(self) -> None:
        for row in self._people:
            if row["ticked"]:
                row["typed"] = self.quantity.text()
        self._tell(None)

    def _tell(self, row: Row | None) -> None:
        """What is given now is not what was wrong."""
        for each in self._people if row is None else [row]:
            each["problem"] = ""
        self._general = ""
        self.problem.say("", error=True)
        self._count()
        self.table.viewport().update()
        self.changed.emit()
