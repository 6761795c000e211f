"""By what the list of receipts is narrowed: account, fund, project and days; the search field stands elsewhere."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.operations.receipt_list import ReceiptFilter
from ananea_desktop.ui import theme
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.labels import label


class ReceiptFilters(QWidget):
    """``changed`` when a person chose otherwise; not when it is set by ``show_filter`` or ``set_choices``."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, 10)
        row.setSpacing(theme.GAP)
        self.account = ChoiceField([(None, _("Todas las cuentas"))], fits=True)
        self.fund = ChoiceField([(None, _("Todos los fondos"))], fits=True)
        self.project = ChoiceField([(None, _("Todos los proyectos"))])
        for field, name in ((self.account, _("Cuenta")), (self.fund, _("Fondo")), (self.project, _("Proyecto"))):
            field.setAccessibleName(name)
            field.value_changed.connect(self.changed)
            row.addWidget(field)
        theme.keep_scaled(self.project, QWidget.setMaximumWidth, 220)
        self.first_day = DateField(today=today)
        self.last_day = DateField(today=today)
        for day, name in ((self.first_day, _("Desde")), (self.last_day, _("Hasta"))):
            day.setAccessibleName(name)
            day.set_wanted_width(165)
            theme.keep_scaled(day, QWidget.setMaximumWidth, 165)
            day.textChanged.connect(lambda _text: self.changed.emit())
            caption = label(name, "secondary")
            caption.setBuddy(day)
            row.addWidget(caption)
            row.addWidget(day)
        row.addStretch(1)

    def filter(self) -> ReceiptFilter:
        """What is chosen, without a search."""
        return ReceiptFilter(
            first_day=self.first_day.day(),
            last_day=self.last_day.day(),
            account_id=_chosen_id(self.account),
            fund_id=_chosen_id(self.fund),
            project_id=_chosen_id(self.project),
        )

    def set_choices(self, choices: Mapping[str, Sequence[tuple[int, str]]]) -> None:
        """What can be chosen, by table; what is chosen stays."""
        for field, name, whole in (
            (self.account, "accounts", _("Todas las cuentas")),
            (self.fund, "funds", _("Todos los fondos")),
            (self.project, "premium_projects", _("Todos los proyectos")),
        ):
            with QSignalBlocker(field):
                field.set_choices([(None, whole), *choices[name]])

    def show_filter(self, wanted: ReceiptFilter) -> None:
        """Chooses what a filter says."""
        ids = (self.account, wanted.account_id), (self.fund, wanted.fund_id), (self.project, wanted.project_id)
        for field, chosen in ids:
            with QSignalBlocker(field):
                if chosen not in field.values():  # the choices come with the list, and keep what is chosen
                    field.set_choices([(None, ""), (chosen, "")])
                field.set_value(chosen)
        for day, given in ((self.first_day, wanted.first_day), (self.last_day, wanted.last_day)):
            with QSignalBlocker(day):
                day.set_day(given)


def _chosen_id(field: ChoiceField) -> int | None:
    value = field.value()
    return value if isinstance(value, int) else None
