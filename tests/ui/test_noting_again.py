"""«Guardar y anotar otro»: the next record begins empty, with no line and nobody of the one before."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ananea_desktop.operations import trainings
from ananea_desktop.storage import lists
from ananea_desktop.ui.tabs.purchases import PurchaseForm
from ananea_desktop.ui.tabs.training_form import TrainingForm
from tests.builders import a_purchase, a_purchase_line, a_training, an_office_on_disk, save_members, save_supplier
from tests.ui.conftest import Office
from tests.ui.test_document_pages import asked
from tests.ui.test_main_job import go_to, press

OpenOffice = Callable[[], Office]


@pytest.fixture
def office(open_office: OpenOffice, tmp_path: Path) -> Office:
    books = an_office_on_disk(tmp_path / "ananea.db")
    save_members(books, 2)
    save_supplier(books)
    books.file.close()
    return open_office()


def test_the_next_purchase_has_no_line_of_the_one_before(office: Office) -> None:
    go_to(office, 3)
    press(office, "first")
    form = office.seen(PurchaseForm)
    form.fill({"texts": a_purchase(1), "lines": [a_purchase_line()], "supplier_name": "Ferretería"})
    press(office, "save_and_again")
    assert [row["total"] for row in asked(office, lambda books: lists.purchases(books.db))] == [54_600]
    assert [line["item"] for line in form.lines.texts()] == [""]


def test_nobody_is_invited_to_the_next_training_yet(office: Office) -> None:
    go_to(office, 2)
    press(office, "first")
    form = office.seen(TrainingForm)
    form.fill({"texts": a_training(), "invited": [1, 2]})
    press(office, "save_and_again")
    assert [row["id"] for row in asked(office, lambda books: lists.training_sessions(books.db))] == [1]
    assert [row["id"] for row in asked(office, lambda books: trainings.form_parts(books, 1)).invited] == [1, 2]
    assert form.invited.present() == []
