"""The panes of an import: which column is what, and what would be written."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.operations.importing.kinds import ImportKind
from ananea_desktop.operations.importing.matching import Matching, what_lacks, what_new_need
from ananea_desktop.operations.importing.plan import Change, Findings, Plan
from ananea_desktop.operations.importing.run import summary
from ananea_desktop.ui import theme
from ananea_desktop.ui.cells import Column
from ananea_desktop.ui.choice import ChoiceField, SegmentedChoice
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.record_model import ListColumn, RecordModel, Row
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.tick import Tick

NOT_TAKEN = ""


class ColumnsPane(QWidget):
    """Each column of the sheet with its first values, and what it is taken for. ``changed`` by hand."""

    changed = Signal()

    def __init__(self, kind: ImportKind) -> None:
        super().__init__()
        self._kind = kind
        self._matching: Matching | None = None
        self.fields: dict[int, ChoiceField] = {}
        self.lacking = label("", "text", wrap=True, name="lacking_columns")
        self.wipes = Tick(_("Una celda vacía borra lo que ya se sabe"))
        self.wipes.setObjectName("wipes")
        self.wipes.setVisible(kind.record_type is not None)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 6)
        column.setSpacing(10)
        column.addWidget(label(_("Qué es cada columna"), "section"))
        column.addWidget(self.lacking)
        column.addWidget(self._area, 1)
        column.addWidget(self.wipes)

    def show_matching(self, matching: Matching) -> None:
        """Shows the columns of another sheet."""
        self._matching = matching
        self.fields = {}
        choices = [(NOT_TAKEN, _("No se trae")), *((slot.name, _(slot.label)) for slot in self._kind.slots)]
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, theme.GAP, 0)
        grid.setHorizontalSpacing(2 * theme.GAP)
        grid.setVerticalSpacing(8)
        for at, words in enumerate((_("En la hoja"), _("Lo primero que dice"), _("Es"))):
            grid.addWidget(label(words, "secondary"), 0, at)
        for column, heading in enumerate(matching.headings):
            samples = matching.samples[column] if column < len(matching.samples) else []
            if not heading and not samples:
                continue
            row = grid.rowCount()
            field = ChoiceField(choices)
            field.setObjectName(f"column_{column}")
            field.setAccessibleName(_("Columna «{heading}»").format(heading=heading))
            field.set_value(matching.slots.get(column, NOT_TAKEN))
            field.value_changed.connect(lambda column=column: self._take(column))
            grid.addWidget(label(heading or _("(sin título)"), "text", wrap=True), row, 0)
            grid.addWidget(label(" · ".join(samples), "secondary", wrap=True), row, 1)
            grid.addWidget(field, row, 2)
            self.fields[column] = field
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 4)
        grid.setColumnStretch(2, 2)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(content)
        self._say_lacking()

    def _take(self, column: int) -> None:
        assert self._matching is not None
        slot = str(self.fields[column].value())
        if slot == NOT_TAKEN:
            self._matching.slots.pop(column, None)
        else:
            self._matching.slots[column] = slot
            for other, field in self.fields.items():
                if other != column and field.value() == slot:  # a datum comes from one column
                    field.set_value(NOT_TAKEN)
                    self._matching.slots.pop(other, None)
        self._say_lacking()
        self.changed.emit()

    def _say_lacking(self) -> None:
        assert self._matching is not None
        lacking = what_lacks(self._kind, self._matching)
        for_new = what_new_need(self._kind, self._matching)
        words = _("Falta decir qué columna es: {names}.") if lacking else _("Para los nuevos hace falta: {names}.")
        names = ", ".join(f"«{_(self._kind.slot(name).label)}»" for name in lacking or for_new)
        self.lacking.setText(words.format(names=names))
        self.lacking.setVisible(bool(lacking or for_new))

    @property
    def is_complete(self) -> bool:
        """Whether nothing lacks that every row needs."""
        return self._matching is not None and not what_lacks(self._kind, self._matching)


_COLUMNS = (
    ListColumn(title=N_("Fila"), text=lambda row: row["row"], layout=Column(samples=("100,000",), right=True)),
    ListColumn(title=N_("Columna"), text=lambda row: row["place"], layout=Column(stretch=2)),
    ListColumn(title=N_("Qué pasa"), text=lambda row: row["words"], layout=Column(stretch=6)),
)
_VIEWS = {
    "problems": N_("Problemas ({count})"),
    "doubts": N_("Dudas ({count})"),
    "remarks": N_("Se leyó distinto ({count})"),
    "changes": N_("Cambian ({count})"),
    "new": N_("Nuevos ({count})"),
}


class PlanPane(QWidget):
    """What would be written: counts, and by row what stands against it, what is doubted, what changes, what is new.

    ``accepted`` when the tick of the doubts changes."""

    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.summary = label("", "section", name="import_summary")
        self.sentence = label("", "text", wrap=True, name="import_sentence")
        self.model = RecordModel(_COLUMNS, self)
        self.table = TableView([column.layout for column in _COLUMNS], _("Lo que pasa en cada fila"))
        self.table.setObjectName("import_table")
        self.table.setModel(self.model)
        self.table.set_empty_text(_("No hay nada que mostrar aquí."))
        self.accept = Tick(_("Miré las dudas y están bien"))
        self.accept.setObjectName("accept_doubts")
        self.accept.toggled.connect(lambda _on: self.accepted.emit())
        self._choice: SegmentedChoice | None = None
        self._choices = QHBoxLayout()
        self._rows: dict[str, list[Row]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 6)
        column.setSpacing(8)
        column.addWidget(self.summary)
        column.addWidget(self.sentence)
        column.addLayout(self._choices)
        column.addWidget(self.table, 1)
        column.addWidget(self.accept)

    def show_plan(self, plan: Plan) -> None:
        """Shows the most pressing first."""
        self._rows = {
            "problems": _found(plan.problems),
            "doubts": _found(plan.doubts),
            "remarks": _found(plan.remarks),
            "changes": [_changed(each) for each in plan.changes],
            "new": [{"row": "", "place": "", "words": name} for name in plan.new_names],
        }
        counts = (plan.problems.count, plan.doubts.count, plan.remarks.count, plan.changed, plan.added)
        self.summary.setText(summary(plan))
        self.sentence.setText(_sentence(plan))
        self.accept.setVisible(bool(plan.doubts.count and not plan.problems.count))
        self.accept.setChecked(False)
        found = [(name, _(_VIEWS[name]).format(count=f"{count:,}")) for name, count in zip(_VIEWS, counts, strict=True)]
        shown = [(name, text) for name, text in found if self._rows[name]]
        self._replace_choice(shown)
        self._show_view(shown[0][0] if shown else "new")

    def _replace_choice(self, shown: list[tuple[str, str]]) -> None:
        while self._choices.count():
            item = self._choices.takeAt(0)
            if item is not None and (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._choice = None
        if not shown:
            return
        self._choice = choice = SegmentedChoice(shown, _("Qué filas se muestran"))
        choice.setObjectName("import_views")
        choice.value_changed.connect(lambda: self._show_view(str(choice.value())))
        self._choices.addWidget(choice)
        self._choices.addStretch(1)

    def _show_view(self, name: str) -> None:
        self.model.show_rows(self._rows[name], False)


def _found(findings: Findings) -> list[Row]:
    return [
        {"row": f"{each.row:,}" if each.row else "–", "place": each.column or "–", "words": each.sentence}
        for each in findings.shown
    ]


def _changed(change: Change) -> Row:
    return {
        "row": f"{change.row:,}",
        "place": change.field,
        "words": f"{change.name}: {change.before} → {change.after}",
    }


def _sentence(plan: Plan) -> str:
    if plan.problems.count:
        words = plural(
            _("Hay 1 problema. Corríjalo en la hoja, guárdela, y elíjala otra vez: todavía no se escribió nada."),
            _("Hay {count} problemas. Corríjalos en la hoja, guárdela, y elíjala otra vez: no se escribió nada."),
            plan.problems.count,
        )
        return words.format(count=f"{plan.problems.count:,}")
    if not plan.may_write:
        return _("No hay nada que traer: todo lo de la hoja ya está igual.")
    if plan.doubts.count:
        return _("Mire las dudas. Si están bien, márquelo abajo y tráigalo todo.")
    return _("Todo se lee bien. Todavía no se escribió nada.")


def button_words(plan: Plan) -> str:
    """``Traer 12 nuevos y 3 cambios``."""
    parts = []
    if plan.added:
        words = plural(_("1 nuevo"), _("{count} nuevos"), plan.added)
        parts.append(words.format(count=f"{plan.added:,}"))
    if plan.changed:
        words = plural(_("1 cambio"), _("{count} cambios"), plan.changed)
        parts.append(words.format(count=f"{plan.changed:,}"))
    return _("Traer {what}").format(what=_(" y ").join(parts)) if parts else _("Traer")
