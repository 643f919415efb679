"""News that names some of the clients in passing, as news of towns and companies does."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leakscan.demo.cast import Cast, person, place
from leakscan.demo.page import Dice, Page, Place
from leakscan.demo.vocabulary import OUTLETS

_LEADS = (
    "A two-car collision on the old bridge closed the road for most of {day}, {org} said.",
    "{org} confirmed on {day} that it has opened an inquiry into a string of burglaries near {town}.",
    "Quarterly figures from {org} came in above expectations on {day}, lifted by online orders.",
    "A summer programme run by {org} will return to {town} for a third year.",
    "{org} has named {who} to lead its new office in {town}.",
    "The council of {town} voted {n} to {m} on {day} to renew its agreement with {org}.",
)
_MIDDLES = (
    "{who}, who has lived in {town} for {n} years, said the change was overdue.",
    "Officers from {org} and {org} assisted at the scene, and no one was seriously hurt.",
    "A spokesperson for {org} declined to comment on the details, citing an ongoing review.",
    "The figure compares with {n} in the same month last year, according to {org}.",
    "Similar schemes by {org} and {org} have had mixed results.",
    "'We did not expect so many people to come,' said {who} of {org}.",
    "Residents can find the minutes at the town hall, and comments are open until the end of the month.",
    "The work is to cost {n}.{m} million and to be finished before winter.",
    "Earlier this year {org} paid {n},000 to settle a related claim without admitting fault.",
    "Analysts had forecast slower growth, pointing to higher fuel prices and a weak {day} session.",
)
_ENDS = (
    "The case was adjourned until {day}.",
    "A decision is expected by the end of the quarter.",
    "Anyone with information is asked to call {org}.",
    "{who} contributed to this report.",
)
_ALSO = ("The filings also mention", "The programme is shared with", "Written answers came from")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")


def make(cast: Cast, draw: Dice) -> Iterator[Page]:
    """Fifty articles with none to nine clients each."""
    for number in range(50):
        named = cast.some_clients(draw, draw.choice((0, 1, 1, 1, 2, 2, 3, 4, 6, 9)))
        text, used = article(draw, [*named, *cast.some_strangers(draw, 3)], 4 + number % 7)
        column = draw.choice(("notebook", "round-up", "briefing", "report"))
        headline = f"{draw.choice(OUTLETS)}: {place(draw)} {column} {number + 1}"
        clients = sum(name in used for name in named)
        yield Page("news article", headline, text, Place.PASTES, clients)


def article(draw: Dice, names: list[str], sentences: int) -> tuple[str, set[str]]:
    """An article, and which of the names it came to use; each is used once if there is room."""
    waiting, used = list(names), set[str]()

    def name() -> str:
        chosen = waiting.pop(0) if waiting else draw.choice(names)
        used.add(chosen)
        return chosen

    lines = [draw.choice(_LEADS), *(draw.choice(_MIDDLES) for _ in range(sentences)), draw.choice(_ENDS)]
    told = [_fill(line, draw, name) for line in lines]
    if waiting:
        told.insert(-1, f"{draw.choice(_ALSO)} {', '.join(waiting)}.")
        used.update(waiting)
    return "\n\n".join(" ".join(told[at : at + 3]) for at in range(0, len(told), 3)) + "\n", used


def _fill(line: str, draw: Dice, name: Callable[[], str]) -> str:
    while "{org}" in line:
        line = line.replace("{org}", name(), 1)
    return line.format(
        who=person(draw), town=place(draw), day=draw.choice(_DAYS), n=draw.randint(2, 48), m=draw.randint(1, 9)
    )
