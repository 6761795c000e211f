"""The cooperative's profile, printed on every paper, and the people who work with the program."""

from collections.abc import Iterable
from datetime import date

from ananea_desktop.domain.fields import YES_NO, Field, Kind, Problem, RecordType, Values
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.suppliers import ruc_problems


def _check(values: Values, today: date) -> Iterable[Problem]:
    yield from ruc_problems(values)
    minutes = values.get("lock_minutes")
    if isinstance(minutes, int) and not 1 <= minutes <= 15:
        yield Problem("lock_minutes", _("Escriba de 1 a 15 minutos, o deje vacío: a los 5."))


COOPERATIVE = RecordType(
    table="cooperative",
    singular=N_("cooperativa"),
    plural=N_("cooperativas"),
    name_of=lambda values: str(values.get("name") or ""),
    check=_check,
    fields=(
        Field(
            name="name",
            label=N_("Nombre de la cooperativa"),
            required=True,
            default="Cooperativa Minera Señor de Ananea Ltda.",
            section=N_("La cooperativa"),
            missing=N_("Falta el nombre: sale en todos los papeles."),
        ),
        Field(
            name="ruc",
            label=N_("RUC"),
            required=True,
            missing=N_("Falta el RUC: sale en todos los papeles."),
        ),
        Field(
            name="address",
            label=N_("Domicilio"),
            required=True,
            default="Ananea, San Antonio de Putina, Puno",
            missing=N_("Falta el domicilio: sale en todos los papeles."),
        ),
        Field(
            name="place",
            label=N_("Lugar de los papeles"),
            required=True,
            default="Ananea",
            hint=N_("Así empieza la fecha: Ananea, 23 de noviembre de 2026."),
            missing=N_("Falta el lugar con que se fechan los papeles."),
        ),
        Field(
            name="treasurer_name",
            label=N_("Tesorero/a"),
            required=True,
            section=N_("Quiénes firman"),
            hint=N_("Apellidos y nombres, como firma en los recibos."),
            missing=N_("Falta quién firma los recibos."),
        ),
        Field(name="treasurer_document", label=N_("DNI del tesorero/a")),
        Field(
            name="treasurer_title",
            label=N_("Cargo que se imprime"),
            kind=Kind.CHOICE,
            choices={"Tesorera": N_("Tesorera"), "Tesorero": N_("Tesorero"), "Gerente": N_("Gerente")},
            required=True,
            default="Tesorera",
        ),
        Field(name="president_name", label=N_("Presidente/a")),
        Field(name="president_document", label=N_("DNI del presidente/a")),
        Field(name="flo_id", label=N_("FLO-ID"), default="38514", section=N_("Otros datos")),
        Field(name="certified_since", label=N_("Certificada desde el año"), kind=Kind.INTEGER, default="2017"),
        Field(
            name="books_open_from",
            label=N_("Libros abiertos desde"),
            kind=Kind.DATE,
            hint=N_("Lo de antes se llevó en otros libros: un recibo con fecha anterior avisa."),
        ),
        Field(
            name="yearly_series",
            label=N_("Numeración nueva cada año"),
            kind=Kind.CHOICE,
            choices=YES_NO,
            required=True,
            default="no",
            hint=N_("Con «Sí», cada año empieza otra serie desde el número 1."),
        ),
        Field(
            name="second_person_from",
            label=N_("Anular con otra persona desde"),
            kind=Kind.AMOUNT,
            hint=N_("En soles. Desde ese importe, anular pide también la clave de otra persona."),
        ),
        Field(
            name="lock_minutes",
            label=N_("Se bloquea a los (minutos)"),
            kind=Kind.INTEGER,
            hint=N_("De 1 a 15 sin usarlo. Vacío: a los 5. Solo donde hay claves."),
        ),
        Field(
            name="is_sample",
            label=N_("Son datos de muestra"),
            kind=Kind.CHOICE,
            choices=YES_NO,
            required=True,
            default="no",
            hint=N_("Con «Sí», todos los papeles dicen MUESTRA."),
        ),
    ),
)

USERS = RecordType(
    table="users",
    singular=N_("persona"),
    plural=N_("personas"),
    name_of=lambda values: str(values.get("name") or ""),
    fields=(
        Field(name="name", label=N_("Nombre"), required=True, in_table=True, missing=N_("Falta el nombre.")),
        Field(name="title", label=N_("Cargo"), default="tesorera"),
    ),
)
