"""Every tab, page and dialog with the largest letters on the office's small screen: nothing is cut, each control has a
name, and whoever has the keys is seen to have them. The long form (--full) does so on a scaled screen, too."""

import os
import pkgutil
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ananea_desktop import app, ui
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.suppliers import SUPPLIERS
from ananea_desktop.operations import records, sample
from ananea_desktop.operations.books import open_books
from ananea_desktop.storage import records as rows
from ananea_desktop.ui import appearance
from ananea_desktop.ui.appearance import LETTERS_SETTING, Letters
from tests.ui.conftest import Office
from tests.ui.fitting import unfit
from tests.ui.reaching import Kind, nameless, unseen_focus
from tests.ui.walk import PARTS, Walk

_LONG_NAMES = (
    (MEMBERS, 31, {"given_names": "Maximiliana Encarnación", "paternal_surname": "Huanca Ccallomamani"}),
    (SUPPLIERS, 1, {"name": "Importadora de Equipos de Protección y Seguridad Minera del Altiplano S.A.C."}),
)
SEEN = {
    "home": "HomeTab ChartsPage RowsPage",
    "members": """MembersTab PositionForm CapitalRegisterPage ChargePage ChargeRunsPage DebtorsPage HandOutPage
        ImportPage IssueDialog OpeningsPage PapeleraPage PaperPage PeoplePapersPage ReceiptPage ReturnPage StateDialog
        SubscriptionPage TransferPage""",
    "trainings": "TrainingsTab TrainingForm CertificatesPage LackingPage TrainingAttendancePage WalkInDialog",
    "purchases": "PurchasesTab PurchaseForm QuotationForm AssetForm RenewalsPage",
    "equipment": "HandOutsTab ItemForm DonationPage ReceivingPage ReturnPage StockCountPage",
    "projects": "ProjectsTab ProjectForm AttachmentViewer BeneficiariesDialog",
    "committee": "CommitteeTermForm CommitteeSessionForm PremiumIncomeForm",
    "receipts": "ReceiptsTab ReceiptPage AttachmentsDialog ReversalDialog",
    "money": """AdvancesPage BankNotePage BookletsDialog CashCountPage CashCountsPage ClosingPage ClosingsPage
        HandoverDialog NumberReportDialog OpeningPage ReconciliationPage ReconciliationsPage RenditionPage SampleDialog
        TransferPage""",
    "corrections": "ReallocationPage ReceiptDebtsDialog ReversalDialog",
    "assembly": "AssembliesTab AssemblyForm ResolutionForm PresentationPage",
    "attendance": "AssemblyAttendancePage ByWhomDialog",
    "office": """AppearancePage ChartsPage CodeDialog CopiesPage FirstNumberDialog KeysPage PapeleraPage PasswordDialog
        PeopleLogPage PeoplePage PersonDialog ProfileForm YearFolderDialog CentralDialog PackageDialog ManualPage
        Palette ShortcutsPage Guide""",
    "lists_of_the_office": "RecordForm",
    "restoring": "CheckPage KeyDialog RecoveryWindow RestorePage",
    "presentation": "PresenterWindow",
    "rare": """AddDebtsDialog BudgetPage LostPage RatifyDialog RecoveryDialog RefundPage RefusedDialog RegisterDialog
        SecondPersonDialog""",
    "central": "CentralWindow NewKeyDialog",
    "signing_in": "MainWindow",
}
"""What each part of the walk must have come by; a new page or dialog is named in one of them."""
_NOT_WALKED = {
    "AnnulDialog": "of a receipt of today, which the sample has none of: tests/ui/test_main_job.py",
    "ClosingCopy": "stands while the program closes",
    "KeyTrial": "asks for a sealed copy on a stick",
    "PreviewDialog": "after what is charged was typed",
    "_Form": "a page of the guide of the first start",
    "_PrintProgress": "Qt's own, while a printer is fed",
}
_focus_seen: set[Kind] = set()
"""Of all parts together: one control of a kind is enough."""


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with names as long as some people and firms have."""
    path = tmp_path_factory.mktemp("sample") / "ananea.db"
    books = open_books(path, "prueba")
    sample.write_sample(books)
    for record_type, record_id, changes in _LONG_NAMES:
        texts = record_type.texts(rows.get(books.db, record_type, record_id))
        records.save(books, record_type, {**texts, **changes}, record_id, confirmed=tuple(texts))
    books.file.close()
    return path


@pytest.fixture
def open_at(sample_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[Letters], Office]]:
    """Opens the window on a copy of the sample, with letters that were chosen before."""
    opened: list[Office] = []

    def open_window(letters: Letters) -> Office:
        place = tmp_path / f"{len(opened)}"
        shutil.copytree(sample_file.parent, place)
        QSettings().setValue(LETTERS_SETTING, str(letters))
        opened.append(Office(qtbot, place / "ananea.db"))
        return opened[-1]

    yield open_window
    for office in opened:
        office.close()
        office.window._pages.clear()  # nobody has as many pages open, and each would be dressed anew
        whole = office.window.takeCentralWidget()
        assert whole is not None
        whole.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QSettings().remove("appearance")
    appearance.dress(app.make_application())


def walk(office: Office, part: str, size: tuple[int, int]) -> tuple[Walk, list[str]]:
    """Walks a part of the window, and gives what did not hold on the way."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    office.window.resize(*size)
    found: list[str] = []

    def stop(name: str, seen: QWidget) -> None:
        if seen is office.window:
            assert office.window.size().toTuple() == size, name
        seen.activateWindow()
        application.processEvents()
        for sentence in (*unfit(seen), *nameless(seen), *unseen_focus(seen, _focus_seen)):
            found.append(f"{name}: {sentence}")

    walked = Walk(application, office.books, office.window, stop)
    walked.settle()
    getattr(walked, part)()
    return walked, found


@pytest.mark.parametrize("part", PARTS)
def test_nothing_is_cut_nameless_or_secretly_focused(
    open_at: Callable[[Letters], Office], part: str, full: bool
) -> None:
    """25 % larger letters on 1366 × 768 need the same room as the usual ones where the system enlarges by 25 %."""
    walked, found = walk(open_at(Letters.LARGE), part, (1366, 689))
    assert not found
    assert walked.seen >= set(SEEN[part].split())
    if full:
        for size in ((1093, 552), (1366, 689)):
            assert not walk(open_at(Letters.NORMAL), part, size)[1]


def _ends(kind: type) -> bool:
    """Whether it is a page that is left, a dialog or a window, and nothing is made of it."""
    is_page = issubclass(kind, QDialog | QMainWindow) or "left" in vars(kind)
    inherits = any("left" in vars(each) for each in kind.__mro__)
    return kind.__module__.startswith(ui.__name__) and (is_page or inherits) and not kind.__subclasses__()


def test_every_page_and_dialog_is_named_in_a_part_of_the_walk() -> None:
    modules = [import_module(each.name) for each in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}.")]
    kinds = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    pages = {each.__name__ for each in kinds if issubclass(each, QWidget) and _ends(each)}
    named = {name for names in SEEN.values() for name in names.split()}
    assert pages - named - set(_NOT_WALKED) == set()
    assert set(SEEN) == set(PARTS)


def test_fractions_of_pixels_cut_nothing(full: bool) -> None:
    """Where the system enlarges by a half, each width is rounded; the scale must be known before Qt begins."""
    parts = " or ".join(PARTS) if full else "attendance"
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "-p", "no:cacheprovider", __file__, "-k", parts]
    scaled = os.environ | {"QT_SCALE_FACTOR": "1.5"}
    run = subprocess.run(command, env=scaled, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:]


def places(top: QWidget) -> list[tuple[str, str, int, int, int, int]]:
    """Where the controls and texts of a page stand, by what they are."""
    return sorted(
        (type(each).__name__, each.objectName(), each.x(), each.y(), each.width(), each.height())
        for each in top.findChildren(QWidget)
        if each.isVisible() and isinstance(each, QLabel | QLineEdit | QAbstractButton | QComboBox)
    )


def test_letters_that_grow_meanwhile_give_the_same_pages_as_those_of_the_start(
    open_at: Callable[[Letters], Office],
) -> None:
    office = open_at(Letters.LARGE)
    fresh = []
    for tab in (0, 1):
        office.window.show_tab(tab)
        office.settle()
        office.qtbot.waitUntil(lambda: unfit(office.window) == [])  # all of it is laid out
        fresh.append(places(office.window))
    appearance.choose(letters=Letters.NORMAL)
    for tab in (0, 1):
        office.window.show_tab(tab)
        office.settle()
        assert places(office.window) != fresh[tab]
    appearance.choose(letters=Letters.LARGE)
    for tab, wanted in enumerate(fresh):
        office.window.show_tab(tab)
        office.settle()
        office.qtbot.waitUntil(lambda wanted=wanted: places(office.window) == wanted)  # type: ignore[misc]
