"""Directiva: who holds which position in the councils and committees, since when and until when."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.positions import BODIES, POSITIONS, position_words, term_words
from ananea_desktop.operations import positions
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui import personal
from ananea_desktop.ui.cells import CellRole, Column
from ananea_desktop.ui.picked_rows import PickedRows
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_model import ListColumn
from ananea_desktop.ui.record_tab import TabSpec


class PositionForm(RecordForm):
    """Who holds the position is found in the register as one types."""

    def add_parts(self, column: QVBoxLayout) -> None:
        self._picked = PickedRows(self, {"member_id": positions.who_can_hold})

    def content(self) -> dict[str, Any]:
        return {**super().content(), "names": self._picked.names()}

    def fill(self, content: Mapping[str, Any]) -> None:
        texts = dict(content.get("texts", {}))
        name = content.get("member_name") or content.get("record", {}).get("member_name", "")
        self._filling = True
        self._picked.fill(texts, content.get("names") or {"member_id": name})
        self._filling = False
        super().fill({"texts": texts})

    def save_operation(self, confirmed: Sequence[str]) -> tuple[Callable[..., int], tuple[Any, ...]]:
        return positions.save, (self.texts(), self.record_id, confirmed)


def _fill_card(card: RecordCard, data: Card) -> None:
    row = data.record
    card.head(row["member_name"], f"{position_words(row)}  ·  {term_words(row['starts_on'], row['ends_on'])}")
    card.facts(
        (
            (_("Documento"), personal.number(document_text(row["document_type"], row["document_number"]))),
            (_("Desde"), format_date(row["starts_on"])),
            (_("Hasta"), format_date(row["ends_on"]) if row["ends_on"] else _("Sigue en el cargo")),
            (_("Acta"), row["acta"]),
            (_("Notas"), row["notes"]),
        )
    )
    card.action(
        _("Ver su ficha"), "user-circle", lambda: card.desk.record_wanted.emit("members", int(row["member_id"]))
    )


def _defaults(books: Books) -> Mapping[str, str]:
    return {"starts_on": format_date(books.today())}


POSITIONS_TAB = TabSpec(
    record_type=POSITIONS,
    title=N_("Directiva"),
    icon="users",
    columns=(
        ListColumn(title=N_("Apellidos y nombres"), text=lambda row: row["member_name"], layout=Column(stretch=2)),
        ListColumn(title=N_("Cargo"), text=lambda row: row["position"], layout=Column(samples=("Vicepresidente/a",))),
        ListColumn(title=N_("De"), text=lambda row: _(BODIES[row["body"]]), layout=Column(stretch=2)),
        ListColumn(
            title=N_("Desde"), text=lambda row: format_date(row["starts_on"]), layout=Column(samples=("23/11/2026",))
        ),
        ListColumn(
            title=N_("Hasta"),
            text=lambda row: format_date(row["ends_on"]) if row["ends_on"] else _("Sigue"),
            layout=Column(samples=("23/11/2026",)),
            marks=lambda row: {} if row["ends_on"] else {CellRole.TONE: "good"},
        ),
    ),
    search_hint=N_("Buscar por nombre o cargo"),
    new_text=N_("Nuevo cargo"),
    first_text=N_("Anotar el primer cargo"),
    back_text=N_("Volver a Directiva"),
    empty_title=N_("Todavía no hay cargos anotados"),
    empty_sentence=N_("Aquí queda quién tuvo cada cargo de los consejos y comités, desde cuándo y hasta cuándo."),
    empty_steps=(
        N_("Anote a cada dirigente con su cargo, desde cuándo y el acta de la elección."),
        N_("Cuando termine su cargo, anote hasta cuándo; no lo borre."),
        N_("El padrón de cualquier fecha saldrá con el cargo de esa fecha."),
    ),
    order=("starts_on", "id"),
    filters=((N_("En el cargo hoy"), positions.running), (N_("Todos"), {})),
    report="directiva",
    report_text=N_("Imprimir"),
    form=PositionForm,
    fill_card=_fill_card,
    defaults=_defaults,
)
