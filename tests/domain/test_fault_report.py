"""What is kept of a fault: where it was and of what kind, and nothing that somebody typed."""

import sqlite3
from collections.abc import Callable

import pytest

from ananea_desktop.domain.errors import StorageProblem, UserError
from ananea_desktop.domain.fault_report import ChildFault, fault_report, hide, hide_words

NAME, DOCUMENT, PHONE = "Ccʼallo Núñez, José", "00041527", "951234567"
KEY = "AGE-SECRET-KEY-1QQPQYT8X4RRZ0ZPRR9ASM0J2XJ8VJ7C6VZ6DJ0W6V5P8N8G0JXQS7ZQ9X"


def caught(work, *arguments):
    try:
        work(*arguments)
    except BaseException as fault:
        return fault
    raise AssertionError("nothing was raised")


def fail_plainly(value):
    raise LookupError(f"members has no row {value}")


def fail_at_depth(depth):
    if depth == 0:
        raise KeyError(NAME)
    fail_at_depth(depth - 1)


@pytest.mark.parametrize(
    "value",
    [
        NAME,
        NAME.upper(),
        DOCUMENT,
        PHONE,
        "951 234 567",
        "rosa@ananea.pe",
        KEY,
        KEY.lower(),
        "24/11/1971",
        "1971-11-24",
    ],
)
def test_of_what_was_typed_nothing_stays(value: str) -> None:
    report = fault_report(caught(fail_plainly, value))
    assert "LookupError: members has no row" in report
    assert "tests/domain/test_fault_report.py" in report
    assert "fail_plainly" in report
    assert not any(word in report for word in value.replace(",", "").split())


@pytest.mark.parametrize("typed", [NAME, "O'Higgins", 'dijo "sí"', "rosa quispe"])
def test_what_python_quotes_is_hidden(typed: str) -> None:
    nothing: dict[str, str] = {}
    works: tuple[Callable[[str], object], ...] = (int, float, nothing.__getitem__, list(nothing).remove)
    for work in works:
        report = fault_report(caught(work, typed))
        assert typed not in report
        assert not any(word in report.splitlines()[-1] for word in typed.replace(",", "").split())


def test_what_the_programs_own_text_has_is_shown() -> None:
    report = fault_report(caught(lambda: None.strip()))  # type: ignore[attr-defined]
    assert "'NoneType' object has no attribute 'strip'" in report


def test_words_of_sqlite_stay_and_values_do_not() -> None:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE members (document_number TEXT UNIQUE, age INTEGER CHECK (age > 0)) STRICT")
    db.execute("INSERT INTO members VALUES (?, 1)", (DOCUMENT,))
    report = fault_report(caught(db.execute, "INSERT INTO members VALUES (?, 1)", (DOCUMENT,)))
    assert "sqlite3.IntegrityError: UNIQUE constraint failed: members.document_number" in report
    assert "CHECK constraint failed: age > 0" in fault_report(
        caught(db.execute, "INSERT INTO members VALUES ('x', -1)")
    )
    assert NAME not in fault_report(caught(db.execute, f"SELECT {NAME}"))
    db.close()


def test_a_place_on_the_disk_names_nobody() -> None:
    for path in (f"/home/rosa/{NAME}.db", r"C:\Users\Rosa Quispe\ananea.db"):
        report = fault_report(caught(open, path))
        assert "FileNotFoundError" in report
        assert "No such file or directory" in report
        assert "rosa" not in report.lower()
        assert "Quispe" not in report


def test_a_sentence_for_the_person_is_left_out_and_what_led_to_it_stays() -> None:
    def refuse() -> None:
        try:
            fail_plainly(NAME)
        except LookupError as fault:
            raise StorageProblem(f"{NAME} lo tiene abierto") from fault

    report = fault_report(caught(refuse))
    assert report.index("LookupError: members has no row") < report.index("which led to:")
    assert "StorageProblem: (a sentence for the person)" in report
    assert "José" not in report
    assert "José" not in fault_report(UserError(NAME))


def test_a_fault_within_a_thousand_calls_is_short() -> None:
    report = fault_report(caught(fail_at_depth, 500))
    assert len(report.splitlines()) < 40
    assert "calls …" in report
    assert report.endswith("KeyError: ‹…›\n")


def test_a_fault_in_a_circle_ends() -> None:
    first, second = ValueError("a"), ValueError("b")
    first.__cause__, second.__cause__ = second, first
    assert fault_report(first).count("ValueError") == 2


def test_a_fault_that_cannot_say_itself_still_tells_where() -> None:
    class Dumb(Exception):
        def __str__(self) -> str:
            raise RuntimeError(NAME)

    report = fault_report(Dumb())
    assert "(str() raised RuntimeError)" in report
    assert "José" not in report


def test_what_another_process_wrote_is_kept_without_places_and_keys() -> None:
    written = f'  File "/home/rosa/ananea_desktop/x.py", line 3\nValueError: {KEY} {DOCUMENT}'
    report = fault_report(ChildFault(1, written))
    assert "ended with 1" in report
    assert ", line 3" in report
    assert not any(mark in report for mark in ("rosa", KEY, DOCUMENT))


def test_faults_of_a_group_are_all_told() -> None:
    report = fault_report(ExceptionGroup("two", [ValueError(f"'{NAME}'"), TypeError("x")]))
    assert "+ ValueError: ‹…›" in report
    assert "+ TypeError: x" in report


def test_a_line_of_the_log_keeps_its_numbers_and_loses_what_is_long_or_secret() -> None:
    assert hide("receipts 1,000,000, file 12.3 MB, SQLite 3.40.1, Qt 6.11.3, Windows 10.0.19045") == (
        "receipts 1,000,000, file 12.3 MB, SQLite 3.40.1, Qt 6.11.3, Windows 10.0.19045"
    )
    assert hide(f"{DOCUMENT} {KEY} $argon2id$v=19$m=65536$abc") == "‹…› ‹…› ‹…›"
    assert hide_words("QFont: «Rosa» is missing") == "‹…›: ‹…› is missing"
