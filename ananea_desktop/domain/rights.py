"""Who may do what: the roles of an office, and the rights each one brings (reliability.md, 4.2)."""

from collections.abc import Iterable
from enum import StrEnum

from ananea_desktop.domain.language import N_


class Role(StrEnum):
    """What a person is in the office; one person may be several."""

    TREASURY = "treasury"
    RECORDS = "records"
    SUPERVISION = "supervision"
    ADMINISTRATION = "administration"


class Right(StrEnum):
    """What an operation asks of whoever is working."""

    OWN = "own"
    """What concerns nobody but the person: drafts, likings, the own password."""
    MONEY = "money"
    """Documents of money, debts, capital, the cash: issue, annul, count, reconcile."""
    RECORDS = "records"
    """Members, trainings, purchases, equipment, projects, assemblies."""
    CLOSE = "close"
    """Close a month or a year."""
    REOPEN = "reopen"
    APPROVE = "approve"
    """Be the second person: for what one alone may not do."""
    OFFICE = "office"
    """The cooperative's profile, accounts, funds, amounts of the law."""
    PEOPLE = "people"
    """Who works with the program, roles, keys of the copies."""
    COPY = "copy"
    """Make a copy, look at copies, check the data."""
    RESTORE = "restore"


ROLE_NAMES: dict[Role, str] = {
    Role.TREASURY: N_("Tesorería"),
    Role.RECORDS: N_("Registro"),
    Role.SUPERVISION: N_("Vigilancia"),
    Role.ADMINISTRATION: N_("Administración"),
}

ROLE_SENTENCES: dict[Role, str] = {
    Role.TREASURY: N_("Recibos, caja, deudas y aportaciones; cierra el mes."),
    Role.RECORDS: N_("Socios, capacitaciones, compras, proyectos y asambleas."),
    Role.SUPERVISION: N_("Mira y comprueba todo, no cambia nada, y autoriza."),
    Role.ADMINISTRATION: N_("Permisos, oficina y copias; también autoriza."),
}
"""What each one may do, as it is told where roles are given."""

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.TREASURY: frozenset({Right.OWN, Right.MONEY, Right.CLOSE, Right.COPY}),
    Role.RECORDS: frozenset({Right.OWN, Right.RECORDS, Right.COPY}),
    Role.SUPERVISION: frozenset({Right.OWN, Right.APPROVE, Right.COPY}),
    Role.ADMINISTRATION: frozenset(
        {Right.OWN, Right.OFFICE, Right.PEOPLE, Right.RESTORE, Right.REOPEN, Right.APPROVE, Right.COPY}
    ),
}

ALL_RIGHTS = frozenset(Right)

_OF_TABLES: dict[str, tuple[Right, ...]] = {
    **dict.fromkeys(("receipts", "premium_incomes", "premium_rates"), (Right.MONEY,)),
    **dict.fromkeys(("cooperative", "accounts", "funds", "headings"), (Right.OFFICE,)),
    **dict.fromkeys(("tax_rates", "legal_amounts", "accounting_codes", "retention_rules"), (Right.OFFICE,)),
    "users": (Right.PEOPLE,),
    "presentations": (Right.RECORDS, Right.MONEY),
}


def rights_over(table: str) -> tuple[Right, ...]:
    """Which rights let one change the rows of a table and what is attached to them; one of them is enough."""
    return _OF_TABLES.get(table, (Right.RECORDS,))


def rights_of(roles: Iterable[Role]) -> frozenset[Right]:
    """What all of the roles bring together."""
    return frozenset().union(*(RIGHTS[role] for role in roles))
