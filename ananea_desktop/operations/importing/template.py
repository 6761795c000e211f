"""The spreadsheet to fill in for each kind."""

from pathlib import Path

from ananea_desktop.documents.import_template import TemplateColumn, template_xlsx
from ananea_desktop.domain.charges import CHARGE_KINDS
from ananea_desktop.domain.fields import Kind
from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations.importing.kinds import DEBTS_IN, NAMES, ImportKind, Slot
from ananea_desktop.storage.files import write_file_safely

EXAMPLE_MARK = N_("Ejemplo: no se trae. Escriba desde la fila 3.")
_NOTES = {
    Kind.DATE: N_("Día, mes y año, así: 23/11/2026."),
    Kind.AMOUNT: N_("En soles, así: 1234.50."),
    Kind.INTEGER: N_("Solo cifras."),
}


def template(kind: ImportKind) -> bytes:
    """An XLSX that comes back by the same door."""
    slots = [slot for slot in kind.slots if slot.name != NAMES]
    return template_xlsx(_(kind.title), [_column(kind, slot) for slot in slots], _(EXAMPLE_MARK))


def write_template(kind: ImportKind, path: Path) -> None:
    write_file_safely(path, template(kind))


def file_name(kind: ImportKind) -> str:
    return f"plantilla-{kind.name}.xlsx"


def _column(kind: ImportKind, slot: Slot) -> TemplateColumn:
    field = slot.field
    assert field is not None
    labels = CHARGE_KINDS if kind is DEBTS_IN and slot.name == "kind" else field.choices
    choices = tuple(_(label) for label in labels.values())
    note = _("Una de estas: {choices}.").format(choices=", ".join(choices)) if choices else _note(field.kind)
    if slot.name == "document_number":
        note = _("El DNI con sus 8 cifras, también los ceros del comienzo.")
    return TemplateColumn(
        heading=_(slot.label),
        example=slot.example,
        note=note,
        choices=choices,
        required=field.required and not field.default,
    )


def _note(kind: Kind) -> str:
    return _(_NOTES[kind]) if kind in _NOTES else ""
