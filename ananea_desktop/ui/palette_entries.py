"""What «Buscar todo» offers beside records: tabs, what is done in them, the menu, papers, and the page in sight."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QWidget
from shiboken6 import isValid

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.receipts import KIND_TITLES, ReceiptKind
from ananea_desktop.domain.rights import Right, rights_over
from ananea_desktop.operations.finding import Found
from ananea_desktop.ui import main_actions, personal
from ananea_desktop.ui.buttons import Button
from ananea_desktop.ui.card import CardLine
from ananea_desktop.ui.desk import Desk

if TYPE_CHECKING:
    from ananea_desktop.ui.main_window import MainWindow

RECENT = N_("Vistos hace poco")
HERE = N_("En esta página")
ACTIONS = N_("Qué hacer")
PLACES = N_("Ir a")
PAPERS = N_("Papeles y listas")
MANUAL = N_("En el manual")

GROUPS = {
    "members": (N_("Socios y trabajadores"), "user"),
    "receipts": (N_("Recibos y documentos"), "receipt"),
    "purchases": (N_("Compras"), "shopping-cart"),
    "suppliers": (N_("Proveedores"), "storefront"),
    "premium_projects": (N_("Proyectos de Prima"), "tree"),
    "training_sessions": (N_("Capacitaciones"), "chalkboard-teacher"),
    "assemblies": (N_("Asambleas"), "users-three"),
    "items": (N_("Artículos"), "package"),
    "hand_outs": (N_("Entregas de equipo"), "hand"),
    "fixed_assets": (N_("Activos fijos"), "barcode"),
    "quotation_requests": (N_("Cotizaciones"), "list-bullets"),
    "premium_incomes": (N_("Lotes con Prima"), "coin"),
    "mandatory_topics": (N_("Temas obligatorios"), "list-bullets"),
    "accounts": (N_("Cuentas"), "bank"),
    "funds": (N_("Fondos"), "coin"),
    "headings": (N_("Rubros de proyectos"), "tree"),
}
"""How the records of a table are headed, and their icon."""

NEW = {
    "members": N_("Nuevo socio"),
    "training_sessions": N_("Nueva capacitación"),
    "purchases": N_("Nueva compra"),
    "suppliers": N_("Nuevo proveedor"),
    "premium_projects": N_("Nuevo proyecto"),
    "assemblies": N_("Nueva asamblea"),
    "items": N_("Nuevo artículo"),
    "quotation_requests": N_("Nuevo pedido"),
    "fixed_assets": N_("Nuevo activo"),
    "premium_incomes": N_("Nuevo lote"),
    "positions": N_("Nuevo cargo"),
    "committee_sessions": N_("Nueva sesión"),
}
"""The words of the button of each list (a test holds them the same): its module is not imported for them."""


OTHER_WORDS = {
    "presentation": N_("diapositivas, proyector"),
    "lock": N_("candado"),
    "appearance": N_("letras grandes, tamaño, colores oscuros, idioma, inglés, Language, English"),
    "manual": N_("ayuda"),
    "shortcuts": N_("ayuda, teclado"),
    "profile": N_("RUC, logotipo, quién firma"),
    "users": N_("clave, contraseña, usuario"),
    "accounts": N_("caja, banco"),
    "numbers": N_("talonario"),
    "papelera": N_("borrado, recuperar una ficha"),
    "copy": N_("USB, memoria, guardar"),
    "restore": N_("USB, memoria"),
}
"""What people call an entry of the menu beside what stands there."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of the palette; all its words are already of the language in use."""

    group: str
    title: str
    icon: str
    open: Callable[[], object]
    detail: str = ""
    keys: str = ""
    more: str = ""
    """Words it is found by too."""
    rank: int = 0


class _Act(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def right(self) -> Right | None: ...
    @property
    def open(self) -> Callable[[QWidget, Desk], object]: ...


def of_record(found: Found, desk: Desk, group: str = "") -> Entry:
    """The line of a record; its number of a person as it may be seen now."""
    title, icon = GROUPS[found.table]
    return Entry(
        group=group or _(title),
        title=found.title,
        icon=icon,
        open=partial(desk.record_wanted.emit, found.table, found.id),
        detail=" · ".join(filter(None, (found.detail, personal.number(found.personal)))),
        rank=found.rank,
    )


def of_papers(papers: Iterable[tuple[str, str, str]], desk: Desk) -> list[Entry]:
    """The lines of all lists and reports, as ``operations.finding.papers`` gives them."""
    return [
        Entry(
            group=_(PAPERS),
            title=title,
            icon="printer",
            open=partial(desk.paper_wanted.emit, name),
            detail=description,
            more=f"{description} {name}",
        )
        for name, title, description in papers
    ]


def of_manual(sections: Iterable[tuple[str, str, str]], window: "MainWindow") -> list[Entry]:
    """The lines of the manual's headings, as ``operations.manual.headings`` gives them; after all else."""
    return [
        Entry(
            group=_(MANUAL),
            title=title,
            icon="book-open",
            open=partial(window.open_manual, place),
            detail=chapter,
            more=chapter,
        )
        for place, title, chapter in sections
    ]


def of_page(page: QWidget) -> list[Entry]:
    """What can be pressed on the page in sight: its buttons, and what the card of the chosen record offers."""
    found: dict[str, Entry] = {}
    for button in page.findChildren(QAbstractButton):
        name = button.accessibleName() or button.text()
        if not (name and isinstance(button, Button | CardLine) and button.isVisible() and button.isEnabled()):
            continue
        if isinstance(button, CardLine) and not button.is_clickable:
            continue
        if isinstance(button, Button) and button.menu_entries is not None:
            for each in _of_menu_on(button):
                found.setdefault(each.title, each)
        keys = button.shown_keys if isinstance(button, Button) else ""
        icon = button.icon_name or "cursor"
        found.setdefault(
            name, Entry(group=_(HERE), title=name, icon=icon, open=partial(_press, button), keys=keys, rank=1)
        )
    return list(found.values())


def _of_menu_on(button: Button) -> Iterator[Entry]:
    assert button.menu_entries is not None
    for _name, text, work in button.menu_entries():
        if text:
            yield Entry(group=_(HERE), title=_clear(_(text)), icon="caret-right", open=work, rank=1)


def _press(button: QAbstractButton) -> None:
    if isValid(button) and button.isEnabled():
        button.click()


def of_program(window: "MainWindow") -> list[Entry]:
    """Tabs, what is done in them and the menu of the window, as far as whoever is working may do it."""
    from ananea_desktop.ui.main_window import TITLES

    tabs = [
        Entry(group=_(PLACES), title=_(title), icon="arrow-right", open=partial(window.show_tab, n), keys=keys)
        for n, title in enumerate(TITLES)
        for keys in [f"Ctrl+{n + 1}"]
    ]
    return [*tabs, *_of_menu(window), *_new_ones(window.desk), *_of_acts(window)]


def _of_menu(window: "MainWindow") -> Iterator[Entry]:
    sections = {action.name: section.title for section in main_actions.SECTIONS for action in section.actions}
    for name, action in window.actions_by_name.items():
        if name != "find" and action.isVisible() and action.isEnabled():
            section = sections.get(name, "")
            yield Entry(
                group=_(ACTIONS),
                title=_clear(action.text()),
                icon="list",
                open=partial(_trigger, action),
                detail=_(section) if section else "",
                keys=action.shortcut().toString(),
                more=_(OTHER_WORDS[name]) if name in OTHER_WORDS else "",
            )


def _trigger(action: QAction) -> None:
    if isValid(action) and action.isEnabled():
        action.trigger()


def _new_ones(desk: Desk) -> Iterator[Entry]:
    if desk.may(Right.MONEY):
        for kind, icon, more in (
            (ReceiptKind.IN, "arrow-down-left", _("Emitir recibo nuevo, cobrar")),
            (ReceiptKind.OUT, "arrow-up-right", _("Emitir recibo nuevo, pagar, gasto")),
        ):
            title = _(KIND_TITLES[kind])
            yield Entry(
                group=_(ACTIONS), title=title, icon=icon, open=partial(desk.want_empty_receipt, kind), more=more
            )
    for table, text in NEW.items():
        if desk.may(*rights_over(table)):
            yield Entry(group=_(ACTIONS), title=_(text), icon="plus", open=partial(desk.record_wanted.emit, table, -1))


def _of_acts(window: "MainWindow") -> Iterator[Entry]:
    """The entries of the menus of the tabs; one that stands in two of them comes once."""
    from ananea_desktop.ui import cash_acts, equipment_acts, member_acts, premium_acts

    desk = window.desk
    acts: list[tuple[str, Iterable[_Act]]] = [
        (N_("Caja y recibos"), desk.offered(cash_acts.BOOK_ACTS)),
        (N_("Socios"), desk.offered((*member_acts.MONEY_ACTS, *member_acts.MORE_ACTS))),
        (N_("Compras y equipos"), desk.offered(equipment_acts.EQUIPMENT_ACTS)),
    ]
    seen = {_clear(action.text()) for action in window.actions_by_name.values()}
    for tab, offered in acts:
        for act in offered:
            title = _clear(_(act.text)) if act.text else ""
            if title and title not in seen:
                seen.add(title)
                opens = partial(act.open, window, desk)
                yield Entry(group=_(ACTIONS), title=title, icon="caret-right", open=opens, detail=_(tab))
    for each in premium_acts.PREMIUM_ACTS:
        yield Entry(
            group=_(ACTIONS),
            title=_clear(_(each.text)),
            icon="caret-right",
            open=partial(each.open, desk),
            detail=_("Proyectos de Prima"),
        )


def _clear(text: str) -> str:
    """The words of an entry of a menu, without its marks and keys."""
    return text.partition("\t")[0].replace("&&", "&").removesuffix("…")
