"""What can come in from a spreadsheet, and the columns each kind has, with the headings they are known by."""

import re
from dataclasses import dataclass

from ananea_desktop.domain.fields import Field, Kind, RecordType
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.domain.text import fold

NAMES = "names"
"""Surnames and given names in one column."""


_NUMBER = re.compile(r"^(?:n o|no|nro|num|numero|n)\b(?: de\b)?")


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A column that a kind can take."""

    name: str
    label: str
    """Marked with N_."""
    words: tuple[str, ...] = ()
    """Folded headings by which it is known, besides its label."""
    field: Field | None = None
    """Whose values stand in it; None for what is taken apart first."""
    example: str = ""
    note: str = ""
    """For the template, marked with N_."""


@dataclass(frozen=True, kw_only=True)
class ImportKind:
    name: str
    """As a command is given it: ``socios``."""
    title: str
    slots: tuple[Slot, ...]
    keys: tuple[str, ...]
    """The slots of which one at least must be matched, or nothing tells the rows apart."""
    record_type: RecordType | None = None
    unit: str = N_("filas")

    def slot(self, name: str) -> Slot:
        return next(slot for slot in self.slots if slot.name == name)

    def words(self) -> dict[str, str]:
        """The slot for each folded heading that is known by itself."""
        found: dict[str, str] = {}
        for slot in self.slots:
            for word in (slot.label, _(slot.label), *slot.words):  # the template speaks as the window does
                found.setdefault(heading_key(word), slot.name)
        return found


def heading_key(heading: str) -> str:
    """A heading as it is compared: folded, with one word for ``N.º de``, ``Nro.`` and ``Número de``."""
    return _NUMBER.sub("n", fold(heading))


_MEMBER_WORDS: dict[str, tuple[str, ...]] = {
    "kind": ("es", "tipo", "tipo de persona", "condicion", "clase"),
    "document_type": ("documento", "tipo de documento", "tipo documento", "tipo doc", "tipo de doc"),
    "document_number": (
        *("dni", "n dni", "no dni", "nro dni", "n de dni", "nro de dni", "numero de dni", "d n i", "doc identidad"),
        *("documento de identidad", "numero de documento", "n documento", "n de documento", "nro documento"),
        *("nro de documento", "n doc", "nro doc", "num documento", "no de documento", "documento identidad"),
    ),
    "paternal_surname": ("apellido paterno", "paterno", "ap paterno", "a paterno", "primer apellido"),
    "maternal_surname": ("apellido materno", "materno", "ap materno", "a materno", "segundo apellido"),
    "given_names": ("nombres", "nombre", "prenombres", "nombres completos de pila"),
    "sex": ("sexo", "genero", "m f", "h m", "f m"),
    "birth_date": ("fecha de nacimiento", "nacimiento", "f nacimiento", "fec nac", "fecha nac", "f nac", "nacio"),
    "phone": ("celular", "telefono", "telf", "tel", "cel", "n celular", "nro celular", "movil", "n de celular"),
    "address": ("domicilio", "direccion", "domicilio actual", "dir"),
    "community": ("comunidad", "lugar", "comunidad o lugar", "sector", "centro poblado", "localidad", "procedencia"),
    "ruc": ("ruc", "n ruc", "nro ruc", "numero de ruc", "n de ruc"),
    "number": ("n", "no", "nro", "numero", "numero de socio", "n socio", "n de socio", "nro socio", "codigo", "item"),
    "admitted_on": ("fecha de ingreso", "ingreso", "f ingreso", "fecha ingreso", "fec ingreso", "admision"),
    "position": ("cargo", "puesto"),
    "work_area": ("area de trabajo", "area", "labor"),
    "state": ("estado", "situacion", "condicion actual", "estado actual"),
    "state_since": ("estado desde", "desde", "fecha de estado", "fecha estado"),
    "notes": ("notas", "nota", "observaciones", "observacion", "obs"),
}
_MEMBER_EXAMPLES = {
    "document_number": "01234567",
    "paternal_surname": "Quispe",
    "maternal_surname": "Mamani",
    "given_names": "Rosa",
    "sex": "Mujer",
    "birth_date": "15/03/1980",
    "phone": "951234567",
    "address": "Jr. Lima 123",
    "community": "Ananea",
    "number": "1",
    "admitted_on": "01/02/2015",
    "state": "Hábil",
    "kind": "Socio/a",
    "document_type": "DNI",
}
_SUPPLIER_WORDS: dict[str, tuple[str, ...]] = {
    "name": ("proveedor", "razon social", "nombre", "razon social o nombre", "empresa", "nombre o razon social"),
    "ruc": ("ruc", "n ruc", "nro ruc", "numero de ruc", "n de ruc"),
    "address": ("direccion", "domicilio", "domicilio fiscal"),
    "phone": ("telefono", "celular", "telf", "tel", "cel"),
    "notes": ("notas", "nota", "observaciones", "observacion", "obs"),
}
_SUPPLIER_EXAMPLES = {"name": "Ferretería El Minero S.R.L.", "ruc": "20100000009", "phone": "051222333"}

_FULL_NAMES = Slot(
    name=NAMES,
    label=N_("Apellidos y nombres"),
    words=(
        *("apellidos y nombres", "apellidos nombres", "nombres y apellidos", "nombre completo", "socio", "socia"),
        *("apellidos y nombre", "nombre y apellidos", "nombres completos", "socio a", "trabajador", "asociado"),
    ),
)


def _slots(record_type: RecordType, words: dict[str, tuple[str, ...]], examples: dict[str, str]) -> tuple[Slot, ...]:
    return tuple(
        Slot(
            name=each.name,
            label=each.label,
            words=words.get(each.name, ()),
            field=each,
            example=examples.get(each.name, ""),
        )
        for each in record_type.fields
    )


MEMBERS_IN = ImportKind(
    name="socios",
    title=N_("Traer socios de una hoja de cálculo"),
    slots=(*_slots(MEMBERS, _MEMBER_WORDS, _MEMBER_EXAMPLES), _FULL_NAMES),
    keys=("document_number", "document_type"),
    record_type=MEMBERS,
)
SUPPLIERS_IN = ImportKind(
    name="proveedores",
    title=N_("Traer proveedores de una hoja de cálculo"),
    slots=_slots(SUPPLIERS, _SUPPLIER_WORDS, _SUPPLIER_EXAMPLES),
    keys=("name", "ruc"),
    record_type=SUPPLIERS,
)
_DOCUMENT = Slot(
    name="document_number",
    label=N_("N.º de documento"),
    words=("documento", *_MEMBER_WORDS["document_number"]),
    field=Field(name="document_number", label=N_("N.º de documento"), required=True),
    example="01234567",
)
ATTENDANCE_IN = ImportKind(
    name="asistencia",
    title=N_("Traer la asistencia de una hoja de cálculo"),
    slots=(_DOCUMENT, _FULL_NAMES),
    keys=("document_number",),
)
DEBTS_IN = ImportKind(
    name="deudas",
    title=N_("Traer deudas anteriores de una hoja de cálculo"),
    slots=(
        _DOCUMENT,
        _FULL_NAMES,
        Slot(
            name="kind",
            label=N_("Qué se debe"),
            words=("tipo", "clase", "que debe", "tipo de deuda"),
            field=Field(name="kind", label=N_("Qué se debe"), kind=Kind.CHOICE, required=True),
            example="Cuota ordinaria",
        ),
        Slot(
            name="concept",
            label=N_("Concepto"),
            words=("por concepto de", "detalle", "descripcion", "motivo"),
            field=Field(name="concept", label=N_("Concepto"), required=True),
            example="Cuota de enero de 2025",
        ),
        Slot(
            name="amount",
            label=N_("Importe"),
            words=("monto", "deuda", "saldo", "debe", "importe s", "monto s"),
            field=Field(name="amount", label=N_("Importe"), kind=Kind.AMOUNT, required=True, currency="PEN"),
            example="50.00",
        ),
        Slot(
            name="due_on",
            label=N_("Vence"),
            words=("vencimiento", "fecha de vencimiento", "vence el", "fecha"),
            field=Field(name="due_on", label=N_("Vence"), kind=Kind.DATE, required=True),
            example="31/01/2025",
        ),
    ),
    keys=("document_number",),
)

KINDS = {kind.name: kind for kind in (MEMBERS_IN, SUPPLIERS_IN, ATTENDANCE_IN, DEBTS_IN)}
