"""A tab of records: search and filter on top, the table left, the chosen record's card right, its form as a page."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ananea_desktop.domain.fields import RecordType
from ananea_desktop.domain.language import _, plural
from ananea_desktop.domain.rights import rights_over
from ananea_desktop.operations import arrangements, cards, office
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.cards import Card
from ananea_desktop.ui import theme
from ananea_desktop.ui.buttons import Button, primary_button, secondary_button
from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.clear_way import ClearWay
from ananea_desktop.ui.column_arranger import ColumnArranger
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.empty_page import EmptyPage
from ananea_desktop.ui.fields import SearchField
from ananea_desktop.ui.labels import label, title_with_help
from ananea_desktop.ui.list_memory import Remembering, fit_button, fit_list_button, list_menu_button, show_list_menu
from ananea_desktop.ui.record_card import RecordCard
from ananea_desktop.ui.record_form import RecordForm
from ananea_desktop.ui.record_model import RecordModel, Row
from ananea_desktop.ui.tab_spec import TabSpec as TabSpec  # the tabs take both from here
from ananea_desktop.ui.tab_spec import as_they_come
from ananea_desktop.ui.table_view import TableView
from ananea_desktop.ui.totals_row import TotalsRow

PAGE = 200
if TYPE_CHECKING:
    from ananea_desktop.operations.versions import Version

FormData = tuple[Card | None, dict[str, list[tuple[int, str]]], Mapping[str, str]]
"""The card of the record (None of a new one), the short lists to choose from, what an empty form begins with."""


class RecordTab(QWidget):
    """``record_opened`` tells the id whose card is shown; ``listed`` that the top of the list is."""

    record_opened = Signal(int)
    listed = Signal()

    def __init__(self, desk: Desk, spec: TabSpec) -> None:
        super().__init__()
        self.desk = desk
        self.spec = spec
        self.model = RecordModel(spec.columns, self)
        self.model.more_wanted.connect(self._load_more)
        self.table = TableView([column.layout for column in spec.columns], _(spec.record_type.plural))
        self.rests_on = self.table
        self.table.setModel(self.model)
        self.table.row_changed.connect(self._choose)
        self.table.activated.connect(lambda _index: self.change_chosen())
        self.table.clicked.connect(lambda index: self._note_used(index.row()))
        self.arranger = ColumnArranger(
            self.table, spec.columns, spec.record_type, first_stays=spec.arrange is not as_they_come
        )
        self.arranger.sort_wanted.connect(self._sort_anew)
        self.remembering = Remembering(desk, self.arranger, spec.record_type.table)
        self.arranger.header.menu_wanted.connect(lambda column, place: show_list_menu(self, column, place))
        self.table.menu_key_pressed.connect(lambda: show_list_menu(self))
        self.card = RecordCard(desk, spec.record_type)
        self.card.change_wanted.connect(self.change_chosen)
        self.card.version_wanted.connect(self.open_version)
        self.card.another_wanted.connect(self.duplicate_chosen)
        self._wanted_id: int | None = None
        self._fetched: list[Row] = []
        self._serial = self._shown_serial = 0
        self._is_filter_chosen = False
        self._paper_button: Button | None = None
        self._pages = QStackedWidget()
        self._list_page = self._make_list_page()
        ClearWay(self.table, lambda: bool(self.search.text() or self.conditions()), self.clear_filters)
        self._empty_page = self._make_empty_page()
        for page in (self._list_page, self._empty_page):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.card.fit(self.width())
        fit_list_button(self.list_button, self.width())
        if self._paper_button is not None:
            fit_button(self._paper_button, _(self.spec.report_text), self.width())

    def _make_list_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if self.spec.title:
            head = QHBoxLayout()
            head.setContentsMargins(theme.MARGIN, 10, theme.MARGIN, 0)
            title_with_help(label(_(self.spec.title), "title", name="list_title"), head)
            head.addStretch(1)
            column.addLayout(head)
        column.addLayout(self._make_tools())
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN - theme.OVERHANG, 0, 0, 0)
        row.setSpacing(theme.GAP)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.table, 1)
        self.totals = TotalsRow(self.table)
        left.addWidget(self.totals)
        row.addLayout(left, 1)
        row.addWidget(self.card)
        column.addLayout(row, 1)
        return page

    def _make_tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.MARGIN, 14, theme.MARGIN, 12)
        row.setSpacing(theme.GAP)
        self.search = SearchField(_(self.spec.search_hint))
        self.search.setObjectName("search")
        self.search.search_changed.connect(lambda _text: self.load())
        self.search.left_downwards.connect(self.table.setFocus)
        row.addWidget(self.search)
        self.filter = ChoiceField([(text, _(text)) for text, _conditions in self.spec.filters], fits=True)
        self.filter.setObjectName("filter")
        self.filter.setAccessibleName(_("Mostrar"))
        self.filter.value_changed.connect(self._take_filter)
        self.filter.setVisible(bool(self.spec.filters))
        row.addWidget(self.filter)
        self.list_button = list_menu_button(self)
        row.addWidget(self.list_button)
        for button in self.tools():
            row.addWidget(button)
        row.addStretch(1)
        if self.spec.report:
            paper = secondary_button(_(self.spec.report_text), "printer")
            paper.setObjectName("paper")
            paper.setAccessibleName(_(self.spec.report_text))
            paper.setToolTip(_(self.spec.report_text))
            self._paper_button = paper
            paper.clicked.connect(lambda: self.desk.paper_wanted.emit(self.spec.report))
            row.addWidget(paper)
        new = secondary_button(_(self.spec.new_text), "plus", "Ctrl+N")
        new.setObjectName("new")
        new.clicked.connect(lambda: self.open_form(None))
        row.addWidget(new.offer(self.desk.may_change(self.spec.record_type.table)))
        return row

    def tools(self) -> list[Button]:
        """What only one tab has beside its search, and on its empty page; made anew each time."""
        return []

    def _make_empty_page(self) -> QWidget:
        spec = self.spec
        begin: Button = primary_button(_(spec.first_text), "plus", "Ctrl+N")
        begin.setObjectName("first")
        begin.clicked.connect(lambda: self.open_form(None))
        steps = [_(step) for step in spec.empty_steps]
        begin.offer(self.desk.may_change(spec.record_type.table))
        buttons = [begin, *self.tools()]
        return EmptyPage(spec.icon, _(spec.empty_title), _(spec.empty_sentence), steps, buttons)

    # loading

    def load(self) -> None:
        """Asks for the first page of what the search and the filter leave."""
        if not self.remembering.is_known:
            self.remembering.ask(then=self._load_remembered)
            return
        self._serial += 1
        serial = self._serial
        self._ask_page(None, lambda rows: self._show(rows) if serial == self._serial else None)

    def _load_remembered(self) -> None:
        """With the filter that was chosen the last time, too."""
        if not self.spec.filters:
            self.load()
            return
        name = self.spec.record_type.table
        self.desk.books.ask(arrangements.kept_filter, name, owner=self, then=self._show_kept_filter)

    def _show_kept_filter(self, words: str) -> None:
        if words in self.filter.values() and not self._is_filter_chosen and self._wanted_id is None:
            self.filter.blockSignals(True)
            self.filter.set_value(words)
            self.filter.blockSignals(False)
        self.load()

    def _take_filter(self) -> None:
        self._is_filter_chosen = True
        words = str(self.filter.value())
        usual = self.spec.filters[0][0]
        kept = "" if words == usual else words
        name = self.spec.record_type.table
        self.desk.books.ask(arrangements.keep_filter, name, kept, owner=self.desk)
        self.load()

    def _ask_page(self, after: Row | None, then: Callable[[list[Row]], object]) -> None:
        wanted = self.wanted()
        keys = None if after is None else cards.place_of(after, self.spec.order)
        self.desk.books.ask(
            cards.page_of, self.spec.record_type, **wanted, after=keys, limit=PAGE, owner=self, then=then
        )

    def wanted(self) -> dict[str, Any]:
        """What ``cards.page_of`` takes of the search, the filter and the order."""
        return {"search": self.search.text(), "conditions": self.conditions(), "sort": self.arranger.sort()}

    def export_list(self) -> None:
        """What the search and the filter leave, in this order and with the columns in sight, as a file."""
        from ananea_desktop.ui.list_export import export_records

        export_records(self)

    def _sort_anew(self) -> None:
        self.card.record_id = None  # to the top: what is first now is what was asked for
        self.load()

    def clear_filters(self) -> None:
        """Everything, whatever was searched and filtered."""
        for text, conditions in self.spec.filters:
            if not conditions:
                self.filter.set_value(text)
        self.search.clear()

    def conditions(self) -> dict[str, Any]:
        """The SQL conditions of what is chosen in the filter."""
        chosen = dict(self.spec.filters).get(str(self.filter.value()), {})
        return dict(chosen(self.desk.books.books) if callable(chosen) else chosen)

    def _load_more(self) -> None:
        if self._fetched and self._shown_serial == self._serial:  # else another list is on its way
            serial = self._serial
            self._ask_page(self._fetched[-1], lambda rows: self._add(rows) if serial == self._serial else None)

    def _show(self, rows: list[Row]) -> None:
        wanted = self._wanted_id
        kept = self.card.record_id if wanted is None else wanted
        self._wanted_id = None
        self._fetched, self._shown_serial = rows, self._serial
        arranged = rows if self.arranger.sort() is not None else self.spec.arrange(rows)
        self.model.show_rows(arranged, len(rows) == PAGE)
        if self._pages.currentWidget() in (self._list_page, self._empty_page):
            self._pages.setCurrentWidget(self._list_page)
            if not rows and not self.search.text():
                self.desk.books.ask(_is_empty, self.spec.record_type, owner=self, then=self._show_if_empty)
        self.table.set_empty_text(self._empty_words())
        self._show_totals()
        if wanted is None or self.model.row_of(wanted) >= 0:
            self._go_to(kept)  # one that the filter leaves out, or lies in the papelera, keeps its card
        self.listed.emit()

    def _empty_words(self) -> str:
        """What stands where no row is left: the filter is named where it may hide who is looked for."""
        everything = next((_(text) for text, conditions in self.spec.filters if not conditions), "")
        chosen = _(str(self.filter.value())) if self.conditions() else ""
        if not chosen or not everything:
            return _("No se encontró ninguno. Pruebe con menos letras.")
        if not self.search.text():
            return _("No hay ninguno en «{chosen}».").format(chosen=chosen)
        return _("No se encontró ninguno en «{chosen}». Pruebe con menos letras, o elija «{everything}».").format(
            chosen=chosen, everything=everything
        )

    def _show_if_empty(self, empty: bool) -> None:
        """The page for beginners, where not only the filter leaves nothing."""
        if empty and self._pages.currentWidget() is self._list_page:
            self._pages.setCurrentWidget(self._empty_page)

    def _add(self, rows: list[Row]) -> None:
        self._fetched = [*self._fetched, *rows]
        self.model.add_rows(rows, len(rows) == PAGE)
        self._show_totals()

    def _show_totals(self) -> None:
        if self.spec.totals is not None:
            left, amounts = self.spec.totals(self._fetched)
            self.totals.set_totals(left, amounts, strong=bool(amounts))
        else:
            more = "+" if self.model.canFetchMore(self.table.rootIndex()) else ""
            words = self.spec.record_type
            called = plural(_(words.singular), _(words.plural), len(self._fetched))
            self.totals.set_totals(f"{len(self._fetched)}{more} {called}", {})

    def _go_to(self, record_id: int | None) -> None:
        row = self.model.row_of(record_id) if record_id is not None else -1
        if row < 0:
            row = next((n for n in range(self.model.rowCount()) if not self.model.row(n).get("heading")), -1)
        if row >= 0:
            self.table.choose_row(row)
            self._choose(row)
        else:
            self.card.clear()

    def show_record(self, record_id: int) -> None:
        """Goes to a record, wherever it stands."""
        self._wanted_id = record_id
        self.search.clear()
        self._pages.setCurrentWidget(self._list_page)
        self.load()
        self._load_card(record_id)

    def _choose(self, row: int) -> None:
        if row >= 0 and not self.model.row(row).get("heading"):
            self._load_card(int(self.model.row(row)["id"]))

    def _note_used(self, row: int) -> None:
        if not self.model.row(row).get("heading"):
            self.desk.record_used.emit(self.spec.record_type.table, int(self.model.row(row)["id"]))

    def _load_card(self, record_id: int) -> None:
        self.card.record_id = record_id
        self.desk.books.ask(
            cards.card,
            self.spec.record_type,
            record_id,
            owner=self,
            then=lambda card: self._show_card(card) if self.card.record_id == card.record["id"] else None,
        )

    def _show_card(self, card: Card) -> None:
        self.card.begin(card)
        self.spec.fill_card(self.card, card)
        self.card.finish(self.spec.can_change)
        self.record_opened.emit(int(card.record["id"]))

    # the form

    def change_chosen(self) -> None:
        if self.card.record_id is not None:
            self.open_form(self.card.record_id)

    def duplicate_chosen(self) -> None:
        """The form of another record like the chosen one, where that makes sense."""
        from ananea_desktop.operations import duplicating

        if self.card.record_id is not None and self.spec.record_type.table in duplicating.OWN:
            self.desk.books.ask(
                _another_data, self.spec, self.card.record_id, owner=self, then=lambda found: self._open_form(*found)
            )

    def open_form(self, record_id: int | None) -> None:
        """The form as a page over the list: empty, or over a record."""
        self.desk.books.ask(_form_data, self.spec, record_id, owner=self, then=self._open_form)

    def open_version(self, history_id: int) -> None:
        """The form over the chosen record, with what it said once: it comes back when it is saved."""
        record_id = self.card.record_id
        assert record_id is not None
        self.desk.books.ask(
            _version_data, self.spec, record_id, history_id, owner=self, then=lambda found: self._open_version(*found)
        )

    def _open_version(self, data: "FormData", version: "Version") -> None:
        card = data[0]
        assert card is not None
        self._open_form(data)
        assert self.form is not None
        content = form_content(self.spec.record_type, card)
        record = {**card.record, **version.names}
        self.form.show_version({**content, "record": record, "texts": {**content["texts"], **version.texts}}, version)

    def begin_form(self, content: Mapping[str, Any]) -> None:
        """The form of a new record with what another record says of it."""
        self.desk.books.ask(
            _form_data, self.spec, None, owner=self, then=lambda data: self._open_form(data, begun=content)
        )

    def _open_form(
        self,
        data: "FormData",
        begun: Mapping[str, Any] | None = None,
    ) -> None:
        card, choices, defaults = data
        if self.desk.refuses(*rights_over(self.spec.record_type.table)):
            return
        self._close_form()
        words = self.spec.record_type
        title = _("Cambiar: {name}").format(name=words.name_of(card.record)) if card else _(self.spec.new_text)
        self.form = self.spec.form(self.desk, words, title, _(self.spec.back_text), choices)
        self.form.saved.connect(self._after_save)
        self.form.left.connect(self._leave_form)
        self._pages.addWidget(self.form)
        self._pages.setCurrentWidget(self.form)
        if begun is not None:
            self.form.again_button.hide()
            self.form.open_begun({**begun, "texts": {**defaults, **begun["texts"]}})
        elif card is None:
            self.form.open_new()
            self.form.fill({"texts": defaults})
        else:
            self.form.again_button.hide()
            self.form.open_record(int(card.record["id"]), form_content(words, card))

    def _after_save(self, record_id: int) -> None:
        self._close_form()
        self.desk.said.emit(_("Se guardó."))
        self.desk.record_used.emit(self.spec.record_type.table, record_id)
        self.show_record(record_id)
        self.table.setFocus()

    def _leave_form(self) -> None:
        self._close_form()
        self.load()
        self.table.setFocus()

    def leave_form(self) -> None:
        """What is being typed in an open form waits as a draft."""
        page = self._pages.currentWidget()
        if isinstance(page, RecordForm):
            page.leave()

    def _close_form(self) -> None:
        for number in reversed(range(self._pages.count())):
            page = self._pages.widget(number)
            if isinstance(page, RecordForm):
                self._pages.removeWidget(page)
                page.deleteLater()
        self._pages.setCurrentWidget(self._list_page)


def form_content(record_type: RecordType, card: Card) -> dict[str, Any]:
    """What a form shows of a record: its texts, and the parts that special forms know."""
    texts = record_type.texts(card.record)
    return {"texts": texts, "record": card.record, "parts": card.parts, "execution": card.execution}


def _version_data(books: Books, spec: TabSpec, record_id: int, history_id: int) -> "tuple[FormData, Version]":
    from ananea_desktop.operations import versions

    version = versions.version(books, spec.record_type, record_id, history_id)
    return _form_data(books, spec, record_id), version


def _another_data(books: Books, spec: TabSpec, record_id: int) -> "tuple[FormData, dict[str, Any]]":
    from ananea_desktop.operations import duplicating

    _none, choices, defaults = _form_data(books, spec, None)
    card = cards.card(books, spec.record_type, record_id)
    return (None, choices, {}), duplicating.another(spec.record_type, card, defaults)


def _form_data(books: Books, spec: TabSpec, record_id: int | None) -> "FormData":
    card = None if record_id is None else cards.card(books, spec.record_type, record_id)
    defaults = spec.defaults(books) if spec.defaults is not None and record_id is None else {}
    return card, office.choices(books), defaults


def _is_empty(books: Books, record_type: RecordType) -> bool:
    return not cards.page_of(books, record_type, limit=1)
