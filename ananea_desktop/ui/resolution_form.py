"""The form of one resolution: what was resolved, its votes summed as one types, and the budget it approves."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.domain.assemblies import RESOLUTIONS
from ananea_desktop.domain.language import _
from ananea_desktop.operations import assemblies, records
from ananea_desktop.ui.buttons import danger_button
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.dialogs import ask
from ananea_desktop.ui.labels import label
from ananea_desktop.ui.record_form import Choices, RecordForm, field_text, watch_field
from ananea_desktop.ui.record_model import Row

_VOTES = ("votes_for", "votes_against", "votes_abstaining")


class ResolutionForm(RecordForm):
    _assembly: Row | None = None
    _has_budget = False

    def __init__(self, desk: Desk, assembly: Row, choices: Choices, resolution: Row | None) -> None:
        title = _("Nuevo acuerdo") if resolution is None else _("Acuerdo {number}").format(number=resolution["number"])
        super().__init__(desk, RESOLUTIONS, title, _("Volver a Asamblea"), choices)
        self._assembly = assembly
        self._has_budget = resolution is not None and resolution["budget_id"] is not None
        self._recorded.setVisible(self._has_budget)
        if not self._has_budget:
            self.rows["amount"].set_hint(_("Al guardar, queda como presupuesto aprobado del proyecto."))
        self._remove.setVisible(resolution is not None and not self._has_budget)
        for name in _VOTES:
            watch_field(self.rows[name].field, self._show_sum)
        self._show_sum()

    def add_parts(self, column: QVBoxLayout) -> None:
        sentence = _(
            "Este acuerdo ya puso el presupuesto del proyecto. Su número, su resultado y su monto no se cambian: "
            "para otro presupuesto anote un acuerdo nuevo."
        )
        self._recorded = label(sentence, "secondary", wrap=True)
        column.addWidget(self._recorded)
        self._remove = danger_button(_("Borrar este acuerdo…"))
        self._remove.setObjectName("remove_resolution")
        self._remove.clicked.connect(self._ask_to_remove)
        column.addSpacing(8)
        column.addWidget(self._remove)

    def draft_name(self) -> str:
        return f"resolutions of {self._assembly['id']}" if self._assembly else super().draft_name()

    def open_new(self) -> None:
        super().open_new()
        assert self._assembly is not None
        self.desk.books.ask(
            assemblies.new_resolution_texts, self._assembly["id"], owner=self, then=self._propose_number
        )

    def focus_first(self) -> None:
        self.rows["text"].field.setFocus()

    def _propose_number(self, texts: Mapping[str, str]) -> None:
        if not field_text(self.rows["number"].field):
            self.fill({"texts": texts})

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        assert self._assembly is not None
        return assemblies.save_resolution, (self._assembly["id"], self.texts(), self.record_id, confirmed)

    def _show_sum(self) -> None:
        """Under the votes: what they add up to, beside how many came."""
        if self._assembly is None:
            return
        typed = [field_text(self.rows[name].field).strip() for name in _VOTES]
        votes = sum(int(each) for each in typed if each.isascii() and each.isdigit() and len(each) < 10)
        attending = self._assembly["attending"]
        if not self._assembly["noted"]:
            sentence = _("Suman {votes}. Todavía no se tomó asistencia.")
        elif votes > attending:
            sentence = _("Suman {votes}: son {more} más que los {attending} que asistieron.")
        elif votes == attending:
            sentence = _("Suman {votes}: votaron todos los que asistieron.")
        else:
            sentence = _("Suman {votes} de {attending} que asistieron.")
        words = sentence.format(votes=votes, attending=attending, more=votes - attending)
        self.rows["votes_abstaining"].set_hint(words)

    def _ask_to_remove(self) -> None:
        ask(
            self,
            _("¿Borrar este acuerdo?"),
            _("Sale de la lista y del acta. En el historial queda quién lo borró."),
            yes=_("Borrar el acuerdo"),
            no=_("No borrar"),
            icon="trash",
            destroying=True,
            then=lambda _reason: self.desk.books.ask(
                assemblies.remove_resolution, self.record_id, owner=self, then=self._take_removed
            ),
        )

    def _take_removed(self, _none: object) -> None:
        self._draft_timer.stop()
        self.desk.books.ask(records.drop_draft, self.draft_name(), self.record_id or 0, owner=self)
        self.desk.record_saved.emit()
        self.desk.said.emit(_("Se borró el acuerdo."))
        self.left.emit()
