"""Clients who are named in sentences alone are told without cutting; whatever may be a list of them is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from leakscan.assessment.running_text import in_running_text
from tests.assessment.given import NAMES, OTHERS, TOWNS, matches_of, mentioned_uncut, watchlist, worth

CLIENTS = watchlist()
FIGURED = watchlist(figures=True)
SAID = "It was said in the evening that the company had told them nothing of what it knew since spring of that year."
PROSE = "\n".join([SAID] * 12)
REMARKS = (
    "which said that it had stopped using the service in the last year",
    "whose head of security had asked for more than was given to him",
    "where a detective opened an account in the summer of that year",
)

FEW = (
    "undoubtedly unacceptable circumstances",
    "intermediate arrangements notwithstanding",
    "everywhere underestimated",
)


def _joined(names: Sequence[str], sign: str = ", ") -> str:
    return f"{sign.join(names[:-1])} and {names[-1]}"


def _report(number: int) -> str:
    parts = [f"The list names {name}, which has run {i * 977:,} searches." for i, name in enumerate(NAMES[:number], 3)]
    return f"\n\n{SAID}\n\n".join(parts)


def _remarks(number: int, mark: str = "- ", between: str = ", ") -> str:
    return "\n".join(f"{mark}{name}{between}{REMARKS[i % 3]}" for i, name in enumerate(NAMES[:number]))


def _clause(number: int, sign: str = ", ") -> str:
    return f"The company, whose clients include {_joined(NAMES[:number], sign)}, said on Monday that profits rose."


TOLD = {
    "a report": _report(6),
    "a sentence a client": "\n".join(f"{SAID} They met {name} for it." for name in NAMES[:7]),
    "names first": "\n\n".join(f"{name} said that evening that it had been told nothing." for name in NAMES[:6]),
    "a clause": _clause(7),
    "two clauses": f"{_clause(4)}\n\nGrants were awarded to {_joined(NAMES[4:8])}.",
    "a clause behind a word": f"Speakers from {_joined(NAMES[:4])} joined the panel in the north last week.",
    "a clause of semicolons": _clause(6, "; "),
    "a clause amid a report": f"{PROSE}\n\n{_clause(10)}\n\n{SAID}",
    "an advert": f"You will look after accounts such as {_joined(NAMES[:5])} and travel little.",
    "a press release": f"New customers include {_joined(NAMES[:4])}.\n\n“We are proud that {NAMES[0]} has chosen our "
    f"platform this year,” they said.\n\nAbout us: we help organisations such as {NAMES[3]} to work faster.",
    "remarks amid a report": f"{PROSE}\n\nAmong them are:\n\n{_remarks(8)}\n\n{SAID}",
    "remarks and two bare names": f"{PROSE}\n\n{_remarks(5)}\n- {NAMES[6]}\n- {NAMES[7]}\n\n{SAID}",
    "few names behind one word": f"Affected {_joined(NAMES[:5])}, they said on Monday.",
    "few names that a stop parts": f"The affected offices are {NAMES[0]} Corporation. {_joined(NAMES[1:6])}.",
    "few names below others": f"We have the whole of it now.\nThe affected offices are {_joined(NAMES[:6])}.",
}


@pytest.mark.parametrize("text", TOLD.values(), ids=TOLD)
def test_clients_in_sentences_are_mentions_as_with_blocks(text: str) -> None:
    told, cut = mentioned_uncut(text, CLIENTS)
    assert told < 0.001
    assert cut <= 0.2


CUT = {
    "more clients of a clause": _clause(8),
    "more clients than a table may have": f"{PROSE}\n\n{_report(11)}",
    "names alone": f"{_joined(NAMES[:8])}.",
    "names behind a colon": f"We got this from the panel: {_joined(NAMES[:6])}.",
    "names behind one word": f"Affected {_joined([*NAMES[:5], *OTHERS[:3]])}, they said on Monday.",
    "names that a colon parts": f"The affected offices are Office: {NAMES[0]}, {_joined(NAMES[1:6])}.",
    "names that a stop parts": f"The affected offices are {NAMES[0]} Corporation. "
    f"{_joined([*NAMES[1:6], *OTHERS[:3]])}.",
    "names below others": f"We have the whole of it now.\nThe affected are {_joined([*NAMES[:6], *OTHERS[:2]])}.",
    "two lines of a passage": "\n".join([f"Grants were awarded to {_joined(NAMES[at : at + 3])}." for at in (0, 3)]),
    "names behind an enumeration": f"In May, June, July and later, the affected were {_joined(NAMES[:6])}.",
    "two names a line": "\n".join(f"{a}, {b}" for a, b in zip(NAMES[:3], NAMES[3:6], strict=True)),
    "a list": "\n".join(NAMES[:5]),
    "a list amid a report": f"{PROSE}\n\n" + "\n".join(f"- {name}" for name in NAMES[:3]) + f"\n\n{SAID}",
    "a list of short sentences": "\n".join(f"They serve {name} now." for name in NAMES[:5]),
    "two columns": "\n".join(f"{a}, {b}" for a, b in zip(NAMES[:2], NAMES[2:4], strict=True)),
    "a list of lines that recur": "\n".join(f"they have had {name} since spring of that year" for name in NAMES[:6]),
    "a list of capitals": "\n".join(f"They Serve {name} In The Whole Of The Great North now." for name in NAMES[:5]),
    "remarks alone": _remarks(6),
    "remarks that are short": f"{PROSE}\n\n" + "\n".join(f"- {name}, which it denied to us" for name in NAMES[:5]),
    "remarks that end alike": f"{PROSE}\n\n" + "\n".join(f"- {name}, {REMARKS[2]}" for name in NAMES[:6]),
    "remarks of few words": f"{PROSE}\n\n" + "\n".join(f"- {a}, {b}" for a, b in zip(NAMES[35:38], FEW, strict=True)),
    "remarks without a bullet": f"{PROSE}\n\n{_remarks(5, '')}",
    "sentences of remarks": PROSE + "\n\n" + _remarks(5, "").replace("\n", ".\n") + ".",
    "remarks behind a number": f"{PROSE}\n\n{_remarks(5, between=', 12, ')}",
    "remarks in cells": f"{PROSE}\n\n{_remarks(5, between=';')}",
    "remarks behind tabs": PROSE + "\n\n" + _remarks(5, between="\t"),
    "remarks between bars": f"{PROSE}\n\n{_remarks(5, between=' | ')}",
    "quoted names": "\n".join(f'{SAID} They met "{name}" for it.' for name in NAMES[:4]),
    "tagged names": "\n".join(f"{SAID} They met #{name} for it." for name in NAMES[:4]),
    "values behind keys": "\n".join(f"seats: 5, name: {name}, remark: {REMARKS[0]}." for name in NAMES[:5]),
}


@pytest.mark.parametrize("text", CUT.values(), ids=CUT)
def test_what_may_be_a_list_is_cut(text: str) -> None:
    assert worth(text, CLIENTS)


NAMED = {
    "words that names have too": (
        "{} the Police and for the Courts",
        "They have told of the whole of all offices of {}.",
    ),
    "a colon within the first": ("State Office: {}", "The affected offices are {} and nothing else."),
}


@pytest.mark.parametrize(("name", "said"), NAMED.values(), ids=NAMED)
def test_names_that_hide_the_clause_are_cut(name: str, said: str) -> None:
    names = tuple(name.format(town) for town in TOWNS)
    assert not worth(said.format(_joined([*NAMES[:6], *OTHERS[:2]])), CLIENTS)
    assert worth(said.format(_joined([*names[:6], *OTHERS[:2]])), watchlist(names))


def test_remarks_that_are_shorter_than_the_names_are_cut() -> None:
    names = tuple(f"{town} Association of Retired Officers and Friends of the Railways" for town in TOWNS)
    said = "\n".join(f"- {name}, which said that it had left by {at}" for at, name in enumerate(names[:5], 2001))
    assert worth(f"{PROSE}\n\n{said}", watchlist(names))


@pytest.mark.parametrize("agree", [2, 3])
def test_figures_that_agree_in_three_sentences_are_cut(agree: int) -> None:
    own = [(e.name, e.figures["searches"] if i < agree else 9_000_000) for i, e in enumerate(FIGURED.entries[20:26])]
    text = "\n\n".join(f"The list names {name}, which has run {own:.0f} searches by now." for name, own in own)
    assert worth(text, FIGURED) == (agree == 3)


@pytest.mark.parametrize("numbers", [2, 3])
def test_no_more_names_of_a_sentence_have_a_number_that_agrees_than_numbers_stand_there(numbers: int) -> None:
    alike = watchlist(figures=True)
    alike = replace(alike, entries=tuple(replace(entry, figures={"searches": 2900.0}) for entry in alike.entries))
    said = " and ".join(f"2,8{at:02} more" for at in range(numbers))
    text = f"Grants were awarded to {_joined(NAMES[:5])} in May, of {said}, as they said."
    assert worth(text, alike) == (numbers == 3)
    assert not worth(text, CLIENTS)


def test_a_planted_client_is_cut() -> None:
    text = TOLD["a report"]
    first, *others = CLIENTS.entries
    planted = replace(CLIENTS, entries=(replace(first, canary="partner-b"), *others))
    assert not worth(text)
    assert worth(text, planted)


@pytest.mark.timeout(10)
@pytest.mark.parametrize(
    "said", ["they met {} in spring and ", "They have met {} in the spring of that year and said so.\n"]
)
def test_a_few_clients_named_over_and_over_cost_linear_time(said: str) -> None:
    text = "".join(said.format(NAMES[i % 6]) for i in range(100_000))
    in_running_text(text, matches_of(text, CLIENTS), CLIENTS)
