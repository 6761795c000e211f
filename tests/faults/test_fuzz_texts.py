"""Fuzz of what is typed, pasted or kept as text: read or refused with a sentence, and never a fault of ours."""

import json
import random
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ananea_desktop.domain import dates, identity, money, paper_key, text
from ananea_desktop.domain.arrangements import arrangement_of
from ananea_desktop.domain.errors import UserError
from ananea_desktop.domain.members import MEMBERS
from ananea_desktop.domain.purchases import PURCHASES
from ananea_desktop.domain.receipts import ReceiptKind
from ananea_desktop.domain.steps import at_once
from ananea_desktop.domain.text import InvalidValue
from ananea_desktop.operations import records, waiting_receipts
from ananea_desktop.operations.books import Books
from ananea_desktop.operations.receipt_drafts import ReceiptDraft
from ananea_desktop.storage import drafts, preferences, presentations, sealed
from ananea_desktop.storage import receipt_list as receipt_rows
from ananea_desktop.storage import records as store
from ananea_desktop.storage.receipt_list import ReceiptFilter
from tests.builders import a_draft, a_member, an_office, issued, save_member
from tests.faults.fuzzing import a_text, broken_json, fuzz

TODAY = date(2026, 11, 28)
A_KEY = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"


@pytest.fixture(scope="module")
def office() -> Books:
    books = an_office()
    save_member(books)
    issued(books)
    return books


def reads(read: Callable[[str], Any], write: Callable[[Any], str], least: int = 0) -> Callable[[str], bool]:
    """One number or day: what is read is what its own writing is read as."""

    def one(typed: str) -> bool:
        try:
            value = read(typed)
        except InvalidValue as problem:
            assert str(problem).strip()
            return False
        assert not isinstance(value, int) or least <= value < 1 << 53
        assert read(write(value)) == value
        return True

    return one


NUMBERS: dict[str, list[tuple[Callable[[str], bool], tuple[str, ...]]]] = {
    "amounts": [
        (reads(money.read_amount, money.format_amount, 1), ("1,234.50", "S/ 50", "US$ 0.01", "999999999.99")),
        (reads(money.read_signed_amount, money.format_amount, -(1 << 53)), ("-1,234.50", "− S/ 3", "0")),
    ],
    "rates": [
        (reads(money.read_rate, money.format_rate, 1), ("3.752", "3.7", "100")),
        (reads(money.read_percent, money.format_percent), ("18", "10.5", "0")),
    ],
    "grams and quantities": [
        (reads(money.read_grams, money.format_grams, 1), ("1,234.567", "0.001", "31.1035")),
        (reads(money.read_fineness, money.format_fineness, 1), ("999.9", "0.92", "85", "22")),
        (reads(money.read_quantity, money.format_quantity, 1), ("12", "1,234.5", "0.001")),
    ],
    "days and times": [
        (
            reads(lambda typed: dates.read_date(typed, TODAY), dates.format_date),
            ("23/11/2026", "29-2-24", "2026-11-23", "31.12", "1/1/1900"),
        ),
        (reads(dates.read_time, str), ("9", "9:30", "14.30", "2:30 pm", "12 am")),
    ],
}


@pytest.mark.parametrize("name", NUMBERS)
def test_number_or_day_is_read_or_refused(name: str) -> None:
    def one(chance: random.Random) -> bool:
        read, seeds = chance.choice(NUMBERS[name])
        return read(a_text(chance, seeds))

    taken, refused = fuzz(name, one)
    assert taken
    assert refused


def test_identity_numbers_are_read_or_refused() -> None:
    def one(chance: random.Random) -> bool:
        kind = chance.choice(("dni", "ce", "passport", "", a_text(chance)))
        typed = a_text(chance, ("00041527", "00041527-3", "001234567", "AB12345", "20448318754", "10000415277"))
        identity.invoice_key(typed, a_text(chance, ("F001-00000123", "N° 12", "S/N")))
        identity.ruc_matches_dni(typed, a_text(chance, ("00041527",)))
        try:
            checked = identity.check_ruc(typed, "00041527") if kind == "" else identity.check_document(kind, typed)
        except InvalidValue as problem:
            assert str(problem).strip()
            return False
        assert checked.value.isascii()
        assert checked.value.isalnum()
        assert 5 <= len(checked.value) <= 20
        return True

    taken, refused = fuzz("identity numbers", one)
    assert taken
    assert refused


def test_kept_text_has_nothing_hidden_and_is_kept_the_same_again() -> None:
    def one(chance: random.Random) -> bool:
        typed = a_text(chance)
        for lines in (False, True):
            kept = text.clean(typed, lines)
            assert text.clean(kept, lines) == kept == unicodedata.normalize("NFC", kept)
            kept.encode()
            assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs") for each in kept.replace("\n", ""))
        folded = text.fold(typed)
        assert text.fold(folded) == folded
        assert text.fold(text.clean(typed)) == folded
        text.sort_key(typed).encode()
        return bool(folded)

    fuzz("text", one)


def test_search_finds_or_not_and_never_fails(office: Books) -> None:
    def one(chance: random.Random) -> bool:
        typed = a_text(chance, ("ccallo nunez", "00041527", "recibo 001", "jose"))
        found = records.people(office, typed)
        page = receipt_rows.matching(office.db, ReceiptFilter(search=typed))
        at_once(page)
        store.match_query(typed)
        return bool(found)

    taken, _refused = fuzz("search", one)
    assert taken


def test_record_of_any_texts_is_read_or_refused_beside_its_fields(office: Books) -> None:
    whole = a_member()
    names = [field.name for field in MEMBERS.fields]

    def one(chance: random.Random) -> bool:
        texts = whole | {"document_number": f"{chance.randrange(1, 200):08d}"}
        for _change in range(chance.randint(1, 4)):
            texts[chance.choice(names)] = a_text(chance, tuple(whole.values()))
        record_type = chance.choice((MEMBERS, PURCHASES))
        values, problems = record_type.read(texts, TODAY)
        assert all(problem.sentence.strip() for problem in problems.values())
        for value in values.values():
            if isinstance(value, str):
                value.encode()
        try:
            records.save(office, MEMBERS, texts)
        except UserError as problem:
            assert problem.sentence.strip()
            return False
        return True

    fuzz("records", one)


def test_paper_key_is_read_or_said_to_be_wrong(tmp_path: Path) -> None:
    path = tmp_path / "clave.txt"

    def one(chance: random.Random) -> bool:
        typed = a_text(chance, (A_KEY, A_KEY.lower(), " ".join(paper_key.groups(A_KEY))))
        path.write_bytes(typed.encode(errors="replace"))
        for read in (lambda: paper_key.read(typed), lambda: sealed.key_in_file(path)):
            try:
                found = read()
            except UserError as problem:
                assert problem.sentence.strip()
                assert "AGE-SECRET-KEY-1GFPY" not in problem.sentence
                return False
        return bool(found)

    fuzz("paper key", one)


def test_kept_likings_and_presentations_of_any_content_are_passed_over() -> None:
    liking = {"order": ["name"], "widths": {"name": 120}, "shown": {"ruc": True}, "sorted_by": "name"}
    deck = {
        "first_day": "2026-01-01",
        "last_day": "2026-12-31",
        "title": "Asamblea",
        "ratio": "16:9",
        "language": "es",
        "slides": [{"kind": "text", "title": "Uno", "text": "Dos"}, {"kind": "plan", "subject_id": 2}],
    }
    books = an_office()
    db = books.db

    def one(chance: random.Random) -> bool:
        kept = broken_json(chance, liking)
        arrangement_of(json.loads(json.dumps(kept)))
        spoilt = {**deck, "slides": broken_json(chance, deck["slides"]), "title": broken_json(chance, "x")}
        found = presentations.from_plain(json.loads(json.dumps(spoilt)))
        found.title.encode()
        with books.permitted(), books.act() as acting:
            acting.execute("DELETE FROM preferences")
            typed = a_text(chance, (json.dumps(kept),)).encode(errors="replace").decode()
            try:
                acting.execute("INSERT INTO preferences (name, content) VALUES ('x', ?)", (typed,))
            except Exception as fault:
                assert "CHECK" in str(fault)
        preferences.get(db, "x")
        return bool(found.slides)

    fuzz("likings and presentations", one)
    books.file.close()


def test_half_typed_receipts_of_any_content_are_passed_over() -> None:
    """As an older or newer program, or another hand, left them: nobody is kept from working by them."""
    books = an_office()
    good = json.loads(json.dumps(vars(a_draft(token="a"))))

    def one(chance: random.Random) -> bool:
        words = json.dumps(broken_json(chance, good))
        with books.permitted(), books.act() as db:
            drafts.drop(db, waiting_receipts.FORM, 1)
            db.execute(
                "INSERT INTO drafts (form, record_id, content, user, saved_at) VALUES ('receipt', 1, ?, 'Rosa', '')",
                (words if chance.random() < 0.9 else a_text(chance, (words,)).encode(errors="replace").decode(),),
            )
            drafts.drop_made(db, "z")
        found = waiting_receipts.all_waiting(books)
        started = waiting_receipts.start(books, ReceiptDraft(kind=ReceiptKind.IN))
        assert isinstance(started.draft, ReceiptDraft)
        records.draft(books, waiting_receipts.FORM, 1)
        return bool(found)

    fuzz("half-typed receipts", one)
    books.file.close()
