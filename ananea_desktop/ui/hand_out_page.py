"""Entregar equipo: several things to one person, or one thing to many; the slip comes out to be signed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout

from ananea_desktop.domain.dates import format_date
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.hand_outs import REASONS, SHORT_TITLES, HandOut
from ananea_desktop.domain.items import read_sizes
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.money import format_quantity
from ananea_desktop.domain.rights import Right
from ananea_desktop.domain.text import fold
from ananea_desktop.operations import hand_outs, items
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.hand_outs import HandOutDraft
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.date_field import DateField
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.document_page import DocumentPage
from ananea_desktop.ui.fields import NumberField, TextField
from ananea_desktop.ui.forms import FormRow
from ananea_desktop.ui.item_field import ItemField
from ananea_desktop.ui.lines_editor import LineField
from ananea_desktop.ui.paper_page import Paper
from ananea_desktop.ui.people_ticks import PeopleTicks
from ananea_desktop.ui.pick_field import PickField
from ananea_desktop.ui.record_form import field_text, set_field_text
from ananea_desktop.ui.record_model import Row
from ananea_desktop.ui.stock_field import StockField

WAYS = {"": N_("Varias cosas a una persona"), "yes": N_("Una cosa a muchas personas")}
_PAUSE = 200
"""Milliseconds without a key before the books are asked who had the item last."""


class PersonField(PickField):
    """A person of the register, found by name or document as one types."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(icon_name="user-circle", placeholder=_("Escriba para buscar"))
        self.set_source(
            lambda typed: desk.books.ask(hand_outs.people_like, typed, owner=self, then=self.show_suggestions)
        )


class HandOutPage(DocumentPage):
    rights: tuple[Right, ...] = (Right.RECORDS,)
    title = N_("Entregar equipo")
    save_text = N_("Entregar y ver el cargo")
    form = "hand_out"
    is_wide = True
    has_amounts = False

    def __init__(self, desk: Desk, member_id: int | None = None) -> None:
        """``member_id``: the one person it is for, from the card of whom it is opened."""
        super().__init__(desk)
        self._member_id = member_id
        if member_id is not None:
            self.form = f"hand_out {member_id}"
        self._last: dict[int, tuple[str, int]] = {}
        self._asked_for: tuple[str, str] = ("", "")
        self._wanted_picks: dict[str, dict[str, str]] = {}
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._ask_people)

    def choose_from(self, books: Books) -> dict[str, Any]:
        texts: dict[str, Any] = {"handed_on": format_date(books.today()), "lines": [{"reason": "new"}]}
        if self._member_id is not None:
            person = hand_outs.person_columns(books, self._member_id)
            texts |= {"member_id": str(self._member_id), "member_name": person["person_name"]}
        return {"texts": texts}

    def make_fields(self) -> dict[str, FormRow]:
        today = self.desk.books.books.today
        projects = [("", _("Ninguno")), *((str(key), name) for key, name in self.choices["premium_projects"])]
        ways = [(value, _(text)) for value, text in WAYS.items()]
        reasons = [(value, _(text)) for value, text in REASONS.items()]
        self.person = PersonField(self.desk)
        self.person.picked.connect(self._take_person)
        self.item = ItemField(self.desk.books, lambda _field, _row: self._pause.start())
        return {
            "to_many": FormRow(_("Qué se entrega"), ChoiceField(ways), stacked=True),
            "member_id": FormRow(_("A quién"), self.person, stacked=True),
            "handed_on": FormRow(_("Fecha"), DateField(today=today), stacked=True),
            "project_id": FormRow(_("Proyecto de Prima"), ChoiceField(projects), optional=True, stacked=True),
            "note": FormRow(_("Nota"), TextField(), optional=True, stacked=True),
            "reason": FormRow(_("Motivo"), ChoiceField(reasons), stacked=True),
            "item": FormRow(_("Artículo"), self.item, stacked=True),
        }

    def _grid(self) -> QGridLayout:
        """The item stands where the person does in the other way: only one of them is shown."""
        grid = super()._grid()
        grid.removeWidget(self.rows["item"])
        grid.addWidget(self.rows["item"], 0, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def line_fields(self) -> tuple[LineField, ...]:
        reasons = [(value, _(text)) for value, text in REASONS.items()]
        return (
            LineField(name="stock", title=_("Artículo y talla"), make=self._stock_field),
            LineField(name="quantity", title=_("Cantidad"), make=NumberField, width=110, right=True),
            LineField(name="reason", title=_("Motivo"), make=lambda: ChoiceField(reasons), width=170),
        )

    def _stock_field(self) -> StockField:
        field = StockField(self.desk.books, lambda: {key: size for key, (size, _quantity) in self._last.items()})
        field.picked.connect(lambda name: self._take_thing(field, name))
        return field

    def add_parts(self, column: QVBoxLayout) -> None:
        self.people = PeopleTicks()
        self.people.changed.connect(self._react)
        column.addWidget(self.people, 100)  # over the room that is left free below the lines

    # what one choice brings

    def _take_person(self, member_id: object) -> None:
        if isinstance(member_id, int):
            self.desk.books.ask(hand_outs.last_of_member, member_id, owner=self, then=self._remember)

    def _remember(self, last: dict[int, tuple[str, int]]) -> None:
        self._last = last

    def _take_thing(self, field: StockField, name: object) -> None:
        """The quantity of the last time comes with a thing, why it is given, and the project it was bought for."""
        if isinstance(name, str):
            self.desk.books.ask(
                _usual, name, self._last, owner=self, then=lambda usual: self._fill_usual(field, *usual)
            )

    def _fill_usual(self, field: StockField, quantity: str, project: str, reason: str) -> None:
        assert self.lines is not None
        for number, line in enumerate(self.lines.texts()):
            if self.lines.field(number, "stock") is field and not line["quantity"]:
                set_field_text(self.lines.field(number, "quantity"), quantity)
                set_field_text(self.lines.field(number, "reason"), reason)
        self._propose_project(project)

    def _propose_project(self, project: str) -> None:
        field = self.rows["project_id"].field
        if project and not field_text(field):
            set_field_text(field, project)

    def arrange(self) -> None:
        to_many = self._is_to_many()
        for name in ("item", "reason"):
            self.rows[name].setVisible(to_many)
        self.rows["member_id"].setVisible(not to_many)
        self.people.setVisible(to_many)
        if self.lines is not None:
            self.lines.setVisible(not to_many)
        if to_many:
            self._pause.start()

    def _is_to_many(self) -> bool:
        return field_text(self.rows["to_many"].field) == "yes"

    def _ask_people(self) -> None:
        wanted = (field_text(self.rows["to_many"].field), self.item.text())
        if wanted != self._asked_for and self._is_to_many():
            self._asked_for = wanted
            self.desk.books.ask(_people, self.item.text(), owner=self, then=lambda found: self._show_people(*found))

    def _show_people(self, people: list[Row], sizes: str, project: str, there_is: str) -> None:
        self.rows["item"].set_hint(there_is)
        self.people.set_people(people, read_sizes(sizes))
        if self._wanted_picks:
            self.people.restore(self._wanted_picks)
            self._wanted_picks = {}
        self._propose_project(project)

    # typing and saving

    def _fill(self, given: Mapping[str, Any]) -> None:
        self._wanted_picks = dict(given.get("people", {}))
        super()._fill(given)
        member_id = str(given.get("member_id", ""))
        if member_id.isdigit() and given.get("member_name"):
            self._filling = True
            self.person.set_picked(int(member_id), str(given["member_name"]))
            self._filling = False
            self._take_person(int(member_id))

    def texts(self) -> dict[str, Any]:
        picks = self._wanted_picks or self.people.picks()
        return super().texts() | {"people": picks, "member_name": self.person.text()}

    def save(self, books: Books, texts: dict[str, Any], confirmed: tuple[str, ...]) -> HandOut:
        given = {name: text for name, text in texts.items() if name != "member_name"}
        given["lines"] = [line for line in given["lines"] if line["stock"] or line["quantity"]]
        return hand_outs.hand_out(books, HandOutDraft(**given), confirmed)

    def _refuse(self, problem: UserError) -> None:
        super()._refuse(problem)
        if isinstance(problem, InvalidRecord):
            self.people.show_problems(problem.problems)

    def tell_saved(self, made: Any) -> None:
        words = _("Se guardó: {title} {number}. Imprima el papel y que lo firmen.")
        self.desk.said.emit(words.format(title=_(SHORT_TITLES[made.kind]), number=made.number_text))

    def after_saving(self, made: Any) -> None:
        self.left.emit()
        self.desk.paper_wanted.emit(hand_out_paper(made.id, f"{_(SHORT_TITLES[made.kind])} {made.number_text}"))


def _usual(books: Books, name: str, last: Mapping[int, tuple[str, int]]) -> tuple[str, str, str]:
    """How many of a thing somebody got the last time, one where there was none; its project; and the reason: who had
    one before gets it renewed."""
    item = items.named(books, name)
    before = last.get(item["id"]) if item else None
    quantity = format_quantity(before[1] if before else 1000)
    return quantity, hand_outs.usual_project(books, name), "renewal" if before else "new"


def _people(books: Books, name: str) -> tuple[list[Row], str, str, str]:
    """Who can get a thing, its sizes, its project, and how much of it there is."""
    item = items.named(books, name)
    people, project = hand_outs.people_for(books, name), hand_outs.usual_project(books, name)
    return people, item["sizes"] if item else "", project, items.in_store_words(books, item) if item else ""


def hand_out_paper(hand_out_id: int, title: str) -> Paper:
    """The paper of a hand-out, a return or a donation, to look at, print or save."""
    return Paper(
        title=title,
        file_name=fold(title).replace(" ", "-"),
        make=lambda books, _year, language, _form: hand_outs.paper(books, hand_out_id, language),
    )
