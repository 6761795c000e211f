"""What a list was left like is there the next time: its filter, in the data file as its columns are."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings
from pytestqt.qtbot import QtBot

from ananea_desktop.ui.choice import ChoiceField
from ananea_desktop.ui.manual_page import ManualText
from ananea_desktop.ui.record_tab import RecordTab
from tests.builders import an_office_on_disk, save_member
from tests.ui.conftest import Office
from tests.ui.test_main_job import go_to

OpenOffice = Callable[[], Office]


def begun(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_member(books)
    save_member(books, document_number="10000002", given_names="Rosa", state="retired", state_since="01/10/2026")
    books.file.close()
    return open_office()


def listed(office: Office) -> list[str]:
    model = office.seen(RecordTab).model
    return [model.row(number)["given_names"] for number in range(model.rowCount())]


def test_the_filter_of_a_list_is_as_it_was_left(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    go_to(office, 1)
    field = office.seen(ChoiceField, "filter")
    usual = field.values()[0]
    everybody = next(words for words, wanted in office.seen(RecordTab).spec.filters if not wanted)
    assert field.value() == usual and listed(office) == ["José"]
    field.set_value(everybody)
    office.settle()
    assert listed(office) == ["José", "Rosa"]
    office.close()
    office = open_office()
    go_to(office, 1)
    assert office.seen(ChoiceField, "filter").value() == everybody
    assert listed(office) == ["José", "Rosa"]
    office.seen(ChoiceField, "filter").set_value(usual)
    office.settle()
    office.close()
    office = open_office()
    go_to(office, 1)
    assert listed(office) == ["José"]


def test_a_record_that_is_wanted_is_shown_whatever_was_filtered(open_office: OpenOffice, tmp_path: Path) -> None:
    office = begun(open_office, tmp_path)
    office.window.show_record("members", 2)
    office.settle()
    assert office.seen(RecordTab).card.record_id == 2


@pytest.fixture
def setting(request: pytest.FixtureRequest) -> Iterator[str]:
    """Something kept for this PC by nobody here."""
    name, value = request.param
    QSettings().setValue(name, value)
    yield name
    QSettings().remove(name)


_RUBBISH = ("rubbish", 5, ["a", "b"], QByteArray(b"abc"))


@pytest.mark.parametrize("setting", [("window/geometry", each) for each in _RUBBISH], indirect=True)
def test_a_size_nobody_wrote_counts_as_never_kept(open_office: OpenOffice, tmp_path: Path, setting: str) -> None:
    an_office_on_disk(tmp_path / "ananea.db").file.close()
    assert not open_office().window.size_is_remembered, setting


@pytest.mark.parametrize("setting", [("manual/letters", each) for each in ("rubbish", 99, ["a", "b"])], indirect=True)
def test_letters_of_the_manual_nobody_chose_are_as_at_first(qtbot: QtBot, setting: str) -> None:
    text = ManualText()
    qtbot.addWidget(text)
    assert text.letters == 0, setting
