"""The two palettes: each text on each ground it stands on, and what must be told apart without being read."""

import re
from pathlib import Path

import pytest

from ananea_desktop import ui
from ananea_desktop.ui.theme import DARK, LIGHT, Palette
from tests.ui.test_look_theme import contrast

_PALETTES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
_TEXT = ("ink", "ink2", "ink3", "gold_text", "bad", "good")
_GROUNDS = ("bg", "panel", "desk", "hover", "gold_soft", "bad_soft")
_ON_OTHER_GROUNDS = {
    "on_gold": ("gold", "gold_hover", "gold_pressed"),
    "bg": ("ink",),  # the tip and the toast
    "ink3": ("track",),  # the filled button that cannot be pressed
}
_SEEN_ON = {
    "edge": ("bg", "panel"),
    "bar": ("bg", "panel", "track", "gold_soft"),
    "ink": ("bg", "panel", "desk", "hover", "gold_soft"),  # the ring; on gold it stands off
    "bad": ("bg", "panel", "bad_soft"),
}
_NOT_READ = {"line", "hover", "track", "edge2", "desk", "panel", "gold_soft", "bad_soft", "gold_hover", "gold_pressed"}
"""Grounds, and lines that only part what words and space part already."""


@_PALETTES
@pytest.mark.parametrize("ground", _GROUNDS)
@pytest.mark.parametrize("text", _TEXT)
def test_each_text_is_legible_on_each_ground(tokens: Palette, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@_PALETTES
def test_texts_on_grounds_of_their_own_are_legible(tokens: Palette) -> None:
    found = {
        (text, ground): contrast(getattr(tokens, text), getattr(tokens, ground))
        for text, grounds in _ON_OTHER_GROUNDS.items()
        for ground in grounds
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < 4.5} == {}


@_PALETTES
def test_edges_bars_and_the_focus_ring_are_seen(tokens: Palette) -> None:
    found = {
        (shape, ground): contrast(getattr(tokens, shape), getattr(tokens, ground))
        for shape, grounds in _SEEN_ON.items()
        for ground in grounds
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < 3} == {}


def test_no_token_is_left_out_here() -> None:
    named = {*_TEXT, *_GROUNDS, *_ON_OTHER_GROUNDS, *_SEEN_ON, *_NOT_READ, "gold"}
    assert named == set(vars(LIGHT))


def test_no_colour_is_written_beside_the_tokens() -> None:
    """Else a palette could be legible and the window not; paper is white in dark mode too."""
    allowed = {"theme.py": None, "preview.py": "#FFFFFF"}
    found = []
    for path in sorted(Path(ui.__path__[0]).rglob("*.py")):
        for colour in re.findall(r"\"#[0-9A-Fa-f]{3,8}\"", path.read_text(encoding="utf-8")):
            if path.name not in allowed or allowed[path.name] not in (None, colour.strip('"')):
                found.append(f"{path.name}: {colour}")
    assert found == []
