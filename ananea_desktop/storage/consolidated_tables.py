"""The tables and views of a Central's consolidated file as data, from which SQLite's and PostgreSQL's are made.

Tables:

- ``central`` (id, name): whose file it is.
- ``cooperatives`` (code, name, since): whom the Central knows; ``cooperative_keys`` (public_key, code, registered_on,
  retired_on): by which keys it knows their packages.
- ``packages`` (code, year, number, made_at, sha256, public_key, is_sample, with_names, program): the one that holds of
  each cooperative and year, the greatest by (number, made_at, sha256).
- one for each table of a package (domain/packages.py: profile, funds, headings, projects, money, premium_lots,
  purchases, hand_outs, trainings, members, debts, assemblies, resolutions, closings, people), with ``code`` and
  ``year`` before its columns; its key is (code, year, id), and it goes with its package.

Views, in SQL that both understand (``VIEWS``): ``cooperative_years``, ``spent_by_heading``, ``money_by_month``,
``trainings_by_topic``, ``hand_outs_by_item``. Every amount is an integer in céntimos, cents or milligrams.

A loader makes ``statements(dialect)``, reads with package_reader.read_package, and where ``newest_wins`` says so takes
the old rows of that cooperative and year out and puts in ``package_values`` and of each of PACKAGE_TABLES
``values_of``.
"""

from collections.abc import Iterator
from typing import NamedTuple

from ananea_desktop.domain import packages
from ananea_desktop.domain.packages import Cell, Kind, Package, Table, Version

SQLITE, POSTGRESQL = "sqlite", "postgresql"
_TYPES = {
    SQLITE: {Kind.TEXT: "TEXT", Kind.INTEGER: "INTEGER", Kind.DATE: "TEXT", Kind.MONTH: "TEXT"},
    POSTGRESQL: {Kind.TEXT: "TEXT", Kind.INTEGER: "BIGINT", Kind.DATE: "DATE", Kind.MONTH: "TEXT"},
}
_AT_END = {SQLITE: " STRICT, WITHOUT ROWID", POSTGRESQL: ""}

PACKAGE_TABLES: tuple[Table, ...] = packages.TABLES
"""What follows a package in and out, in the order in which it can be put in."""


class OwnColumn(NamedTuple):
    name: str
    kind: Kind
    more: str = ""


_OWN: dict[str, tuple[tuple[OwnColumn, ...], str]] = {
    "central": (
        (
            OwnColumn("id", Kind.INTEGER, "NOT NULL CHECK (id = 1)"),
            OwnColumn("name", Kind.TEXT, "NOT NULL"),
        ),
        "PRIMARY KEY (id)",
    ),
    "cooperatives": (
        (
            OwnColumn("code", Kind.TEXT, "NOT NULL"),
            OwnColumn("name", Kind.TEXT, "NOT NULL"),
            OwnColumn("since", Kind.DATE, "NOT NULL"),
        ),
        "PRIMARY KEY (code)",
    ),
    "cooperative_keys": (
        (
            OwnColumn("public_key", Kind.TEXT, "NOT NULL"),
            OwnColumn("code", Kind.TEXT, "NOT NULL REFERENCES cooperatives (code)"),
            OwnColumn("registered_on", Kind.DATE, "NOT NULL"),
            OwnColumn("retired_on", Kind.DATE),
        ),
        "PRIMARY KEY (public_key)",
    ),
    "packages": (
        (
            OwnColumn("code", Kind.TEXT, "NOT NULL REFERENCES cooperatives (code)"),
            OwnColumn("year", Kind.INTEGER, "NOT NULL"),
            OwnColumn("number", Kind.INTEGER, "NOT NULL"),
            OwnColumn("made_at", Kind.TEXT, "NOT NULL"),
            OwnColumn("sha256", Kind.TEXT, "NOT NULL"),
            OwnColumn("public_key", Kind.TEXT, "NOT NULL REFERENCES cooperative_keys (public_key)"),
            OwnColumn("is_sample", Kind.TEXT, "NOT NULL CHECK (is_sample IN ('yes', 'no'))"),
            OwnColumn("with_names", Kind.TEXT, "NOT NULL CHECK (with_names IN ('yes', 'no'))"),
            OwnColumn("program", Kind.TEXT, "NOT NULL"),
        ),
        "PRIMARY KEY (code, year)",
    ),
}
PACKAGE_COLUMNS = tuple(column.name for column in _OWN["packages"][0])


def statements(dialect: str) -> Iterator[str]:
    """What makes an empty consolidated file, one statement after the other."""
    for name, (columns, key) in _OWN.items():
        parts = [f"{each.name} {_TYPES[dialect][each.kind]} {each.more}".rstrip() for each in columns]
        yield f"CREATE TABLE {name} ({', '.join([*parts, key])}){_AT_END[dialect]}"
    for table in PACKAGE_TABLES:
        yield _table_sql(table, dialect)
    for name, query in VIEWS.items():
        yield f"CREATE VIEW {name} AS {query}"


def _table_sql(table: Table, dialect: str) -> str:
    types = _TYPES[dialect]
    parts = [f"code {types[Kind.TEXT]} NOT NULL", f"year {types[Kind.INTEGER]} NOT NULL"]
    for column in table.columns:
        if table is packages.PROFILE and column.name in ("code", "year"):
            continue
        must = "" if column.is_optional and column.kind is not Kind.TEXT else " NOT NULL"
        parts.append(f"{column.name} {types[column.kind]}{must}")
    parts.append("PRIMARY KEY (code, year, id)")
    parts.append("FOREIGN KEY (code, year) REFERENCES packages (code, year) ON DELETE CASCADE")
    for column in table.columns:
        if column.refers_to:
            parts.append(f"FOREIGN KEY (code, year, {column.name}) REFERENCES {column.refers_to} (code, year, id)")
    return f"CREATE TABLE {table.name} ({', '.join(parts)}){_AT_END[dialect]}"


def columns_of(table: Table) -> tuple[str, ...]:
    """The names of its columns as they stand there, in the order of ``values_of``."""
    rest = (name for name in table.names if not (table is packages.PROFILE and name in ("code", "year")))
    return ("code", "year", *rest)


def values_of(package: Package, table: Table) -> Iterator[tuple[Cell, ...]]:
    """Its rows of one table, as they stand there."""
    for row in package.rows.get(table.name, ()):
        named = zip(table.names, row, strict=True)
        own = (cell for name, cell in named if not (table is packages.PROFILE and name in ("code", "year")))
        yield (package.code, package.year, *own)


def package_values(package: Package) -> tuple[Cell, ...]:
    """Its row in ``packages``."""
    said = ("yes" if flag else "no" for flag in (package.is_sample, package.with_names))
    version = package.version
    head = (package.code, package.year, version.number, version.made_at, version.sha256, package.public_key)
    return (*head, *said, package.program)


def newest_wins(known: Version | None, come: Version) -> bool:
    """Whether a package that has come takes the place of the one that is known: so it is the same in any order."""
    return known is None or come > known


_TRAINED = "women + men + unknown"

VIEWS = {
    # of each cooperative and year: céntimos of sol, cents of dollar, milligrams, thousandths of a unit
    "cooperative_years": f"""SELECT packages.code, packages.year, cooperatives.name, packages.number, packages.made_at,
            packages.is_sample, profile.last_day, profile.seal_hash,
            CAST(coalesce(fund.premium_opening, 0) AS BIGINT) AS premium_opening,
            CAST(coalesce(fund.premium_income, 0) AS BIGINT) AS premium_income,
            CAST(coalesce(fund.premium_spent, 0) AS BIGINT) AS premium_spent,
            CAST(coalesce(fund.premium_closing, 0) AS BIGINT) AS premium_closing,
            CAST(coalesce(fund.income, 0) AS BIGINT) AS income, CAST(coalesce(fund.spent, 0) AS BIGINT) AS spent,
            CAST(coalesce(lot.fine_mg, 0) AS BIGINT) AS fine_mg,
            CAST(coalesce(lot.usd_due, 0) AS BIGINT) AS usd_due,
            CAST(coalesce(lot.usd_received, 0) AS BIGINT) AS usd_received,
            CAST(coalesce(project.projects, 0) AS BIGINT) AS projects,
            CAST(coalesce(project.finished, 0) AS BIGINT) AS finished,
            CAST(coalesce(project.planned, 0) AS BIGINT) AS planned,
            CAST(coalesce(training.trainings, 0) AS BIGINT) AS trainings,
            CAST(coalesce(training.women, 0) AS BIGINT) AS trained_women,
            CAST(coalesce(training.men, 0) AS BIGINT) AS trained_men,
            CAST(coalesce(training.people, 0) AS BIGINT) AS trained,
            CAST(coalesce(handed.quantity, 0) AS BIGINT) AS handed_out,
            CAST(coalesce(person.members, 0) AS BIGINT) AS members,
            CAST(coalesce(person.women, 0) AS BIGINT) AS member_women,
            CAST(coalesce(person.workers, 0) AS BIGINT) AS workers,
            CAST(coalesce(debt.overdue, 0) AS BIGINT) AS overdue,
            CAST(coalesce(assembly.assemblies, 0) AS BIGINT) AS assemblies,
            coalesce(closed.closed_to, '') AS closed_to
        FROM packages JOIN cooperatives ON cooperatives.code = packages.code
        JOIN profile ON profile.code = packages.code AND profile.year = packages.year
        LEFT JOIN (SELECT code, year, sum(CASE WHEN kind = 'premium' THEN opening END) AS premium_opening,
                sum(CASE WHEN kind = 'premium' THEN income END) AS premium_income,
                sum(CASE WHEN kind = 'premium' THEN spent END) AS premium_spent,
                sum(CASE WHEN kind = 'premium' THEN closing END) AS premium_closing,
                sum(income) AS income, sum(spent) AS spent FROM funds GROUP BY code, year) AS fund
            ON fund.code = packages.code AND fund.year = packages.year
        LEFT JOIN (SELECT code, year, sum(fine_mg) AS fine_mg, sum(usd_due) AS usd_due,
                sum(usd_received) AS usd_received FROM premium_lots GROUP BY code, year) AS lot
            ON lot.code = packages.code AND lot.year = packages.year
        LEFT JOIN (SELECT code, year, count(*) AS projects,
                sum(CASE WHEN state = 'finished' THEN 1 ELSE 0 END) AS finished, sum(planned) AS planned
                FROM projects WHERE spent <> 0 OR state IN ('approved', 'under_way') GROUP BY code, year) AS project
            ON project.code = packages.code AND project.year = packages.year
        LEFT JOIN (SELECT code, year, count(*) AS trainings, sum(women) AS women, sum(men) AS men,
                sum({_TRAINED}) AS people FROM trainings GROUP BY code, year) AS training
            ON training.code = packages.code AND training.year = packages.year
        LEFT JOIN (SELECT code, year, sum(quantity) AS quantity FROM hand_outs WHERE kind = 'hand_out'
                GROUP BY code, year) AS handed
            ON handed.code = packages.code AND handed.year = packages.year
        LEFT JOIN (SELECT code, year, sum(CASE WHEN kind = 'member' THEN people END) AS members,
                sum(CASE WHEN kind = 'member' AND sex = 'f' THEN people END) AS women,
                sum(CASE WHEN kind = 'worker' THEN people END) AS workers
                FROM members WHERE state IN ('active', 'suspended') GROUP BY code, year) AS person
            ON person.code = packages.code AND person.year = packages.year
        LEFT JOIN (SELECT code, year, sum(overdue) AS overdue FROM debts
                WHERE currency = 'PEN' AND kind <> 'contribution' GROUP BY code, year) AS debt
            ON debt.code = packages.code AND debt.year = packages.year
        LEFT JOIN (SELECT code, year, count(*) AS assemblies FROM assemblies GROUP BY code, year) AS assembly
            ON assembly.code = packages.code AND assembly.year = packages.year
        LEFT JOIN (SELECT code, year, CAST(max(last_day) AS TEXT) AS closed_to FROM closings
                WHERE reopened = 'no' AND period = 'month' GROUP BY code, year) AS closed
            ON closed.code = packages.code AND closed.year = packages.year""",
    # what was spent, by heading; what belongs to no project has the heading ''
    "spent_by_heading": """SELECT money.code, money.year, coalesce(headings.name, '') AS heading,
            funds.kind AS fund_kind, CAST(-sum(money.soles) AS BIGINT) AS spent
        FROM money JOIN funds ON funds.code = money.code AND funds.year = money.year AND funds.id = money.fund_id
        LEFT JOIN projects ON projects.code = money.code AND projects.year = money.year
            AND projects.id = money.project_id
        LEFT JOIN headings ON headings.code = money.code AND headings.year = money.year
            AND headings.id = projects.heading_id
        WHERE money.flow = 'out' GROUP BY money.code, money.year, coalesce(headings.name, ''), funds.kind""",
    "money_by_month": """SELECT money.code, money.year, money.month, funds.kind AS fund_kind,
            CAST(sum(CASE WHEN flow = 'in' THEN soles ELSE 0 END) AS BIGINT) AS income,
            CAST(-sum(CASE WHEN flow = 'out' THEN soles ELSE 0 END) AS BIGINT) AS spent
        FROM money JOIN funds ON funds.code = money.code AND funds.year = money.year AND funds.id = money.fund_id
        GROUP BY money.code, money.year, money.month, funds.kind""",
    "trainings_by_topic": f"""SELECT code, year, topic, count(*) AS trainings, CAST(sum(minutes) AS BIGINT) AS minutes,
            CAST(sum(women) AS BIGINT) AS women, CAST(sum(men) AS BIGINT) AS men,
            CAST(sum({_TRAINED}) AS BIGINT) AS people
        FROM trainings GROUP BY code, year, topic""",
    "hand_outs_by_item": """SELECT code, year, item, category, unit, CAST(sum(quantity) AS BIGINT) AS quantity
        FROM hand_outs WHERE kind = 'hand_out' GROUP BY code, year, item, category, unit""",
}
