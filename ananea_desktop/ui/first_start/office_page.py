"""The cooperative: what stands on every paper; the one page that cannot be passed over."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.cooperative import COOPERATIVE
from ananea_desktop.domain.language import N_
from ananea_desktop.operations.first_start import Begun
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.first_start.page import GuidePage
from ananea_desktop.ui.page_head import PageHead
from ananea_desktop.ui.profile_form import ProfileForm

_ASKED = "name ruc address place treasurer_name treasurer_document treasurer_title".split()
_FIRST = replace(
    COOPERATIVE,
    fields=tuple(
        replace(field, section="") if field.name == "name" else field
        for field in COOPERATIVE.fields
        if field.name in _ASKED
    ),
)


class _Form(ProfileForm):
    """The fields a beginner can answer, without a head and a foot of their own; the others keep what they have."""

    def __init__(self, desk: Desk) -> None:
        self._others: dict[str, str] = {}
        super().__init__(desk, _FIRST)

    def _head(self, title: str, back: str) -> PageHead:
        row = super()._head(title, back)
        _hide(row)
        row.setContentsMargins(0, 0, 0, 0)
        return row

    def _foot(self) -> QHBoxLayout:
        row = super()._foot()
        _hide(row)
        row.setContentsMargins(0, 0, 0, 0)
        return row

    def add_parts(self, column: QVBoxLayout) -> None:
        """The logo waits for the whole form, in the menu."""

    def texts(self) -> dict[str, str]:
        return self._others | super().texts()

    def keep_others(self, texts: dict[str, str]) -> None:
        self._others = {name: text for name, text in texts.items() if name not in _ASKED}

    def leave(self) -> None:
        self.keep_typed()

    def _start_over(self) -> None:
        """Here one stays, with what is proposed."""
        self._forget_typed(then=self.open_new)


def _hide(row: QHBoxLayout) -> None:
    for place in range(row.count()):
        item = row.itemAt(place)
        part = item.widget() if item is not None else None
        if part is not None:
            part.hide()


class OfficePage(GuidePage):
    """``saved_first`` when the office has its data for the first time."""

    saved_first = Signal()
    name = "office"
    step = N_("La cooperativa")
    question = N_("¿Cuál es su cooperativa y quién firma?")
    why = N_("Sale impreso en todos los recibos y papeles. Cópielo de la ficha RUC; después puede cambiarlo.")

    def body(self, column: QVBoxLayout) -> None:
        self.form = _Form(self.desk)
        self.form.saved.connect(self._take_saved)
        self._is_open = False
        self._was_there = False
        column.addWidget(self.form, 1)

    def show_begun(self, begun: Begun) -> None:
        if self._is_open:
            return
        self._is_open = True
        self._was_there = begun.profile is not None
        if begun.profile is None:
            self.form.keep_others({field.name: field.default for field in COOPERATIVE.fields})
            self.form.open_new()
        else:
            texts = COOPERATIVE.texts(begun.profile)
            self.form.keep_others(texts)
            self.form.open_record(1, {"texts": texts})

    def first_field(self) -> QWidget:
        return self.form.rows["ruc" if not self._was_there else "name"].field

    def go_on(self) -> None:
        self.form.save()

    def _take_saved(self, _record_id: int) -> None:
        if not self._was_there:
            self._was_there = True
            self.saved_first.emit()
        self.done.emit()

    def leave(self) -> None:
        self.form.keep_typed()
