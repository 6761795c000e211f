"""What a new password must be, and a recovery code that survives being copied by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain import passwords, recovery_codes
from ananea_desktop.domain.text import InvalidValue

NAMES = ("Rosa Quispe", "Cooperativa Minera Señor de Ananea Ltda. Ananea")


@pytest.mark.parametrize(
    "password",
    [
        "tres piedras cantan",
        "8391047265",
        "ñandú verde con sal",
        "Xk3#v!9pQz",
        "mi perro come tunas",
        "𝒳" * 3 + "kwmvgh7",
    ],
)
def test_a_password_that_nobody_guesses_is_taken(password: str) -> None:
    assert passwords.problem(password, NAMES) == ""


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "Falta la clave"),
        ("corta9876", "tiene 9 y hacen falta 10"),
        ("x9" * 65, "caben 128"),
        ("con\ttabulador", "un signo que no se puede escribir"),
        ("1234567890", "fácil de adivinar"),
        ("contraseña1", "fácil de adivinar"),
        ("Cooperativa2026", "fácil de adivinar"),
        ("ananea2026!", "fácil de adivinar"),
        ("Rosa.Quispe.1", "fácil de adivinar"),
        ("quisperosa12345", "fácil de adivinar"),
        ("aaaaaaaaaaaa", "fácil de adivinar"),
        ("qwertyuiop", "fácil de adivinar"),
        ("!!!!!!!!!!!!", "fácil de adivinar"),
        ("lluvia mesa tambor", "fácil de adivinar"),
    ],
)
def test_a_password_that_is_refused_says_why(password: str, said: str) -> None:
    assert said in passwords.problem(password, NAMES)


def test_the_same_letters_are_the_same_password_on_any_keyboard() -> None:
    assert passwords.normalized("n\u0303andu\u0301") == passwords.normalized("ñandú")


@given(st.text(max_size=200))
def test_any_text_is_answered(password: str) -> None:
    assert isinstance(passwords.problem(password, NAMES), str)


def test_a_code_is_read_however_it_is_copied() -> None:
    code = recovery_codes.make()
    assert [len(group) for group in code.split("-")] == [5, 5, 5, 5]
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert recovery_codes.read(typed) == code


def test_codes_differ() -> None:
    assert len({recovery_codes.make() for _number in range(100)}) == 100


def test_a_slip_of_the_pen_is_told() -> None:
    code = recovery_codes.make()
    told = 0
    for place, letter in enumerate(code):
        if letter != "-":
            other = "7" if letter != "7" else "8"
            try:
                recovery_codes.read(code[:place] + other + code[place + 1 :])
            except InvalidValue as problem:
                assert "Compárelo grupo por grupo" in str(problem)
                told += 1
    assert told >= 18, "of 20 slips, each is missed once in 1024"


@pytest.mark.parametrize(("typed", "said"), [("", "Falta el código"), ("ABC", "20 letras y números, y aquí hay 3")])
def test_what_is_no_code_says_what_is_wrong(typed: str, said: str) -> None:
    with pytest.raises(InvalidValue, match=said):
        recovery_codes.read(typed)
