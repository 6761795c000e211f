"""What must hold within a package for its numbers to be believed: kinds of values, keys, days of its year, sums.

The same is asked of what is written as of what comes in, so that none leaves that would be refused.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from ananea_desktop.domain import packages
from ananea_desktop.domain.language import _
from ananea_desktop.domain.packages import Cell, Column, Kind, Package, PackageRefused, Rows, Table
from ananea_desktop.domain.text import FORMULA_STARTS

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}", re.ASCII)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])", re.ASCII)


def cell_of(text: str, table: Table, column: Column) -> Cell:
    """What a text of a CSV file is. Raises PackageRefused where it is not what its column holds."""
    found: Cell = None
    if text == "":
        if not column.is_optional:
            raise _refused(table, column, text)
        return "" if column.kind is Kind.TEXT else None
    if column.kind is Kind.INTEGER:
        found = int(text) if _INTEGER.fullmatch(text) else None
        if (
            found is None
            or abs(found) > packages.LARGEST_INTEGER
            or (column.least is not None and found < column.least)
        ):
            raise _refused(table, column, text)
        return found
    if not _is_text_of(text, column):
        raise _refused(table, column, text)
    return text


def _is_text_of(text: str, column: Column) -> bool:
    if column.kind is Kind.DATE:
        try:
            return _DAY.fullmatch(text) is not None and date.fromisoformat(text).year > 1000
        except ValueError:
            return False
    if column.kind is Kind.MONTH:
        return _MONTH.fullmatch(text) is not None
    if text.startswith(FORMULA_STARTS):
        return False  # whoever opens the file in a spreadsheet would have it calculated
    return len(text) <= packages.LONGEST and text.isprintable() and (not column.choices or text in column.choices)


def _refused(table: Table, column: Column, text: str) -> PackageRefused:
    return PackageRefused(
        _("En la tabla «{table}», «{column}» no puede ser «{text}».").format(
            table=table.name, column=column.name, text=text[:40]
        )
    )


def refuse_untrue(package: Package) -> None:
    """Raises PackageRefused with the first thing that does not hold."""
    for problem in _problems(package):
        raise PackageRefused(problem)


def _problems(package: Package) -> Iterator[str]:
    yield from _keys(package.rows, package.tables)
    if len(package.rows["profile"]) != 1:
        yield _("El paquete no dice de qué cooperativa es.")
        return
    (profile,) = packages.as_dicts(package.rows, packages.PROFILE)
    said = profile["code"], profile["year"], profile["number"]
    if said != (package.code, package.year, package.version.number):
        yield _("El paquete dice ser de otra cooperativa, de otro año o de otro número que sus tablas.")
    if not packages.is_code(package.code) or not packages.is_year(package.year):
        yield _("El paquete no dice de qué cooperativa y de qué año es.")
    elif not profile["last_day"].startswith(f"{package.year:04d}-"):
        yield _("Los datos del paquete no son de su año.")
    elif date.fromisoformat(profile["last_day"]) > _last_possible(package.version.made_at):
        yield _("El paquete dice tener datos de días posteriores a aquel en que se hizo.")
    yield from _sums(package)
    yield from _days(package)
    yield from _money(package.rows)


def _last_possible(made_at: str) -> date:
    """The day on which it was made, wherever on earth that was."""
    return date.fromisoformat(made_at[:10]) + timedelta(days=1)


def _sums(package: Package) -> Iterator[str]:
    """No column adds up to more than a database can add."""
    for table in package.tables:
        for index, column in enumerate(table.columns):
            if not column.is_summed:
                continue
            numbers = (row[index] for row in package.rows[table.name])
            if sum(abs(each) for each in numbers if isinstance(each, int)) > packages.LARGEST_SUM:
                sentence = _("En la tabla «{table}», «{column}» suma más de lo que puede ser.")
                yield sentence.format(table=table.name, column=column.name)


def _keys(rows: Rows, tables: tuple[packages.Table, ...]) -> Iterator[str]:
    known: dict[str, set[Cell]] = {}
    for table in tables:
        ids = [row[0] for row in rows[table.name]]
        known[table.name] = set(ids)
        if len(ids) != len(known[table.name]):
            yield _("En la tabla «{table}» hay una fila dos veces.").format(table=table.name)
        for index, column in enumerate(table.columns):
            if not column.refers_to:
                continue
            named = {row[index] for row in rows[table.name]} - {None}
            if not named <= known[column.refers_to]:
                sentence = _("En la tabla «{table}» se nombra algo que no está en «{other}».")
                yield sentence.format(table=table.name, other=column.refers_to)


_OF_YEAR = (
    ("money", "month"),
    ("premium_lots", "exported_on"),
    ("trainings", "held_on"),
    ("assemblies", "held_on"),
    ("closings", "last_day"),
)


def _days(package: Package) -> Iterator[str]:
    """What a package tells happened in its year."""
    year = f"{package.year:04d}-"
    for name, column in _OF_YEAR:
        table = next(table for table in packages.TABLES if table.name == name)
        index = table.index(column)
        if any(not str(row[index]).startswith(year) for row in package.rows[name]):
            yield _("En la tabla «{table}» hay fechas que no son de su año.").format(table=name)


def _money(rows: Rows) -> Iterator[str]:
    """Funds add up, and are the sums of the lines; so is what each project spent."""
    moved: dict[tuple[Cell, str], int] = defaultdict(int)
    spent: dict[Cell, int] = defaultdict(int)
    for line in packages.as_dicts(rows, packages.MONEY):
        moved[line["fund_id"], line["flow"]] += line["soles"]
        if line["flow"] == "out" and line["project_id"] is not None:
            spent[line["project_id"]] -= line["soles"]
    for fund in packages.as_dicts(rows, packages.FUNDS):
        key = fund["id"]
        after = fund["opening"] + fund["income"] - fund["spent"] + fund["exchange"] + fund["capital"]
        exchanged = moved[key, "transfer"] + moved[key, "exchange"]
        of_lines = moved[key, "in"], -moved[key, "out"], exchanged, moved[key, "capital"]
        if after != fund["closing"] or of_lines != (fund["income"], fund["spent"], fund["exchange"], fund["capital"]):
            yield _("El fondo «{name}» no suma lo que dicen sus líneas.").format(name=fund["name"])
    for project in packages.as_dicts(rows, packages.PROJECTS):
        if project["spent"] != spent[project["id"]]:
            yield _("El proyecto «{name}» no suma lo que dicen sus líneas.").format(name=project["name"])
