"""The edits of a list of slides: none loses a slide, whatever is done and in whatever order."""

import itertools
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ananea_desktop.domain.presentations import (
    OWN_KINDS,
    SlideChoice,
    SlideKind,
    Slides,
    added,
    changed,
    merged,
    moved,
    not_proposed,
    removed,
    subject,
)

BOOK_KINDS = [kind for kind in SlideKind if kind not in OWN_KINDS]
notes = st.text(max_size=8)
book_slides = st.builds(
    SlideChoice,
    kind=st.sampled_from(BOOK_KINDS),
    subject_id=st.none() | st.integers(1, 4),
    included=st.booleans(),
    notes=notes,
)
own_slides = st.builds(SlideChoice, kind=st.sampled_from(OWN_KINDS), title=notes, text=notes, notes=notes)
proposals = st.lists(book_slides, unique_by=subject, max_size=8).map(tuple)


@st.composite
def kept_lists(draw: st.DrawFn) -> Slides:
    """Any order of book slides, each at most once, and own slides between them."""
    slides = [*draw(proposals), *draw(st.lists(own_slides, max_size=4))]
    return tuple(draw(st.permutations(slides)))


@given(kept_lists().filter(len), st.data())
def test_moving_keeps_every_slide_and_the_order_of_the_others(slides: Slides, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(slides) - 1))
    to = data.draw(st.integers(-3, len(slides) + 3))
    result = moved(slides, index, to)
    assert result[max(0, min(to, len(slides) - 1))] is slides[index]
    assert Counter(map(id, result)) == Counter(map(id, slides))
    others = [id(slide) for place, slide in enumerate(slides) if place != index]
    assert [id(slide) for slide in result if slide is not slides[index]] == others


@given(kept_lists().filter(len), st.data())
def test_changing_a_slide_touches_no_other(slides: Slides, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(slides) - 1))
    result = changed(slides, index, included=False, notes="nuevo")
    assert result[index] == replace(slides[index], included=False, notes="nuevo")
    assert (*result[:index], *result[index + 1 :]) == (*slides[:index], *slides[index + 1 :])


@given(kept_lists(), own_slides, st.data())
def test_removing_what_was_added_gives_the_list_back(slides: Slides, own: SlideChoice, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(slides)))
    longer = added(slides, index, own)
    assert longer[index] is own
    assert removed(longer, index) == slides


@given(kept_lists(), proposals)
def test_merging_loses_nothing_that_was_kept(kept: Slides, proposed: Slides) -> None:
    result = merged(kept, proposed)
    known = {subject(slide) for slide in proposed}
    expected = [
        slide if slide.is_own or subject(slide) in known else replace(slide, included=False)
        for slide in kept
        # a page that the plan took to go on has nothing to lose while the treasurer wrote nothing on it
        if subject(slide) in known
        or slide.kind is not SlideKind.PLAN
        or slide.subject_id is None
        or slide.title + slide.text + slide.notes
    ]
    remaining = iter(result)
    assert all(any(slide == each for each in remaining) for slide in expected), "the order is kept too"
    assert {subject(slide) for slide in result} >= known
    assert len(result) == len(expected) + len(known - {subject(slide) for slide in kept})
    assert merged(result, proposed) == result


@given(kept_lists(), proposals)
def test_a_new_proposal_stands_after_the_one_before_it(kept: Slides, proposed: Slides) -> None:
    places = {subject(slide): place for place, slide in enumerate(merged(kept, proposed))}
    held = {subject(slide) for slide in kept}
    for before, new in itertools.pairwise(proposed):
        if subject(new) not in held:
            assert places[subject(new)] == places[subject(before)] + 1


def test_what_is_no_longer_proposed_is_known_and_left_out() -> None:
    gone = SlideChoice(kind=SlideKind.PROJECT, subject_id=7, notes="Hablar de Juan")
    title = SlideChoice(kind=SlideKind.TITLE)
    slides = merged((gone, title), (title,))
    assert slides == (replace(gone, included=False), title)
    assert not_proposed(slides, (title,)) == {0}


def test_slides_of_the_books_are_neither_added_nor_removed_nor_turned_into_others() -> None:
    slides = (SlideChoice(kind=SlideKind.TITLE),)
    with pytest.raises(ValueError, match="left out"):
        removed(slides, 0)
    with pytest.raises(ValueError, match="proposed"):
        added(slides, 0, SlideChoice(kind=SlideKind.CASH))
    with pytest.raises(ValueError, match="another"):
        changed(slides, 0, kind=SlideKind.CASH)
