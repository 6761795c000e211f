"""The card beside the copies: how old the last one outside is, who has the keys, and how the trials went."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ananea_desktop.domain.dates import day_of_moment, format_date
from ananea_desktop.domain.language import _, plural
from ananea_desktop.operations.copying import LATE_DAYS, LATE_RECEIPTS, CopyState, FoundCopy
from ananea_desktop.ui.buttons import link_button
from ananea_desktop.ui.card import Card, Fact, Facts, SectionHeader
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.labels import label


class CopiesCard(Card):
    """``opening_wanted`` when a sealed copy is to be opened with the key on paper."""

    opening_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._state: CopyState | None = None
        self._copies: list[FoundCopy] = []

    def show_copies(self, copies: list[FoundCopy]) -> None:
        """What is on the memory that was chosen."""
        self._copies = copies
        if self._state is not None:
            self.show_state(self._state)

    def newest_sealed(self) -> FoundCopy | None:
        """Of the memory that was chosen."""
        return next((each for each in self._copies if each.is_sealed and not each.problem), None)

    def show_state(self, state: CopyState) -> None:
        self._state = state
        self.empty()
        self.add(SectionHeader(_("La última copia fuera de aquí"), None, ""))
        self.add(Facts(_facts(state)))
        self.add(SectionHeader(_("Llaves de las copias"), None, ""), above=16)
        self.add(label(_key_words(state), "error" if not state.holders else "text", wrap=True))
        keys = link_button(_("Hacer las llaves…") if not state.holders else _("Ver las llaves…"))
        keys.setObjectName("open_keys")
        keys.clicked.connect(self._open_keys)
        self.add(keys)
        self.add(SectionHeader(_("Pruebas"), None, ""), above=16)
        self.add(label(_trial_words(state), "error" if _is_bad(state) else "text", wrap=True))
        if self.newest_sealed() is not None:
            words = _("Una vez al año pruebe que la llave del papel abre las copias.")
            self.add(label(words, "error" if state.is_to_be_opened else "secondary", wrap=True), above=8)
            opening = link_button(_("Probar la llave del papel…"))
            opening.setObjectName("try_key")
            opening.clicked.connect(self.opening_wanted)
            self.add(opening)

    def _open_keys(self) -> None:
        from ananea_desktop.ui.keys_page import open_keys

        open_keys(self.desk)


def _facts(state: CopyState) -> list[Fact]:
    if state.made_on is None:
        return [Fact(_("Copia"), _("Ninguna todavía"), "error" if state.is_late else "text")]
    role = "error" if state.is_late else "text"
    facts = [
        Fact(_("Copia"), _number_words(state)),
        Fact(_("Hecha el"), format_date(state.made_on), role),
        Fact(
            _("Desde entonces"),
            plural(_("1 documento"), _("{count} documentos"), state.receipts).format(count=state.receipts),
            role,
        ),
    ]
    if state.is_late:
        late = _("Haga una cada {days} días o cada {receipts} documentos.")
        facts.append(Fact("", late.format(days=LATE_DAYS, receipts=LATE_RECEIPTS), "error"))
    return facts


def _number_words(state: CopyState) -> str:
    number = state.name if state.number is None else _("N.º {number}").format(number=f"{state.number:06d}")
    return _("{number}, sellada").format(number=number) if state.is_sealed else number


def _key_words(state: CopyState) -> str:
    if not state.holders:
        return _(
            "Las copias en USB van sin llave: quien encuentre la memoria puede leerlo todo, con los datos de los"
            " socios."
        )
    if state.holders == 1:
        return _("Las copias en USB van selladas, y solo una persona tiene la llave: nombre otra, por si se pierde.")
    return _("Las copias en USB van selladas. {count} personas tienen la llave, cada una en su papel.").format(
        count=state.holders
    )


def _is_bad(state: CopyState) -> bool:
    return state.trial is not None and bool(state.trial["problem"])


def _trial_words(state: CopyState) -> str:
    if state.trial is None:
        return _("Cada mes el programa prueba por sí solo que la copia de esta computadora se puede recuperar.")
    if state.trial["problem"]:
        return str(state.trial["problem"])
    day = day_of_moment(state.trial["checked_at"])
    return _("El {day} se probó una copia de esta computadora: se recupera entera.").format(day=format_date(day))
