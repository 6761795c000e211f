"""The office itself: the cooperative's profile, who works here, accounts, funds, headings, numbers of the books."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ananea_desktop.domain.cooperative import COOPERATIVE
from ananea_desktop.domain.errors import InvalidRecord
from ananea_desktop.domain.fields import Values
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.projects import FIRST_HEADINGS
from ananea_desktop.domain.receipts import SIGNED_KINDS, Letterhead, ReceiptKind
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations.acts import changing
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.records import read_or_refuse
from ananea_desktop.operations.rights import needs
from ananea_desktop.storage import lists, receipts, records, rows
from ananea_desktop.storage import office as store
from ananea_desktop.storage.data_file import Connection

LARGEST_LOGO = 2 * 1024 * 1024
"""Bytes."""


def is_set_up(books: Books) -> bool:
    """False on a new file, until the cooperative's profile has been given."""
    return store.has_rows(books.db, "cooperative")


def profile(books: Books) -> rows.Row:
    """The cooperative's profile as a row. Raises LookupError before it is given."""
    return records.get(books.db, COOPERATIVE, 1)


def given_profile(books: Books) -> rows.Row | None:
    """The profile; None before it is given."""
    return profile(books) if is_set_up(books) else None


FIRST_THINGS = ("profile", "accounts", "two_accounts", "till", "bank", "funds")
"""What a page may need before it can be filled in."""


def lacking(books: Books, *needed: str) -> str:
    """The first of FIRST_THINGS that is needed and not there; empty where nothing is lacking.

    The profile is needed for anything, and gives the first till and funds.
    """
    accounts = store.accounts(books.db)
    there = {
        "profile": is_set_up(books),
        "accounts": bool(accounts),
        "two_accounts": len(accounts) > 1,
        "till": any(row["kind"] == "till" for row in accounts),
        "bank": any(row["kind"] == "bank" for row in accounts),
        "funds": store.has_rows(books.db, "funds"),
    }
    return next((each for each in ("profile", *needed) if not there[each]), "")


@needs(Right.OFFICE)
def save_profile(
    books: Books, texts: Mapping[str, str], logo: bytes | None = None, confirmed: Collection[str] = ()
) -> None:
    """Gives or changes the profile; the first time it also makes what an office needs to begin.

    ``logo``: a PNG or JPEG; None keeps the present one, b"" takes it away. Raises InvalidRecord, and NeedsSecondPerson
    where the amount from which two people annul is raised.
    """
    values = read_or_refuse(COOPERATIVE, texts, books.today(), confirmed)
    is_new = not is_set_up(books)
    if not is_new:
        _refuse_looser(books, values["second_person_from"])
    with _saving_profile(books, values) as db:
        columns: dict[str, Any] = {}
        if logo is not None:
            columns["logo_sha256"] = _keep_logo(books, logo) if logo else None
        if is_new:
            rows.insert(db, "cooperative", {"id": 1, **values, **columns})
            _begin(books, str(values["treasurer_name"]), str(values["treasurer_title"]))
        else:
            records.change(db, COOPERATIVE, 1, values, **columns)


@contextmanager
def _saving_profile(books: Books, values: Values) -> Iterator[Connection]:
    """The act; what asks for two people, and how the program begins, is not undone by one with Ctrl+Z."""
    if not is_set_up(books) or values["second_person_from"] != profile(books)["second_person_from"]:
        with books.act() as db:
            yield db
    else:
        with changing(books, _("el cambio en los datos de la cooperativa")) as db:
            yield db


def _refuse_looser(books: Books, limit: object) -> None:
    """One alone does not do away with what asks for two: more is annulled by one person only with another's yes."""
    before = profile(books)["second_person_from"]
    if before is not None and (not isinstance(limit, int) or limit > before):
        from ananea_desktop.operations import second_person  # which nothing else of the office needs

        second_person.taken(books, _("anular importes mayores con una sola persona"))


def _keep_logo(books: Books, image: bytes) -> str:
    if len(image) > LARGEST_LOGO:
        raise InvalidRecord(_("El logo no se guardó."), {"logo": _("El logo pesa más de 2 MB. Use uno más pequeño.")})
    if not image.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")):
        raise InvalidRecord(_("El logo no se guardó."), {"logo": _("El logo debe ser una imagen PNG o JPG.")})
    return store.keep_logo(books.db, image)


def _begin(books: Books, treasurer: str, title: str) -> None:
    """The four headings, the two funds and a till; all of them can be renamed or added to."""
    db = books.db
    for name in FIRST_HEADINGS:
        rows.insert(db, "headings", {"name": name})
    rows.insert(db, "funds", {"name": N_("Prima Fairtrade"), "kind": "premium"})
    rows.insert(db, "funds", {"name": N_("Fondos propios"), "kind": "own"})
    rows.insert(
        db,
        "accounts",
        {"name": N_("Caja"), "kind": "till", "currency": "PEN", "bank": "", "account_number": ""},
    )
    from ananea_desktop.operations import people  # which needs the profile

    people.begin(db, _usual_name(treasurer), title, books.now())


def _usual_name(signed: str) -> str:
    """«Ccama Condori, Rosa», as it is signed, is called Rosa Ccama."""
    surnames, comma, given = signed.partition(",")
    return f"{given.split()[0]} {surnames.split()[0]}" if comma and given.split() and surnames.split() else signed


def letterhead(books: Books) -> Letterhead:
    """The profile as it is printed today; a receipt keeps the one it was issued with."""
    row = store.profile_with_logo(books.db)
    if row is None:
        raise InvalidRecord(_("Primero anote los datos de la cooperativa: salen en todos los papeles."), {})
    return Letterhead(
        name=row["name"],
        ruc=row["ruc"],
        address=row["address"],
        place=row["place"],
        treasurer_name=row["treasurer_name"],
        treasurer_document=row["treasurer_document"] and f"DNI {row['treasurer_document']}",
        treasurer_title=row["treasurer_title"],
        president_name=row["president_name"],
        president_document=row["president_document"] and f"DNI {row['president_document']}",
        logo=row["logo"],
        is_sample=row["is_sample"] == "yes",
    )


def logo_key(books: Books) -> str | None:
    """The SHA-256 of today's logo, under which the file keeps it."""
    return store.logo_key(books.db)


def choices(books: Books) -> dict[str, list[tuple[int, str]]]:
    """Id and name of every row of the short lists that forms choose from, by table."""
    tables = ("accounts", "funds", "headings", "premium_projects")
    return {table: list(lists.references_of(books.db, table)) for table in tables}


def next_numbers(books: Books) -> dict[ReceiptKind, tuple[int, bool]]:
    """The number each paper book gives next, and whether it can still be set (no receipt of its series issued yet)."""
    found = {}
    for kind in SIGNED_KINDS:
        series, number = receipts.next_number(books.db, kind, books.today())
        found[kind] = number, not receipts.has_receipts(books.db, kind, series)
    return found


@needs(Right.OFFICE)
def set_first_number(books: Books, kind: ReceiptKind, text: str) -> None:
    """Where the paper book in use left off; possible until the first receipt of the series. Raises InvalidRecord."""
    series, _number = receipts.next_number(books.db, kind, books.today())
    if receipts.has_receipts(books.db, kind, series):
        raise InvalidRecord(
            _("La numeración ya empezó."), {"number": _("Ya hay recibos emitidos: el número no se puede cambiar.")}
        )
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:9]) <= 999_999 or len(text) > 6:
        raise InvalidRecord(_("Revise el número."), {"number": _("Escriba un número de 1 a 999999.")})
    with books.act() as db:
        receipts.set_first_number(db, kind, books.today(), int(text))


def receipt_choices(books: Books) -> dict[str, object]:
    """``currencies`` and ``account_kinds`` of the accounts by their id as text, and the ids of the Premium's funds."""
    accounts = store.accounts(books.db)
    return {
        "currencies": {str(row["id"]): row["currency"] for row in accounts},
        "account_kinds": {str(row["id"]): row["kind"] for row in accounts},
        "premium_funds": [str(each) for each in store.premium_funds(books.db)],
    }


def frozen_letterhead(books: Books) -> rows.Row:
    """Who issues a paper about a member, as it stands in the paper's own row from then on."""
    head = letterhead(books)
    return {
        "cooperative_name": head.name,
        "cooperative_ruc": head.ruc,
        "cooperative_address": head.address,
        "place": head.place,
        "treasurer_name": head.treasurer_name,
        "treasurer_document": head.treasurer_document,
        "treasurer_title": head.treasurer_title,
        "president_name": head.president_name,
        "president_document": head.president_document,
        "logo_sha256": logo_key(books),
        "is_sample": "yes" if head.is_sample else "no",
    }
