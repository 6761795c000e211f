"""The window: tabs on top, the page below, the status strip at the foot; what covers a tab is in covering.py."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ananea_desktop import paths
from ananea_desktop.domain.errors import OnlyLooking, UserError
from ananea_desktop.domain.language import N_, _
from ananea_desktop.domain.rights import Right
from ananea_desktop.operations import copying, first_start, office, pending_prints, sign_in
from ananea_desktop.operations.books import Books
from ananea_desktop.ui import appearance, main_actions, menu_works, personal
from ananea_desktop.ui.books_thread import BooksThread
from ananea_desktop.ui.buttons import secondary_button
from ananea_desktop.ui.covering import CoveringPages
from ananea_desktop.ui.desk import Desk
from ananea_desktop.ui.labels import hairline
from ananea_desktop.ui.lock import Lock
from ananea_desktop.ui.remembered_size import keep_size, take_size
from ananea_desktop.ui.status_strip import StatusStrip
from ananea_desktop.ui.tab_pages import make_page
from ananea_desktop.ui.tabs.home import HomeTab
from ananea_desktop.ui.toast import Toast
from ananea_desktop.ui.top_bar import TopBar
from ananea_desktop.ui.undoing import UndoAction

TITLES = (
    N_("Inicio"),
    N_("Socios"),
    N_("Capacitaciones"),
    N_("Compras y equipos"),
    N_("Proyectos de Prima"),
    N_("Caja y recibos"),
    N_("Asamblea"),
)
_PREMIUM_LISTS = ("premium_incomes", "premium_rates", "committee_terms", "committee_sessions", "headings")
_EQUIPMENT_LISTS = ("hand_outs", "items", "suppliers", "quotation_requests", "fixed_assets")
_LIT_OVER = {
    "positions": "members",
    **dict.fromkeys(_PREMIUM_LISTS, "premium_projects"),
    **dict.fromkeys(_EQUIPMENT_LISTS, "purchases"),
    "mandatory_topics": "training_sessions",
    "home": "",
}
"""The tab that stays lit over a list that hangs on it."""
_SIZE = "window/geometry"
_TABLES = ("", "members", "training_sessions", "purchases", "premium_projects", "receipts", "assemblies")


if TYPE_CHECKING:  # a page is imported when it is first opened: the window is there sooner
    from ananea_desktop.ui.dialogs import Dialog
    from ananea_desktop.ui.profile_form import ProfileForm
    from ananea_desktop.ui.record_tab import RecordTab
    from ananea_desktop.ui.tabs.receipts import ReceiptsTab

    Page = HomeTab | RecordTab | ReceiptsTab


class MainWindow(QMainWindow):
    """``ready`` once, when the first page shows its figures."""

    ready = Signal()
    closed = Signal()

    def __init__(self, books: BooksThread) -> None:
        super().__init__()
        self.desk = Desk(books)
        self._pages: dict[str, Page] = {}
        self._rights = books.books.rights
        self._told_ready = False
        self._asked_pending = False
        self.restart_words = ""
        self.opens_anew = False
        self.next_file: Path | None = None
        """Another data file to go on with when the window is closed: the sample, or the real one after it."""
        self.begins_for_real = False
        """Whether one comes from the sample: the guide goes on where that was offered."""
        self._guide_at = ""
        self.wrong_banner: QWidget | None = None
        self.stack = QStackedWidget()
        self.covering = CoveringPages(self.desk, self.stack, lambda: self.page("home"), self._tab_title)
        self.stack.currentChanged.connect(lambda _number: self._follow_page())
        self.top_bar = TopBar([_(title) for title in TITLES], self._make_menu())
        self.top_bar.tab_chosen.connect(self.show_tab)
        self._lay_out()
        self._connect()
        self.setWindowTitle(_("Ananea: tesorería de la cooperativa"))
        self.setMinimumSize(900, 540)
        self.size_is_remembered = take_size(self, _SIZE)
        books.ask(_start_data, owner=self, then=self._start)

    def _lay_out(self) -> None:
        self._page = QWidget()
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(hairline())
        if self.desk.books.books.file.only_looking:
            from ananea_desktop.ui.recovery import only_looking_banner

            column.addWidget(only_looking_banner())
        if (real := paths.real_file(self.desk.books.books.file.path)) is not None:
            from ananea_desktop.ui.first_start.sample import SampleBanner

            column.addWidget(SampleBanner(lambda: self.go_to_file(real)))
            self.actions_by_name["sample"].setVisible(False)
        column.addWidget(self.covering.way_back)
        column.addWidget(self.stack, 1)
        whole = QWidget()
        outer = QVBoxLayout(whole)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._page, 1)
        outer.addWidget(hairline())
        self.strip = StatusStrip()
        outer.addWidget(self.strip)
        self.toast = Toast(whole, self.strip)
        pages = QStackedWidget()  # the page of sign-in comes over all of it
        pages.addWidget(whole)
        self.setCentralWidget(pages)
        self.lock = Lock(self, pages, self.desk)
        self.lock.opened.connect(self._take_up_work)
        self.lock.guarded.connect(self.top_bar.show_lock)
        self.top_bar.lock_wanted.connect(self.lock.lock)
        self.top_bar.find_wanted.connect(self.find_all)
        self.top_bar.keys_given.connect(self.covering.give_keys)

    def _connect(self) -> None:
        desk = self.desk
        desk.said.connect(self.toast.say)
        desk.record_saved.connect(self._after_save)
        desk.receipt_issued.connect(self._take_up)
        desk.draft_kept.connect(self.strip.say_draft_kept)  # no lambda: one kept late must not reach a closed window
        desk.draft_dropped.connect(self.strip.say_all_saved)
        desk.record_wanted.connect(self.show_record)
        desk.record_used.connect(self._note_used)
        desk.form_wanted.connect(self.show_form)
        desk.receipts_wanted.connect(self._show_receipts)
        desk.copies_known.connect(self.show_copied)
        desk.restart_wanted.connect(self._restart)
        desk.reopening_wanted.connect(self._open_anew)
        desk.books.problem_met.connect(self._tell_problem)

    def _make_menu(self) -> QMenu:
        menu = QMenu(self)
        self.actions_by_name: dict[str, QAction] = {"undo": UndoAction(self, menu, self.desk)}
        menu.addAction(self.actions_by_name["undo"])
        self.actions_by_name |= main_actions.fill_menu(menu, self, menu_works.works(self))
        appearance.follow_keys(self)
        personal.on_change(self._show_personal)
        return menu

    def find_all(self) -> None:
        """«Buscar todo», once the cooperative is known and somebody works."""
        from ananea_desktop.ui.palette import open_palette

        if self.top_bar.isEnabled() and not self.lock.is_locked:
            open_palette(self)

    def _note_used(self, table: str, record_id: int) -> None:
        from ananea_desktop.operations import finding

        if not self.desk.books.books.file.only_looking:
            self.desk.books.ask(finding.note_recent, table, record_id, owner=self)

    def hide_personal(self) -> None:
        """As the person chose it: documents, phones and addresses, in lists and on cards."""
        hidden = self.actions_by_name["hide_personal"].isChecked()
        personal.hide_personal(hidden)
        shown = _("Se ven otra vez los documentos, celulares y domicilios.")
        self.desk.said.emit(_("Se ocultan los documentos, celulares y domicilios.") if hidden else shown)

    def _show_personal(self) -> None:
        """What is in sight is loaded anew: its cells are hidden, or seen again."""
        self.actions_by_name["hide_personal"].setChecked(personal.is_hidden())
        for page in self._pages.values():
            if page is self.stack.currentWidget():
                page.load()

    # start

    def _start(self, data: tuple[bool, sign_in.Entry, copying.CopyState, bool, str]) -> None:
        is_set_up, entry, copied, is_sample, self._guide_at = data
        self.show_copied(copied)
        self.strip.show_sample(is_sample)
        if not is_set_up:
            self.open_guide("office" if self.begins_for_real else self._guide_at or "begin")
            self._tell_ready()
        elif entry.needed and self.desk.books.books.user:
            self._begin()
        elif entry.needed:
            self.lock.ask_entry(entry)
            self._tell_ready()
        elif len(entry.people) == 1:
            self._begin_work(entry.people[0])
        else:
            self.show_tab(0)
            self._choose_user(entry)

    def _tell_ready(self) -> None:
        if not self._told_ready:
            self._told_ready = True
            self.ready.emit()

    def _begin_work(self, user: dict[str, Any]) -> None:
        self.desk.books.ask(sign_in.enter, user["name"], owner=self, then=self._take_person)

    def _take_up_work(self, person: dict[str, Any], same: bool) -> None:
        """Who worked before goes on where they were; of another one nothing is left open."""
        if not same:
            self._leave_pages()
            self._take_person(person)

    def _take_person(self, user: dict[str, Any]) -> None:
        self._begin()
        self.welcome(user)

    def welcome(self, user: dict[str, Any]) -> None:
        """Shows who is working, and lets them."""
        self.top_bar.set_user(", ".join(part for part in (user["name"], user["title"].lower()) if part))
        self.top_bar.setEnabled(True)

    def follow_rights(self) -> None:
        """What another person may not do is not offered any more: the pages are made anew where the rights differ.

        So it is for who was given other roles, from the next tab on.
        """
        for each in main_actions.actions():
            if each.rights:
                self.actions_by_name[each.name].setVisible(self.desk.may(*each.rights))
        if self.desk.books.books.rights == self._rights:
            return
        self._rights = self.desk.books.books.rights
        self.covering.leave_all()
        for page in self._pages.values():
            page.leave_form()
            self.stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    def _begin(self) -> None:
        self.show_tab(0)
        if self._guide_at and self.desk.may(Right.OFFICE):
            self.open_guide(self._guide_at)
        self._guide_at = ""
        if not self._asked_pending:
            self._asked_pending = True
            self.desk.books.ask(pending_prints.has_pending_prints, owner=self, then=self._ask_pending)

    def _ask_pending(self, some: bool) -> None:
        if some:
            from ananea_desktop.ui.pending_prints import ask_about_pending

            ask_about_pending(self, self.desk)

    def ask_user(self) -> None:
        """Asks who is working from now on."""
        self.desk.books.ask(sign_in.entry, owner=self, then=self._choose_user)

    def _choose_user(self, entry: sign_in.Entry) -> None:
        from ananea_desktop.ui.dialogs import Dialog

        if entry.needed:
            self.lock.lock()
            return
        users = entry.people

        dialog = Dialog(self, _("¿Quién va a trabajar?"))
        dialog.add_sentence(_("Su nombre queda en el historial de todo lo que haga."))
        for user in users:
            button = secondary_button(f"{user['name']}  ·  {user['title']}", "user-circle")
            button.setObjectName(f"user_{user['id']}")
            button.clicked.connect(lambda _checked=False, user=user: self._take_user(dialog, user))
            dialog.content.addWidget(button)
        dialog.rejected.connect(lambda: self._begin_work(users[0]) if not self.desk.books.books.user else None)
        dialog.open()

    def _take_user(self, dialog: "Dialog", user: dict[str, Any]) -> None:
        dialog.accept()
        self._begin_work(user)

    def open_guide(self, at: str = "") -> None:
        """The questions of the first start, from the page named, or from where they were left."""
        from ananea_desktop.ui.first_start.opening import open_guide

        open_guide(self, at)

    def open_profile(self) -> None:
        """The data of the cooperative; in the guide while they were not given."""
        self.desk.books.ask(office.given_profile, owner=self, then=self._open_profile)

    def _open_profile(self, row: dict[str, Any] | None) -> None:
        from ananea_desktop.ui.profile_form import ProfileForm

        if row is None:
            self.open_guide("office")
            return
        form = ProfileForm(self.desk)
        form.saved.connect(lambda _id: self._after_profile(form))
        if self.covering.cover(form):
            form.open_record(1, {"texts": form.record_type.texts(row)})

    def _after_profile(self, form: "ProfileForm") -> None:
        form.left.emit()
        self.desk.said.emit(_("Se guardaron los datos de la cooperativa."))
        self.desk.books.ask(_start_data, owner=self, then=self._start)

    def go_to_file(self, data_file: Path) -> None:
        """Closes; whoever opened the window opens it again, on another data file."""
        self.next_file = data_file
        self.close()

    # tabs and pages

    def page(self, name: str) -> "Page":
        """A tab's page, made when first wanted: "home", or the table it lists."""
        if name not in self._pages:
            self._pages[name] = self._make_page(name)
            self.stack.addWidget(self._pages[name])
        return self._pages[name]

    def _make_page(self, name: str) -> "Page":
        if name == "home":
            home = HomeTab(self.desk)
            home.loaded.connect(self._tell_ready)
            home.copy_wanted.connect(self.open_copies)
            return home
        return make_page(self.desk, name)

    def show_tab(self, number: int) -> None:
        """Shows a tab by its number, loading what it lists; as whoever is working may use it."""
        self.follow_rights()
        self.top_bar.set_current(number)
        page = self.page(_TABLES[number] or "home")
        self.covering.go_to_tab(page)
        page.load()

    def _tab_title(self) -> str:
        """What the page in sight is called; Inicio where it is neither a tab nor a list of the office."""
        titles = dict(zip(_TABLES, TITLES, strict=True)) | {"home": TITLES[0]}
        name = self.name_in_sight() or "home"
        return _(titles[name]) if name in titles else _(self._pages[name].spec.title)  # type: ignore[union-attr]

    def name_in_sight(self) -> str:
        """The name of the tab or list in sight, as ``page`` takes it; empty where another page is."""
        seen = self.stack.currentWidget()
        return next((name for name, page in self._pages.items() if page is seen), "")

    def _follow_page(self) -> None:
        """The tab bar shows the tab one is in, also under the pages that cover it; of a list of the office none."""
        tab = self.covering.tab_below()
        for name, page in self._pages.items():
            if page is tab:
                table = _LIT_OVER.get(name, name)
                self.top_bar.set_current(_TABLES.index(table) if table in _TABLES else None)

    def show_record(self, table: str, record_id: int) -> None:
        """A record in its tab; 0 shows the tab itself, −1 its form for a new one. The cooperative has only its form."""
        if table in ("cooperative", "guide"):
            self.open_profile() if table == "cooperative" else self.open_guide()
            return
        page = self.page(table)
        self.covering.go_to_record(page)
        if record_id > 0:
            page.show_record(record_id)
            self.desk.record_used.emit(table, record_id)
            return
        page.load()
        if record_id < 0:
            page.open_form(None)

    def show_form(self, table: str, content: dict[str, Any]) -> None:
        """The form of a new record, begun with what another record says of it."""
        page = self.page(table)
        self.covering.go_to_record(page)
        page.load()
        page.begin_form(content)  # type: ignore[union-attr]

    def open_office(self, table: str) -> None:
        self.covering.go_to_tab(self.page(table))
        self.page(table).load()

    def _show_receipts(self, wanted: object) -> None:
        page = self.page("receipts")
        self.covering.go_to_tab(page)
        page.show_filtered(wanted)  # type: ignore[union-attr, arg-type]

    def _take_up(self, receipt_id: int) -> None:
        page = self.page("receipts")
        page.take_up(receipt_id)  # type: ignore[union-attr]
        self.desk.record_used.emit("receipts", receipt_id)

    def _after_save(self) -> None:
        self.strip.say_all_saved()
        if self.desk.books.books.rights != self._rights:
            self._begin()  # one's own roles were changed
        for page in self._pages.values():
            if page is self.stack.currentWidget():
                page.load()

    # help

    def open_manual(self, place: str) -> None:
        """The manual at a place; where it is in sight already it goes there."""
        from ananea_desktop.ui.manual_page import ManualPage

        page = self.stack.currentWidget()
        if isinstance(page, ManualPage):
            page.show_place(place)
        else:
            ManualPage(self.desk).open_at(place)

    # the office

    def check(self) -> None:
        from ananea_desktop.ui.checking import open_check

        open_check(self.desk)

    def check_quietly(self) -> None:
        """The full check after the start, told at the foot; what is wrong also over the tabs, with what to do."""
        from ananea_desktop.ui.checking import QuietCheck

        quiet = QuietCheck(self.desk, self)
        quiet.found.connect(self._tell_check)
        quiet.begin()

    def _tell_check(self, words: str, icon: str, token: str, is_wrong: bool) -> None:
        self.strip.show_check(words, icon, token)
        if is_wrong and self.wrong_banner is None:
            from ananea_desktop.ui.recovery import wrong_banner

            self.wrong_banner = wrong_banner(self.check)
            self._page.layout().insertWidget(2, self.wrong_banner)  # type: ignore[union-attr]
        elif not is_wrong and self.wrong_banner is not None:
            self.wrong_banner.hide()

    def open_copies(self) -> None:
        """The page that makes copies on a USB stick and shows those that are there."""
        from ananea_desktop.ui.copies_page import open_copies

        open_copies(self.desk)

    def show_copied(self, copies: copying.CopyState) -> None:
        """How old the last copy on a stick is, at the foot of the window."""
        self.strip.show_copied(copies.made_on, is_late=copies.is_late)

    def tell_restored(self, sentence: str) -> None:
        """Says that a copy was put back, when the window is open again."""
        from ananea_desktop.ui.dialogs import tell

        tell(self, _("La copia está en uso"), sentence)

    def _tell_problem(self, problem: UserError) -> None:
        if isinstance(problem, OnlyLooking):  # a draft that is kept every moment would ask each time
            self.strip.say(problem.sentence, "eye", "bad")
            return
        from ananea_desktop.ui.dialogs import tell

        self.lock.when_open(lambda: tell(self, _("No se pudo"), problem.sentence))

    def open_restore(self) -> None:
        """The copies, to put one back."""
        from ananea_desktop.ui.recovery import open_restore

        if not self.desk.refuses(Right.RESTORE):
            open_restore(self.desk)

    # leaving

    def _restart(self, sentence: str) -> None:
        """Closes; whoever opened the window opens it again, on the copy that was put back, and says the sentence."""
        self.restart_words = sentence
        self.close()

    def _open_anew(self) -> None:
        """Closes; whoever opened the window opens it again on the same file."""
        self.opens_anew = True
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        from ananea_desktop.ui import window_keys

        if event.key() == Qt.Key.Key_Escape:
            self.covering.go_back()
        elif not window_keys.take_key(self, event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        from ananea_desktop.ui.focus_order import follow_layout

        follow_layout(self)
        return super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        keep_size(self, _SIZE)
        self._leave_pages()
        event.accept()
        self.closed.emit()

    def _leave_pages(self) -> None:
        """What is typed is kept as a draft."""
        self.covering.leave_all()
        for tab in self._pages.values():
            tab.leave_form()


def _start_data(books: Books) -> tuple[bool, sign_in.Entry, copying.CopyState, bool, str]:
    is_set_up = office.is_set_up(books)
    is_sample = is_set_up and office.profile(books)["is_sample"] == "yes"
    return is_set_up, sign_in.entry(books), copying.state(books), is_sample, first_start.place(books)
