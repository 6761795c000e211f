"""A line of a document on the page of the reimputación."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ananea_desktop.domain.language import _
from ananea_desktop.domain.money import format_money
from ananea_desktop.domain.receipts import ReceiptLine
from ananea_desktop.ui import theme
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.fields import AmountField, mark_invalid
from ananea_desktop.ui.forms import Message
from ananea_desktop.ui.labels import label


class ReallocationLine(QWidget):
    """One line that stands: what it was for and where it is, and the fields for where it goes and how much."""

    def __init__(self, number: int, line: ReceiptLine, places: list[tuple[str, str]], currency: str) -> None:
        super().__init__()
        self.line = line
        self.place = ChoiceField([("", _("Se queda donde está")), *places])
        self.place.setObjectName(f"place_{number}")
        self.amount = AmountField(line.amount, currency=currency)
        self.amount.setObjectName(f"amount_{number}")
        theme.keep_scaled(self.amount, QWidget.setFixedWidth, 124)
        self.place.setAccessibleName(_("{concept}: pasa a").format(concept=line.concept))
        self.amount.setAccessibleName(_("{concept}: importe").format(concept=line.concept))
        self._message = Message()
        head = QHBoxLayout()
        head.addWidget(label(line.concept, "strong", wrap=True), 1)
        head.addWidget(label(format_money(line.amount, currency), "strong"), 0, Qt.AlignmentFlag.AlignTop)
        place = f"{line.project_name} · {line.fund_name}" if line.project_name else line.fund_name
        fields = QHBoxLayout()
        fields.setSpacing(6)
        fields.addWidget(label(_("Pasa a"), "secondary"))
        fields.addWidget(self.place, 1)
        fields.addWidget(self.amount)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(label(_("Está en: {place}").format(place=place), "secondary", wrap=True))
        column.addLayout(fields)
        column.addWidget(self._message)
        self.react()

    def react(self) -> None:
        """The amount matters only where the line moves."""
        self.amount.setEnabled(bool(self.place.value()))

    def texts(self) -> dict[str, str]:
        fund, _slash, project = str(self.place.value() or "").partition("/")
        return {"fund_id": fund, "project_id": project, "amount": self.amount.text()}

    def fill(self, texts: dict[str, str]) -> None:
        key = f"{texts.get('fund_id', '')}/{texts.get('project_id', '')}"
        if texts.get("fund_id") and key in self.place.values():
            self.place.set_value(key)
            self.amount.setText(texts.get("amount", ""))

    def show_problems(self, fund: str, amount: str) -> None:
        for field, problem in ((self.place, fund), (self.amount, amount)):
            mark_invalid(field, bool(problem))
        self._message.say(fund or amount, error=True)

    def problem_field(self) -> QWidget | None:
        return next((field for field in (self.place, self.amount) if field.property("invalid")), None)
