"""English: every text of the program has it, none is stale, and each keeps the blanks of the Spanish one."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

from ananea_desktop import paths
from ananea_desktop.domain import dates
from ananea_desktop.operations import reports

PACKAGE = Path(reports.__file__).parents[1]
CATALOGUE = paths.resources() / "translations" / "en.po"
MARKS = ("_", "N_")
NUMBER_SIGN = re.compile(r"(N\.º|n\.º|N°|\bNo\.|(?<! o )\bno\.)$")
BLANKS = re.compile(r"{[^}]*}")


@cache
def _all_calls() -> list[tuple[str, ast.Call]]:
    found = []
    for path in PACKAGE.rglob("*.py"):
        source = path.read_text(encoding="utf-8")
        if "_(" in source:
            for node in ast.walk(ast.parse(source)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                    found.append((f"{path.relative_to(PACKAGE)}:{node.lineno}", node))
    return found


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Calls of these plain names anywhere in the program, each with its place."""
    return ((place, call) for place, call in _all_calls() if call.func.id in names)  # type: ignore[attr-defined]


@cache
def marked() -> dict[str, str]:
    """Every text of the program that is marked for the catalogue, with a place where it stands."""
    found = dict.fromkeys((*dates.MONTHS, *dates.SHORT_MONTHS, *dates.WEEKDAYS), "domain/dates.py")
    for place, call in calls(*MARKS):
        first = call.args[0]
        if isinstance(first, ast.Constant):
            found.setdefault(str(first.value), place)
    return found


@cache
def english() -> dict[str, str]:
    with CATALOGUE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file, locale="en") if message.id}


def test_every_text_has_its_english() -> None:
    assert len(marked()) > 4000
    assert {text: place for text, place in marked().items() if not english().get(text)} == {}


def test_no_english_is_stale() -> None:
    assert set(english()) - set(marked()) == set()


def test_no_text_is_in_the_catalogue_twice_or_unsure() -> None:
    with CATALOGUE.open("rb") as file:
        assert [message.id for message in read_po(file, locale="en") if message.id and message.fuzzy] == []
    ids = re.findall(r'^msgid "(.+)"$', CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(text for text in set(ids) if ids.count(text) > 1) == []


def test_english_keeps_every_blank_and_how_the_text_begins_and_ends() -> None:
    def shape(text: str) -> tuple[object, ...]:
        ending = re.search(r"[.:…?]$", NUMBER_SIGN.sub("", text))
        ends = text.startswith(" "), text.endswith(" "), ending and ending[0]
        return sorted(BLANKS.findall(text)), ends, text.count("\n")

    assert {(one, other) for one, other in english().items() if shape(one) != shape(other)} == set()


def test_what_is_marked_can_be_looked_up() -> None:
    """An f-string, or one added to another, is made before the catalogue is asked: its English is never found."""
    made = [place for place, call in calls(*MARKS) if isinstance(call.args[0], ast.JoinedStr | ast.BinOp)]
    assert made == []
    whole = [place for place, call in calls("plural") for form in call.args[:2] if isinstance(form, ast.Constant)]
    assert whole == [], "the forms of a plural go through _ each"
