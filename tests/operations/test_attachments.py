"""Attachments: looked into, kept once, found on their record, and never lost."""

from pathlib import Path

import pytest

from ananea_desktop.domain.attachments import LONGEST_NAME, clean_file_name, name_to_save, size_text
from ananea_desktop.domain.errors import InvalidRecord, UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.operations import attachments, cards, checking, quotations
from ananea_desktop.operations.attachments import Prepared, keep, of_record, prepare
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.purchases import save as save_purchase
from ananea_desktop.storage import attachments as stored
from ananea_desktop.storage import records, rows
from tests.builders import a_purchase, a_purchase_line, issued, save_member, save_project, save_supplier
from tests.hostile import a_pdf, a_photo


@pytest.fixture(scope="module")
def photo() -> Prepared:
    return prepare(a_photo(), "C:\\Fotos\\vía de acarreo.png")


@pytest.fixture(scope="module")
def other_photo() -> Prepared:
    return prepare(a_photo(shade=90), "después.jpg")


@pytest.fixture(scope="module")
def paper() -> Prepared:
    return prepare(a_pdf(pages=2), "factura.pdf")


def test_the_history_of_a_record_tells_of_its_attachments(books: Books, photo: Prepared, paper: Prepared) -> None:
    member, other = save_member(books), save_member(books, document_number="00041528", number="2")
    kept, _back = keep(books, "members", member, photo)
    keep(books, "members", other, paper)
    attachments.remove(books, kept)
    card = cards.card(books, MEMBERS, member)
    told = [(row["table_name"], row["action"]) for row in card.history]
    assert told == [("attachments", "update"), ("attachments", "insert"), ("members", "insert")]
    assert card.history_count == 3
    assert card.history == cards.whole_history(books, MEMBERS, member)


@pytest.mark.parametrize(
    ("table", "stage", "other"),
    [("purchases", "invoice", "quotation"), ("quotation_requests", "quotation", "invoice")],
)
def test_scan_says_whether_it_is_an_offer_or_an_invoice(
    books: Books, paper: Prepared, table: str, stage: str, other: str
) -> None:
    records_of = {
        "purchases": lambda: save_purchase(books, a_purchase(save_supplier(books)), [a_purchase_line()]),
        "quotation_requests": lambda: quotations.save(books, {"subject": "Bomba", "asked_on": "10/11/2026"}, []),
    }
    record_id = records_of[table]()
    keep(books, table, record_id, paper, stage=stage)
    assert [row["stage"] for row in of_record(books, table, record_id)] == [stage]
    with pytest.raises(InvalidRecord):
        keep(books, table, record_id, prepare(a_pdf(pages=1), "otro.pdf"), stage=other)
    assert checking.check(books).problems == []


def test_what_is_attached_is_found_on_its_record(books: Books, photo: Prepared, paper: Prepared) -> None:
    member = save_member(books)
    keep(books, "members", member, photo, caption=" Su  DNI ")
    keep(books, "members", member, paper)
    first, second = of_record(books, "members", member)
    assert (first["file_name"], first["caption"], first["media_type"]) == ("vía de acarreo.png", "Su DNI", "image/jpeg")
    assert (second["file_name"], second["pages"], second["size"]) == ("factura.pdf", 2, len(a_pdf(pages=2)))
    assert first["added_at"] == books.now()
    assert first["thumbnail"].startswith(b"\xff\xd8")
    assert "content" not in first
    assert attachments.content(books, second["id"]) == ("application/pdf", a_pdf(pages=2))
    report = checking.check(books)
    assert report.attachments_size > first["size"] + second["size"]
    assert f"2, {size_text(report.attachments_size)}" == dict(checking.facts(report))["Adjuntos"]
    assert [row["file_name"] for row in cards.card(books, MEMBERS, member).attachments] == [
        "vía de acarreo.png",
        "factura.pdf",
    ]


def test_an_issued_receipt_can_have_its_voucher(books: Books, paper: Prepared) -> None:
    receipt = issued(books)
    keep(books, "receipts", receipt.id, paper)
    assert len(of_record(books, "receipts", receipt.id)) == 1


def test_equal_contents_are_kept_once(books: Books, photo: Prepared) -> None:
    first, second = save_member(books), save_member(books, document_number="00041528")
    keep(books, "members", first, photo)
    keep(books, "members", second, prepare(a_photo(), "otro nombre.jpg"))
    assert rows.value(books.db, "SELECT count(*) FROM attachment_contents") == 1
    assert [row["file_name"] for row in of_record(books, "members", second)] == ["otro nombre.jpg"]


def test_a_picture_taken_out_and_attached_elsewhere_is_known_again(books: Books, photo: Prepared) -> None:
    first, second = save_member(books), save_member(books, document_number="00041528")
    attachment, _back = keep(books, "members", first, photo)
    _media_type, content = attachments.content(books, attachment)
    keep(books, "members", second, prepare(content, "copia.jpg"))
    assert rows.value(books.db, "SELECT count(*) FROM attachment_contents") == 1


def test_the_same_on_the_same_record_is_told(books: Books, photo: Prepared) -> None:
    member = save_member(books)
    keep(books, "members", member, photo)
    with pytest.raises(UserError, match="Ya está adjunto"):
        keep(books, "members", member, photo)
    assert len(of_record(books, "members", member)) == 1


def test_a_removed_one_comes_back_by_itself_or_by_being_added_again(books: Books, photo: Prepared) -> None:
    member = save_member(books)
    attachment, was_back = keep(books, "members", member, photo, caption="Su casa")
    assert not was_back
    attachments.remove(books, attachment)
    assert of_record(books, "members", member) == []
    assert [row["id"] for row in of_record(books, "members", member, removed=True)] == [attachment]
    attachments.bring_back(books, attachment)
    assert len(of_record(books, "members", member)) == 1
    attachments.remove(books, attachment)
    assert keep(books, "members", member, photo) == (attachment, True)
    assert [row["caption"] for row in of_record(books, "members", member)] == ["Su casa"]


def test_every_step_is_in_the_history(books: Books, photo: Prepared) -> None:
    attachment, _back = keep(books, "premium_projects", save_project(books), photo)
    attachments.change(books, attachment, {"caption": "La vía", "stage": "before"})
    attachments.remove(books, attachment)
    attachments.bring_back(books, attachment)
    found = records.history(books.db, "attachments", attachment)
    assert [row["action"] for row in found] == ["update", "update", "update", "insert"]
    assert [row["after"]["removed"] for row in found] == ["no", "yes", "no", "no"]
    assert {row["user"] for row in found} == {"Rosa"}
    assert attachments.opened(books, attachment)["added_by"] == "Rosa"


def test_photos_of_a_project_come_by_their_stage(
    books: Books, photo: Prepared, other_photo: Prepared, paper: Prepared
) -> None:
    project = save_project(books)
    keep(books, "premium_projects", project, paper)
    keep(books, "premium_projects", project, other_photo, stage="after")
    keep(books, "premium_projects", project, photo, stage="before")
    found = stored.photos_of(books.db, "premium_projects", project)
    assert [row["stage"] for row in found] == ["before", "after"]
    (after,) = stored.photos_of(books.db, "premium_projects", project, "after")
    assert stored.content(books.db, after["sha256"]) == ("image/jpeg", other_photo.reduced.content)


def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_kept(books: Books, photo: Prepared) -> None:
    member = save_member(books)
    with pytest.raises(InvalidRecord) as refused:
        keep(books, "members", member, photo, caption="x" * 301, stage="before")
    assert set(refused.value.problems) == {"caption", "stage"}
    assert rows.value(books.db, "SELECT count(*) FROM attachment_contents") == 0
    attachment, _back = keep(books, "members", member, photo)
    with pytest.raises(InvalidRecord):
        attachments.change(books, attachment, {"caption": "x" * 301})


@pytest.mark.parametrize(("table", "record_id"), [("members", 99), ("users", 1), ("members; DROP TABLE members", 1)])
def test_only_a_record_that_is_there_can_have_attachments(
    books: Books, photo: Prepared, table: str, record_id: int
) -> None:
    with pytest.raises(LookupError):
        keep(books, table, record_id, photo)


def test_what_is_not_there_is_not_changed(books: Books) -> None:
    for act in (attachments.remove, attachments.bring_back, attachments.content, attachments.opened):
        with pytest.raises(LookupError):
            act(books, 7)


def test_a_file_is_read_from_the_disk_by_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "Boleta n.º 12.jpg"
    path.write_bytes(a_photo())
    assert prepare(path).file_name == "Boleta n.º 12.jpg"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Rosa\\DNI.jpg", "DNI.jpg"),
        ("  DNI,\t ambas\u202e caras.jpg ", "DNI, ambas caras.jpg"),
        ('a<b>"c"|d?.pdf', "a_b__c__d_.pdf"),
        ("..", ""),
        (".oculto", "oculto"),
        ("carpeta/", ""),
    ],
)
def test_names_are_cleaned(given: str, kept: str) -> None:
    assert clean_file_name(given) == kept


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_file_name("ñ" * 300 + ".jpeg")
    assert len(name) == LONGEST_NAME
    assert name.endswith("ñ.jpeg")
    assert len(clean_file_name("W" * 300)) == LONGEST_NAME


def test_a_file_is_saved_with_the_ending_of_what_it_is() -> None:
    assert name_to_save("foto.png", "image/jpeg") == "foto.jpg"
    assert name_to_save("foto.JPEG", "image/jpeg") == "foto.JPEG"
    assert name_to_save("factura.pdf", "application/pdf") == "factura.pdf"
    assert name_to_save("Acta del 3.febrero 2026", "application/pdf") == "Acta del 3.febrero 2026.pdf"


def test_sizes_are_said_as_people_say_them() -> None:
    assert [size_text(size) for size in (1, 380 * 1024, 2_500_000)] == [
        "1\N{NO-BREAK SPACE}KB",
        "380\N{NO-BREAK SPACE}KB",
        "2.4\N{NO-BREAK SPACE}MB",
    ]
