"""What the window's menu offers, as data: the menu is made from it, and whatever else lists or finds an action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Right


@dataclass(frozen=True)
class MainAction:
    """``rights``: whoever has one of them is offered it; everybody where there are none, as the lists are.

    ``office_list``: the list of the office that it shows, where that is all that it does.
    """

    name: str
    text: str
    shortcut: str = ""
    rights: tuple[Right, ...] = ()
    checkable: bool = False
    office_list: bool = False


@dataclass(frozen=True)
class Section:
    """A submenu; those of the first, without a title, stand in the menu itself."""

    title: str
    actions: tuple[MainAction, ...]


SECTIONS = (
    Section(
        "",
        (
            MainAction("find", N_("Buscar todo…"), "Ctrl+K"),
            MainAction("presentation", N_("Presentación para la asamblea…"), rights=(Right.RECORDS, Right.MONEY)),
            MainAction("charts", N_("Gráficos")),
            MainAction("lock", N_("Bloquear la pantalla"), "Ctrl+L"),
            MainAction("change_user", N_("Cambiar de persona…")),
            MainAction("hide_personal", N_("Ocultar datos personales"), checkable=True),
            MainAction("appearance", N_("Apariencia…")),
            MainAction("manual", N_("Manual"), "Shift+F1"),
            MainAction("shortcuts", N_("Teclas"), "F1"),
        ),
    ),
    Section(
        N_("La cooperativa"),
        (
            MainAction("guide", N_("Guía de los primeros pasos"), rights=(Right.OFFICE,)),
            MainAction("profile", N_("Datos de la cooperativa"), rights=(Right.OFFICE,)),
            MainAction("users", N_("Personas que usan el programa")),
            MainAction("accounts", N_("Cuentas"), office_list=True),
            MainAction("funds", N_("Fondos"), office_list=True),
            MainAction("numbers", N_("Primer número de los recibos…"), rights=(Right.OFFICE,)),
        ),
    ),
    Section(
        N_("Listas y tasas"),
        (
            MainAction("hand_outs", N_("Entregas de equipo"), office_list=True),
            MainAction("items", N_("Artículos y almacén"), office_list=True),
            MainAction("suppliers", N_("Proveedores"), office_list=True),
            MainAction("mandatory_topics", N_("Temas obligatorios de capacitación"), office_list=True),
            MainAction("accounting_codes", N_("Cuentas contables"), office_list=True),
            MainAction("legal_amounts", N_("Montos legales"), office_list=True),
            MainAction("tax_rates", N_("Tasas de impuestos"), office_list=True),
            MainAction("retention_rules", N_("Plazos de conservación"), office_list=True),
            MainAction("papelera", N_("Papelera…")),
        ),
    ),
    Section(
        N_("Copias y datos"),
        (
            MainAction("copy", N_("Copias de seguridad…"), rights=(Right.COPY,)),
            MainAction("restore", N_("Recuperar una copia…"), rights=(Right.RESTORE,)),
            MainAction("check", N_("Comprobar datos"), rights=(Right.COPY,)),
            MainAction("sample", N_("Probar con datos de muestra…")),
            MainAction("year_folder", N_("Todo un año para una auditoría…")),
            MainAction("year_package", N_("Paquete del año para la central…"), rights=(Right.COPY,)),
            MainAction("central", N_("Consolidado de la central…")),
        ),
    ),
)


def actions() -> tuple[MainAction, ...]:
    """All of them, in the order of the menu; how each is called here is ``MainAction.name``."""
    return tuple(action for section in SECTIONS for action in section.actions)


def with_keys(text: str, keys: str) -> str:
    """The text of an entry with its keys as the keyboard and the buttons have them: Qt would write «Control»."""
    return f"{text}\t{keys}" if keys else text


def fill_menu(menu: QMenu, window: QWidget, works: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Puts every action into the menu, and those with keys into the window, by name. What each does is ``works``."""
    made: dict[str, QAction] = {}
    for section in SECTIONS:
        place = menu.addMenu(_(section.title)) if section.title else menu
        for each in section.actions:
            action = place.addAction(with_keys(_(each.text), each.shortcut))
            action.setObjectName(each.name)
            action.setCheckable(each.checkable)
            action.triggered.connect(lambda _checked=False, work=works[each.name]: work())
            if each.shortcut:
                action.setShortcut(QKeySequence(each.shortcut))
                window.addAction(action)
            made[each.name] = action
    return made
