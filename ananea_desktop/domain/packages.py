"""What a cooperative's year is as a package for its Central: the tables, their columns, units and keys.

This is the format ``ananea-paquete-1`` as data. From it the Table Schema of each CSV file is written, what comes in is
checked, and the tables of a consolidated file are made (storage/consolidated_tables.py), in SQLite as in PostgreSQL.
Titles and units are part of the file and stay Spanish, whatever language the window speaks.
A change here is a change of the format: a new word in FORMAT, and the old one stays readable.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any

from ananea_desktop.domain.errors import UserError

FORMAT = "ananea-paquete-1"
MOST_ROWS = 200_000
"""Of one table: a register a thousand times as long as the longest that is known."""
LONGEST = 500
"""Letters of one text."""
LARGEST_INTEGER = 2**53
"""Beyond that no reader of JSON or spreadsheet is exact: 90 billions of soles in céntimos."""
LARGEST_SUM = 10**14
"""Of one column: a billion of soles in céntimos a thousand times over, and so little that what a Central adds up over
ninety thousand packages still fits into the 64 bits of its database."""
FIRST_YEAR, LAST_YEAR = 1990, 9998
_CODE = re.compile(r"[0-9]{11}|FLO-[0-9]{3,10}", re.ASCII)

Cell = str | int | None
Rows = Mapping[str, list[tuple[Cell, ...]]]


class PackageRefused(UserError):
    """A package that is not what it says: nothing of it was taken."""


class Kind(StrEnum):
    """The types of Table Schema that are used, by their own names."""

    TEXT = "string"
    INTEGER = "integer"
    DATE = "date"
    MONTH = "yearmonth"


@dataclass(frozen=True)
class Column:
    name: str
    kind: Kind
    title: str
    unit: str = ""
    is_optional: bool = False
    """May be empty; a text that may be is then "", everything else None."""
    is_summed: bool = False
    """Its sum stands among the totals of the package."""
    least: int | None = None
    choices: tuple[str, ...] = ()
    refers_to: str = ""
    """The table whose ``id`` it is."""


@dataclass(frozen=True)
class Table:
    name: str
    title: str
    columns: tuple[Column, ...]
    is_personal: bool = False
    """Left out unless it was asked for."""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def index(self, name: str) -> int:
        return self.names.index(name)


_CENTIMOS, _CENTS, _MILLIGRAMS = "céntimos de sol", "centavos de dólar", "miligramos"


def _id() -> Column:
    return Column("id", Kind.INTEGER, "Clave", least=1)


def _text(name: str, title: str, *choices: str) -> Column:
    return Column(name, Kind.TEXT, title, is_optional=not choices, choices=choices)


def _day(name: str, title: str, is_optional: bool = False) -> Column:
    return Column(name, Kind.DATE, title, is_optional=is_optional)


def _of(table: str, title: str, is_optional: bool = False, name: str = "") -> Column:
    name = name or f"{table.removesuffix('s')}_id"
    return Column(name, Kind.INTEGER, title, is_optional=is_optional, least=1, refers_to=table)


def _count(name: str, title: str, unit: str, least: int | None = 0, is_optional: bool = False) -> Column:
    return Column(name, Kind.INTEGER, title, unit, is_optional, is_summed=True, least=least)


def _soles(name: str, title: str, least: int | None = None, is_optional: bool = False) -> Column:
    return _count(name, title, _CENTIMOS, least, is_optional)


_PEOPLE, _VOTES = "personas", "votos"
_YES_NO = ("yes", "no")

PROFILE = Table(
    "profile",
    "La cooperativa y su paquete",
    (
        _id(),
        Column("code", Kind.TEXT, "RUC, o FLO- y su número"),
        Column("year", Kind.INTEGER, "Año", least=FIRST_YEAR),
        Column("number", Kind.INTEGER, "Número del paquete", least=1),
        Column("name", Kind.TEXT, "Nombre"),
        _text("ruc", "RUC"),
        _text("place", "Lugar"),
        _text("flo_id", "FLO-ID"),
        Column("certified_since", Kind.INTEGER, "Certificada desde (año)", is_optional=True, least=1900),
        _day("last_day", "Hasta qué día hay datos"),
        Column("seal_number", Kind.INTEGER, "Último sello", least=0),
        _text("seal_hash", "Huella del último sello (SHA-256)"),
    ),
)
FUNDS = Table(
    "funds",
    "Fondos: lo que había, entró y se gastó en el año",
    (
        _id(),
        Column("name", Kind.TEXT, "Fondo"),
        _text("kind", "Clase", "premium", "own", "other"),
        _soles("opening", "Saldo inicial"),
        _soles("income", "Ingresos"),
        _soles("spent", "Gastos"),
        _soles("exchange", "Diferencia de cambio"),
        _soles("capital", "Aportaciones, menos lo devuelto"),
        _soles("closing", "Saldo final"),
    ),
)
HEADINGS = Table("headings", "Rubros", (_id(), Column("name", Kind.TEXT, "Rubro")))
PROJECTS = Table(
    "projects",
    "Proyectos: planificado y gastado",
    (
        _id(),
        Column("name", Kind.TEXT, "Proyecto"),
        _of("headings", "Rubro"),
        _text("state", "Estado", "proposed", "approved", "under_way", "finished", "cancelled"),
        _day("starts_on", "Empieza", is_optional=True),
        _day("ends_on", "Termina", is_optional=True),
        _soles("planned", "Presupuesto aprobado", least=0, is_optional=True),
        _soles("spent_ever", "Gastado desde que empezó"),
        _soles("spent", "Gastado en el año"),
        _count("women", "Beneficiarias", _PEOPLE),
        _count("men", "Beneficiarios", _PEOPLE),
        _count("unknown", "Beneficiarios sin saber el sexo", _PEOPLE),
    ),
)
MONEY = Table(
    "money",
    "Líneas de los recibos, sumadas por mes, fondo y proyecto",
    (
        _id(),
        Column("month", Kind.MONTH, "Mes"),
        _text("flow", "Qué es", "in", "out", "advance", "transfer", "capital", "exchange"),
        _of("funds", "Fondo"),
        _of("projects", "Proyecto", is_optional=True),
        _text("currency", "Moneda", "PEN", "USD"),
        Column("amount", Kind.INTEGER, "Monto; gasto con signo menos", "centésimos de su moneda"),
        _soles("soles", "Lo mismo en soles, al cambio de cada recibo"),
    ),
)
PREMIUM_LOTS = Table(
    "premium_lots",
    "Prima por lote de oro",
    (
        _id(),
        Column("lot", Kind.TEXT, "Lote"),
        _day("exported_on", "Fecha"),
        _text("buyer", "Comprador"),
        _text("metal", "Metal", "gold", "ecological", "silver"),
        _count("gross_mg", "Peso bruto", _MILLIGRAMS, least=1),
        _count("fine_mg", "Peso fino", _MILLIGRAMS),
        Column("usd_per_kg", Kind.INTEGER, "Prima por kilo", _CENTS, least=0),
        _count("usd_due", "Prima que corresponde", _CENTS),
        _count("usd_deducted", "Descontado", _CENTS),
        _count("usd_received", "Recibido", _CENTS, least=None),
        _soles("soles_received", "Recibido en soles, al cambio de cada recibo"),
    ),
)
PURCHASES = Table(
    "purchases",
    "Compras por categoría, menos las notas de crédito",
    (
        _id(),
        _text("category", "Categoría"),
        _count("purchases", "Compras", "documentos"),
        _soles("soles", "Monto"),
    ),
)
HAND_OUTS = Table(
    "hand_outs",
    "Entregas de equipo por artículo",
    (
        _id(),
        _text("kind", "Qué es", "hand_out", "return", "donation"),
        Column("item", Kind.TEXT, "Artículo"),
        _text("category", "Categoría"),
        Column("safety", Kind.TEXT, "De seguridad", is_optional=True, choices=("ppe", "emergency")),
        _text("unit", "Unidad"),
        _count("quantity", "Cantidad", "milésimos de la unidad"),
        _count("people", "Personas", _PEOPLE),
    ),
)
TRAININGS = Table(
    "trainings",
    "Capacitaciones realizadas y cuántos vinieron",
    (
        _id(),
        Column("topic", Kind.TEXT, "Tema"),
        _text("kind", "Clase"),
        _day("held_on", "Fecha"),
        _count("minutes", "Duración", "minutos"),
        _of("projects", "Proyecto", is_optional=True),
        _count("women", "Mujeres", _PEOPLE),
        _count("men", "Hombres", _PEOPLE),
        _count("unknown", "Sin saber el sexo", _PEOPLE),
    ),
)
MEMBERS = Table(
    "members",
    "Socios y trabajadores el último día, solo contados",
    (
        _id(),
        _text("kind", "Clase", "member", "worker"),
        _text("state", "Estado", "active", "suspended", "retired", "expelled", "deceased"),
        Column("sex", Kind.TEXT, "Sexo", is_optional=True, choices=("f", "m")),
        _count("people", "Personas", _PEOPLE),
    ),
)
DEBTS = Table(
    "debts",
    "Cuotas, multas y aportaciones: cobrado y por cobrar",
    (
        _id(),
        _text("kind", "Clase", "contribution", "ordinary_due", "extraordinary_due", "fine"),
        _text("currency", "Moneda", "PEN", "USD"),
        _count("charged", "Vencía en el año", "centésimos de su moneda"),
        _count("paid", "De eso, pagado hasta el último día", "centésimos de su moneda"),
        _count("waived", "De eso, condonado", "centésimos de su moneda"),
        _count("owed", "Por cobrar el último día, de todos los años", "centésimos de su moneda"),
        _count("overdue", "De lo por cobrar, ya vencido", "centésimos de su moneda"),
        _count("debtors", "Personas con algo vencido", _PEOPLE),
    ),
)
ASSEMBLIES = Table(
    "assemblies",
    "Asambleas",
    (
        _id(),
        _text("kind", "Clase"),
        _day("held_on", "Fecha"),
        _count("eligible", "Socios hábiles", _PEOPLE, is_optional=True),
        _count("present", "Presentes", _PEOPLE),
        _count("represented", "Representados", _PEOPLE),
    ),
)
RESOLUTIONS = Table(
    "resolutions",
    "Acuerdos, solo sus números",
    (
        _id(),
        _of("assemblies", "Asamblea", name="assembly_id"),
        Column("number", Kind.INTEGER, "Número", least=1),
        _text("outcome", "Resultado", "approved", "rejected"),
        _count("votes_for", "A favor", _VOTES),
        _count("votes_against", "En contra", _VOTES),
        _count("votes_abstaining", "Abstenciones", _VOTES),
        _of("projects", "Proyecto", is_optional=True),
        _soles("amount", "Monto", least=0, is_optional=True),
    ),
)
CLOSINGS = Table(
    "closings",
    "Cierres",
    (
        _id(),
        _text("period", "Período", "month", "year"),
        _day("first_day", "Del"),
        _day("last_day", "Al"),
        _count("documents", "Documentos", "documentos"),
        Column("seal_hash", Kind.TEXT, "Huella del último sello (SHA-256)"),
        _text("reopened", "Reabierto", *_YES_NO),
    ),
)
PEOPLE = Table(
    "people",
    "Socios y trabajadores por su nombre: datos personales (Ley 29733)",
    (
        _id(),
        _text("kind", "Clase", "member", "worker"),
        _text("document_type", "Tipo de documento"),
        _text("document_number", "Documento"),
        Column("name", Kind.TEXT, "Nombre"),
        Column("sex", Kind.TEXT, "Sexo", is_optional=True, choices=("f", "m")),
        _text("state", "Estado", "active", "suspended", "retired", "expelled", "deceased"),
        _day("admitted_on", "Ingreso", is_optional=True),
    ),
    is_personal=True,
)

TABLES = (
    PROFILE,
    FUNDS,
    HEADINGS,
    PROJECTS,
    MONEY,
    PREMIUM_LOTS,
    PURCHASES,
    HAND_OUTS,
    TRAININGS,
    MEMBERS,
    DEBTS,
    ASSEMBLIES,
    RESOLUTIONS,
    CLOSINGS,
    PEOPLE,
)
"""In the order in which a table stands after those that it refers to."""


@dataclass(frozen=True, order=True)
class Version:
    """Which of several packages of one cooperative and year holds: the greatest, whatever order they came in.

    The number decides; the rest only where the books were put back from a copy and gave a number twice.
    """

    number: int
    made_at: str
    """UTC, ISO 8601, to the second."""
    sha256: str
    """Of datapackage.json, which holds the hash of everything else."""


@dataclass(frozen=True, kw_only=True)
class Package:
    """A package that was checked, or is to be written: ``rows`` by table, in the order of its columns."""

    code: str
    year: int
    version: Version
    public_key: str
    is_sample: bool
    with_names: bool
    program: str
    """The version of the program that wrote it."""
    rows: Rows

    @property
    def tables(self) -> tuple[Table, ...]:
        return tables(self.with_names)


def tables(with_names: bool) -> tuple[Table, ...]:
    """Those of a package with personal data, or without."""
    return tuple(table for table in TABLES if with_names or not table.is_personal)


def code_of(ruc: str, flo_id: str) -> str:
    """By what the Central knows a cooperative: its RUC, or where it has none its FLO-ID; "" where it has neither."""
    if ruc:
        return ruc
    return f"FLO-{flo_id}" if flo_id else ""


def fingerprint(public_key: str) -> str:
    """The first 32 hexadecimal digits of a key's SHA-256, by fours: what is compared by eye with the paper."""
    digits = sha256(public_key.encode()).hexdigest()[:32].upper()
    return " ".join(digits[start : start + 4] for start in range(0, 32, 4))


def is_code(text: str) -> bool:
    return _CODE.fullmatch(text) is not None


def is_year(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def file_name(code: str, year: int, number: int) -> str:
    return f"ananea-paquete-{code}-{year}-{number}.zip"


def totals(rows: Rows, with_names: bool) -> dict[str, dict[str, int]]:
    """Of each table how many rows it has, and the sum of each column that can be added up."""
    found: dict[str, dict[str, int]] = {}
    for table in tables(with_names):
        mine = found[table.name] = {"rows": len(rows[table.name])}
        for index, column in enumerate(table.columns):
            if column.is_summed:
                mine[column.name] = sum(_number(row[index]) for row in rows[table.name])
    return found


def _number(cell: Cell) -> int:
    return cell if isinstance(cell, int) else 0


def as_dicts(rows: Rows, table: Table) -> Iterable[dict[str, Any]]:
    """The rows of a table, each by the names of its columns."""
    for row in rows[table.name]:
        yield dict(zip(table.names, row, strict=True))


def last_day_of(year: int, today: date) -> date:
    """Until when a package of a year has data: all of it, or to this day while it is not over."""
    return min(date(year, 12, 31), today)
