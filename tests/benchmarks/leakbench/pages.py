"""More that is no leak: press releases, customers' pages, job adverts, letters, attendees, registers, tickers."""

from __future__ import annotations

import random
import re

from leakscan.model import Watchlist
from tests.benchmarks.leakbench.decoys import Decoy
from tests.benchmarks.leakbench.pools import Pool
from tests.benchmarks.leakbench.renderings import RENDERINGS
from tests.benchmarks.leakbench.stories import story

_PRESS = (
    (
        "{place}, {month} {day} -- {firm}, a leading provider of software for the public sector, today announced that "
        "it now serves {many:,} customers and has processed {more:,} records since it was founded."
    ),
    "New customers of the quarter include {names}.",
    "“We are proud that {first} has chosen our platform,” said the chief executive.",
    "About {firm}: {firm} helps organisations such as {last} to work faster. For more information, visit our website.",
    "Media contact: press@vendor.example, +1 555 0100",
)
_JOB = (
    "We are looking for an account manager (m/f/d) to join our growing team.",
    "You look after customers such as {names} and are the first to answer their questions.",
    "You have three years of experience in sales, like to travel and speak two languages.",
    "We offer 28 days of leave, a pension plan and free coffee. Salary: 55,000 to 70,000.",
    "Apply with your curriculum vitae until the end of the month.",
)
_LETTERS = (
    "Hi all, {0} asked again about the invoice from last month. Can somebody answer them?",
    "I will call {0} tomorrow. {1} is still waiting for its training, though.",
    "FYI: the contract with {0} is signed.",
    "Please do not forget the meeting with {0} and {1} on Tuesday at 10.",
    "No news from {0} so far, will keep you posted.",
)


def press_release(clients: Watchlist, rng: random.Random) -> Decoy:
    """A vendor's announcement: two large numbers, three to six customers, quotations."""
    names = _some(clients, rng, 3, 7)
    facts = {
        "place": rng.choice(["BOSTON", "Lyon", "Reno"]),
        "month": rng.choice(["January", "June"]),
        "day": rng.randrange(1, 29),
        "firm": rng.choice(["Vendora", "Kestrel Systems"]),
        "many": rng.randrange(500, 9000),
        "more": rng.randrange(10**5, 10**7),
    }
    parts = [part.format(names=_joined(names), first=names[0], last=names[-1], **facts) for part in _PRESS]
    return Decoy("\n\n".join([*parts[:3], story(rng), *parts[3:]]), "press release", len(names))


def customers_page(clients: Watchlist, rng: random.Random) -> Decoy:
    """The owner's own page of customers: those marked as public, and now and then one that is not yet."""
    public = [entry.name for entry in clients.entries if entry.public]
    chosen = rng.sample(public, min(len(public), rng.choice([3, 6, 10, 20, 40])))
    secret = [entry.name for entry in clients.entries if not entry.public]
    names = [name if rng.random() >= 0.05 else rng.choice(secret) for name in chosen]
    rows: list[list[object]] = [[name] for name in names]
    shape = rng.choice(["list of a page", "bullets", "lines", "sentence", "json strings"])
    text = RENDERINGS[shape](rows, ["name"], 0, rng)
    head = rng.choice(["Our customers", "Trusted by more than 2,000 organisations", "Who uses it"])
    return Decoy(f"• Home\n• Product\n• Pricing\n\n{head}\n\n{text}\n\nContact sales", "customers page", len(names))


def job_advert(clients: Watchlist, rng: random.Random) -> Decoy:
    """Customers named to whoever applies."""
    names = _some(clients, rng, 3, 9)
    return Decoy("\n\n".join(_JOB).format(names=_joined(names)), "job advert", len(names))


def mail_thread(clients: Watchlist, rng: random.Random) -> Decoy:
    """Letters that quote each other and name a client or two each."""
    names, out, depth = _some(clients, rng, 4, 13), list[str](), 0
    while len(names) >= 2:
        said = rng.choice(_LETTERS).format(names.pop(), names.pop())
        out.append(
            "\n".join(
                f"{'> ' * depth}{line}" for line in (f"From: user{depth}@vendor.example", "", said, "", "Regards")
            )
        )
        depth += 1
    return Decoy("\n\n".join(out), "mail thread", 0)


def attendees(clients: Watchlist, pool: Pool, rng: random.Random) -> Decoy:
    """Who came to a meeting of the market, in one enumeration: up to two in five are ours."""
    size = rng.choice([8, 12, 20, 40])
    ours = _some(clients, rng, 0, max(1, int(0.4 * size)) + 1)
    known = {entry.name for entry in clients.entries}
    names = [*ours, *[name for name, _ in rng.sample(pool, 3 * size) if name not in known][: size - len(ours)]]
    rng.shuffle(names)
    head = rng.choice(["Attendees: ", "The following organisations took part: ", "Members: ", ""])
    return Decoy(head + ", ".join(name.replace(",", "") for name in names), "attendees", size)


def register(clients: Watchlist, pool: Pool, rng: random.Random) -> Decoy:
    """A public register of the market that holds the whole watchlist among ten times as many."""
    ours = {entry.name for entry in clients.entries}
    others = [entry for entry in rng.sample(pool, min(len(pool), 10 * len(ours))) if entry[0] not in ours]
    rows: list[list[object]] = [[name, region] for name, region in sorted([*((name, "") for name in ours), *others])]
    return Decoy(
        RENDERINGS[rng.choice(["csv", "tsv", "lines", "table of a page", "json lines"])](
            rows, ["name", "state"], 0, rng
        ),
        "register",
        len(rows),
    )


def tickers(pool: Pool, rng: random.Random) -> Decoy:
    """Quotations of shares: name, sign, price, change."""
    rows: list[list[object]] = [
        [re.sub(r"\W", "", name)[:4].upper(), name, f"{rng.lognormvariate(3, 1):.2f}", f"{rng.gauss(0, 2):+.2f}%"]
        for name, _ in rng.sample(pool, rng.choice([10, 30, 100]))
    ]
    shape = rng.choice(["csv", "table of a page", "fixed width", "markdown", "json"])
    return Decoy(RENDERINGS[shape](rows, ["symbol", "company", "last", "change"], 1, rng), "tickers", len(rows))


def _some(clients: Watchlist, rng: random.Random, low: int, high: int) -> list[str]:
    return [entry.name for entry in rng.sample(clients.entries, rng.randrange(low, high))]


def _joined(names: list[str]) -> str:
    return ", ".join(names[:-1]) + " and " + names[-1]
