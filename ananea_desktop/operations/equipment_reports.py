"""The papers of equipment: what is in the store, what moved, to whom it went, what is to be renewed."""

from ananea_desktop.documents.listing import DATE, QUANTITY, Column, Listing
from ananea_desktop.domain.dates import days_of
from ananea_desktop.domain.hand_outs import CONDITIONS_SHORT, HAND_OUTS, REASONS
from ananea_desktop.domain.items import ITEM_CATEGORIES, ITEMS, read_sizes
from ananea_desktop.domain.language import N_, _
from ananea_desktop.operations import office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.languages import in_language
from ananea_desktop.operations.stock_words import movement_words
from ananea_desktop.storage import hand_outs as hand_out_store
from ananea_desktop.storage import records, stock

HAND_OUTS_TITLE = N_("Entregas de equipos")
HAND_OUTS_DESCRIPTION = N_("Cada cosa entregada, devuelta o donada, con su documento y cuándo renovarla")
STOCK_TITLE = N_("Almacén: qué hay de cada artículo")
STOCK_DESCRIPTION = N_("El almacén por artículo y talla, y lo que está bajo el mínimo")


def stock_list(books: Books, year: int | None) -> Listing:
    """Each item and size with what there is of it, and how much less than the minimum."""
    counted = stock.whole(books.db)
    moved: dict[int, list[str]] = {}
    for (item_id, size), quantity in counted.items():
        if quantity:
            moved.setdefault(item_id, []).append(size)
    rows = []
    for item in stock.items(books.db, limit=-1):
        named = dict.fromkeys((*(read_sizes(item["sizes"]) or ("",)), *moved.get(item["id"], ())))
        lacking = max(0, (item["minimum_stock"] or 0) - item["stock"]) if item["state"] == "active" else 0
        for number, size in enumerate(named):
            first = number == 0
            rows.append(
                (
                    item["name"],
                    _(ITEM_CATEGORIES[item["category"]]),
                    size,
                    _(item["unit"]),
                    counted.get((item["id"], size), 0),
                    item["minimum_stock"] if first else None,
                    lacking or None if first else None,
                )
            )
    return Listing(
        name="almacen",
        title=_(STOCK_TITLE),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("Artículo"), weight=3),
            Column(_("Clase"), weight=1.4),
            Column(_("Talla"), weight=0.8),
            Column(_("Unidad"), weight=0.9),
            Column(_("Hay"), QUANTITY),
            Column(_("Mínimo"), QUANTITY),
            Column(_("Falta"), QUANTITY),
        ),
        rows=rows,
        notes=(
            _("Es la suma de lo recibido, lo entregado, lo devuelto y lo ajustado. El mínimo es de todas las tallas."),
        ),
    )


def kardex(books: Books, item_id: int) -> Listing:
    """What came and went of an item, with the balance after each. Raises LookupError."""
    item = records.get(books.db, ITEMS, item_id)
    balance, came, went = 0, 0, 0
    rows = []
    for row in stock.movements(books.db, item_id):
        quantity = row["quantity"]
        balance += quantity
        came, went = came + max(0, quantity), went + max(0, -quantity)
        into, out = (quantity, None) if quantity > 0 else (None, -quantity)
        rows.append((row["moved_on"], movement_words(row), row["size"], into, out, balance))
    return Listing(
        name=f"kardex-{item_id}",
        title=_("Kardex: {name}").format(name=item["name"]),
        subtitle=_("Se cuenta por {unit}").format(unit=_(item["unit"])),
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("Fecha"), DATE),
            Column(_("Documento"), weight=4),
            Column(_("Talla"), weight=0.8),
            Column(_("Entra"), QUANTITY),
            Column(_("Sale"), QUANTITY),
            Column(_("Queda"), QUANTITY),
        ),
        rows=rows,
        totals=(None, _("Total"), None, came, went, balance),
    )


def kardex_file(books: Books, item_id: int, language: str, form: str) -> bytes:
    """The kardex as ``pdf``, ``xlsx`` or ``csv``, in ``es`` or ``en``."""
    from ananea_desktop.operations.reports import listing_file

    with in_language(language):
        return listing_file(kardex(books, item_id), form)


def hand_out_list(books: Books, year: int | None) -> Listing:
    """Every line that was handed out, given back or donated, with its document; the annulled ones say so."""
    rows = [
        (
            row["handed_on"],
            HAND_OUTS.name_of(row),
            row["person_name"] or row["receiver_name"],
            row["item_name"],
            row["size"],
            row["quantity"],
            _("ANULADO") if row["annulled_on"] else _({**REASONS, **CONDITIONS_SHORT}.get(row["reason"], "")),
            row["renew_on"],
        )
        for row in hand_out_store.all_lines(books.db, *days_of(year))
    ]
    return Listing(
        name="entregas-equipo" if year is None else f"entregas-equipo-{year}",
        title=_(HAND_OUTS_TITLE),
        subtitle=_("Año {year}").format(year=year) if year is not None else "",
        letterhead=office.letterhead(books),
        made_on=books.today(),
        columns=(
            Column(_("Fecha"), DATE),
            Column(_("Documento"), weight=1.6),
            Column(_("Nombre"), weight=2.4),
            Column(_("Artículo"), weight=2),
            Column(_("Talla"), weight=0.7),
            Column(_("Cantidad"), QUANTITY),
            Column(_("Motivo"), weight=1),
            Column(_("Renovar el"), DATE),
        ),
        rows=rows,
        landscape=True,
    )
