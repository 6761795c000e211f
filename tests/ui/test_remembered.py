"""What a list was left like is there the next time: its filter, in the data file as its columns are."""

from collections.abc import Callable
from pathlib import Path

from ananea_desktop.ui.choice import ChoiceField
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
