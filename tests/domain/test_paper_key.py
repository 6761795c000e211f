"""The secret key on paper: read as people type it, and a wrong letter is found where it stands."""

import pyrage
import pytest

from ananea_desktop.domain import paper_key


@pytest.fixture
def secret() -> str:
    return str(pyrage.x25519.Identity.generate())


def test_the_groups_are_the_key_without_its_prefix(secret: str) -> None:
    groups = paper_key.groups(secret)
    assert paper_key.PREFIX + "".join(groups) == secret
    assert [len(each) for each in groups] == [4] * 14 + [2]


def test_it_is_read_in_groups_in_small_letters_with_dashes_and_the_prefix(secret: str) -> None:
    groups = paper_key.groups(secret)
    for typed in (secret, secret.lower(), " ".join(groups), "-".join(groups).lower(), f"\n{' '.join(groups)} \n"):
        assert paper_key.read(typed) == secret


def test_what_looks_alike_is_taken_for_what_a_key_has() -> None:
    secret = "AGE-SECRET-KEY-1" + "".join(paper_key.groups(_one_with("0L8")))
    typed = "".join(paper_key.groups(secret)).replace("0", "O").replace("L", "1").replace("8", "B")
    assert paper_key.read(typed) == secret


def _one_with(letters: str) -> str:
    while True:
        secret = str(pyrage.x25519.Identity.generate())
        if all(each in secret.removeprefix(paper_key.PREFIX) for each in letters):
            return secret


@pytest.mark.parametrize("position", range(paper_key.LETTERS))
def test_one_wrong_letter_is_found_in_its_group(secret: str, position: int) -> None:
    letters = secret.removeprefix(paper_key.PREFIX)
    other = "Q" if letters[position] != "Q" else "P"
    with pytest.raises(paper_key.WrongKey) as refused:
        paper_key.read(letters[:position] + other + letters[position + 1 :])
    assert refused.value.group == position // 4 + 1
    assert f"grupo {refused.value.group}" in refused.value.sentence


def test_a_group_that_is_missing_is_told(secret: str) -> None:
    with pytest.raises(paper_key.WrongKey, match="58 letras y números, y usted escribió 54"):
        paper_key.read(" ".join(paper_key.groups(secret)[1:]))


def test_a_letter_that_no_key_has_is_named(secret: str) -> None:
    with pytest.raises(paper_key.WrongKey, match="grupo 1 hay «Ñ»"):
        paper_key.read("Ñ" + secret.removeprefix(paper_key.PREFIX)[1:])


def test_two_wrong_letters_ask_to_compare_all(secret: str) -> None:
    letters = secret.removeprefix(paper_key.PREFIX)
    turned = "".join("Q" if each != "Q" else "P" for each in letters[:2])
    with pytest.raises(paper_key.WrongKey, match="más de una letra"):
        paper_key.read(turned + letters[2:])
