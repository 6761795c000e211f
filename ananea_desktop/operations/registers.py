"""The register of members of any day, who left, the directiva of a day, and lists to be signed by a selection."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ananea_desktop.documents.listing import BLANK, DATE, INTEGER, Column, GroupRow, Listing
from ananea_desktop.documents.listing import Row as ListRow
from ananea_desktop.domain.dates import format_date, long_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.fields import LONGEST_TEXT
from ananea_desktop.domain.identity import document_text
from ananea_desktop.domain.language import N_, _, plural
from ananea_desktop.domain.members import STATES, full_name
from ananea_desktop.domain.positions import BODIES
from ananea_desktop.domain.text import clean
from ananea_desktop.operations import member_cards, office, positions
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.records import problems_sentence
from ananea_desktop.storage import positions as position_store
from ananea_desktop.storage import registers as store
from ananea_desktop.storage.rows import Row

REGISTER = N_("Padrón de socios")
GONE_TITLE = N_("Quienes ya no son socios")
GONE_DESCRIPTION = N_("Retirados, excluidos y fallecidos: desde cuándo, por qué y con qué acta")
DIRECTORS = N_("Directiva")
DIRECTORS_DESCRIPTION = N_("Quién tiene cada cargo dirigencial en una fecha, con su período y su acta")
SIGNATURES = N_("Lista de firmas")
SIGNATURES_DESCRIPTION = N_("Todos los socios hábiles, con espacio para firmar")
AUXILIARY = N_("Reporte auxiliar; no sustituye al Libro Padrón legalizado.")
ROWS_OF_REGISTER = 34
"""On one A4 lying: all members of the cooperative on one sheet."""
ROWS_TO_SIGN = 25
MOST_BLANK = 100


def register(books: Books, _year: int | None) -> Listing:
    """The register of today."""
    return register_on(books, books.today())


def register_on(books: Books, day: date) -> Listing:
    """Who was a member on a day, with the state and the position of that day (domain.md §3.1)."""
    found = store.on_day(books.db, day)
    held = _positions(books, day)
    rows = [
        (
            row["number"],
            full_name(row),
            _document(row),
            _address(row),
            row["admitted_on"],
            held.get(row["id"], "") if row["id"] in held else _typed_position(books, row, day),
            _(STATES[row["state_then"]]),
            None,
        )
        for row in found
    ]
    active = sum(row["state_then"] == "active" for row in found)
    counted = plural(_("1 socio"), _("{count} socios"), len(rows)).format(count=len(rows))
    note = _("{counted}: {active} hábiles y {suspended} inhábiles.").format(
        counted=counted, active=active, suspended=len(rows) - active
    )
    return Listing(
        name=f"padron-{day.isoformat()}",
        title=_(REGISTER),
        subtitle=_("Al {day}").format(day=long_date(day)),
        columns=(
            Column(_("N.º"), INTEGER),
            Column(_("Apellidos y nombres"), weight=2.7),
            Column(_("Documento"), weight=1.15, personal=_("documento")),
            Column(_("Domicilio"), weight=2.2, personal=_("domicilio")),
            Column(_("Ingreso"), DATE),
            Column(_("Cargo dirigencial"), weight=1.9),
            Column(_("Estado"), weight=0.75),
            Column(_("Firma"), BLANK, weight=1.7),
        ),
        rows=rows,
        notes=(note,),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        landscape=True,
        foot=_(AUXILIARY),
        rows_to_page=ROWS_OF_REGISTER,
    )


def _positions(books: Books, day: date) -> dict[int, str]:
    """What everyone holds who ever had a position noted; nothing where none of them runs that day."""
    held = dict.fromkeys(position_store.ever_held(books.db), "")
    return held | positions.words_on(books, day)


def _typed_position(books: Books, row: Row, day: date) -> str:
    """What was typed on the person, of which nobody knows since when: it is of today only."""
    return str(row["position"]) if day == books.today() else ""


def _document(row: Row) -> str:
    return document_text(row["document_type"], row["document_number"])


def _address(row: Row) -> str:
    return ", ".join(part for part in (row["address"], row["community"]) if part)


def gone(books: Books, _year: int | None) -> Listing:
    """Who is a member no more."""
    rows = [
        (
            row["number"],
            full_name(row),
            _document(row),
            row["admitted_on"],
            _(STATES[row["state"]]),
            row["state_since"],
            row["reason"] or "",
            row["acta"] or "",
        )
        for row in store.gone(books.db)
    ]
    return Listing(
        name="ya-no-son-socios",
        title=_(GONE_TITLE),
        columns=(
            Column(_("N.º"), INTEGER),
            Column(_("Apellidos y nombres"), weight=2.5),
            Column(_("Documento"), weight=1.2, personal=_("documento")),
            Column(_("Ingreso"), DATE),
            Column(_("Estado"), weight=0.9),
            Column(_("Desde"), DATE),
            Column(_("Motivo"), weight=2),
            Column(_("Acta"), weight=2),
        ),
        rows=rows,
        letterhead=office.letterhead(books),
        made_on=books.today(),
        landscape=True,
        foot=_(AUXILIARY),
    )


def directors(books: Books, _year: int | None) -> Listing:
    """Who leads and watches today."""
    return directors_on(books, books.today())


def directors_on(books: Books, day: date) -> Listing:
    """Who led and watched on a day, body by body."""
    listed: list[ListRow] = []
    body = ""
    for row in position_store.on_day(books.db, day):
        if row["body"] != body:
            body = row["body"]
            listed.append(GroupRow(_(BODIES[body])))
        listed.append(
            (row["position"], row["member_name"], _document(row), row["starts_on"], row["ends_on"], row["acta"])
        )
    return Listing(
        name=f"directiva-{day.isoformat()}",
        title=_(DIRECTORS),
        subtitle=_("Al {day}").format(day=long_date(day)),
        columns=(
            Column(_("Cargo"), weight=1.4),
            Column(_("Apellidos y nombres"), weight=2.4),
            Column(_("Documento"), weight=1.2, personal=_("documento")),
            Column(_("Desde"), DATE),
            Column(_("Hasta"), DATE),
            Column(_("Acta"), weight=2),
        ),
        rows=listed,
        letterhead=office.letterhead(books),
        made_on=books.today(),
    )


@dataclass(frozen=True, kw_only=True)
class SignatureWish:
    """What a list to be signed is made of, as typed."""

    title: str = ""
    """On top; «Lista de firmas» where it is empty."""
    subtitle: str = ""
    members: Sequence[int] | None = None
    """Ids of who is on it; None: every socio hábil."""
    blank: str = "0"
    """Empty numbered rows under them."""


def signature_list(books: Books, wish: SignatureWish) -> Listing:
    """The list. Raises InvalidRecord for what was typed, UserError where nobody would be on it."""
    blank = _read_wish(wish)
    if wish.members is not None and not wish.members and not blank:
        raise UserError(_("Nadie está elegido. Marque a quiénes, o pida filas vacías."))
    people = [] if wish.members is not None and not wish.members else member_cards.people(books, wish.members)
    rows: list[ListRow] = [(number, full_name(row), _document(row), None) for number, row in enumerate(people, start=1)]
    rows += [(number, "", "", None) for number in range(len(people) + 1, len(people) + blank + 1)]
    return Listing(
        name="lista-de-firmas",
        title=clean(wish.title) or _(SIGNATURES),
        subtitle=clean(wish.subtitle) or _("Fecha: ____ / ____ / ________"),
        columns=(
            Column(_("N.º"), INTEGER),
            Column(_("Apellidos y nombres"), weight=2.4),
            Column(_("Documento"), weight=1, personal=_("documento") if people else ""),
            Column(_("Firma o huella"), BLANK, weight=1.7),
        ),
        rows=rows,
        letterhead=office.letterhead(books),
        made_on=books.today(),
        rows_to_page=ROWS_TO_SIGN,
    )


def _read_wish(wish: SignatureWish) -> int:
    problems = {}
    for name, text in (("title", wish.title), ("subtitle", wish.subtitle)):
        if len(clean(text)) > LONGEST_TEXT:
            problems[name] = _("Es demasiado largo. Acórtelo a 300 letras.")
    blank = clean(wish.blank) or "0"
    if not blank.isascii() or not blank.isdigit() or len(blank) > 4 or int(blank) > MOST_BLANK:
        problems["blank"] = _("Escriba de 0 a {most} filas vacías.").format(most=MOST_BLANK)
    if problems:
        raise InvalidRecord(problems_sentence(len(problems)), problems)
    return int(blank)


def people_to_choose(books: Books) -> list[Row]:
    """Members and workers of today, in alphabetical order, as rows of members."""
    return store.here(books.db)


def signature_file(books: Books, wish: SignatureWish, language: str, form: str) -> bytes:
    """The list as ``pdf``, ``xlsx`` or ``csv``, in ``es`` or ``en``; raises as ``signature_list``."""
    from ananea_desktop.operations import reports

    with in_language(language):
        return reports.listing_file(signature_list(books, wish), form)


def signatures_of_all(books: Books, _year: int | None) -> Listing:
    """Every socio hábil, to sign."""
    subtitle = _("Socios hábiles al {day}").format(day=format_date(books.today()))
    return signature_list(books, SignatureWish(subtitle=subtitle))
