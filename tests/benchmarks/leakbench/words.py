"""What people write around lists: reporters of a breach, and sellers of what was taken."""

from __future__ import annotations

import random
from collections.abc import Callable

REPORTED = (
    (
        "The company that sells software to public agencies and private firms confirmed on Thursday "
        "that an intruder had gained access to its list of customers."
    ),
    (
        "In a notice sent to those affected, it said that the flaw had been fixed within a day and that "
        "its servers were never reached."
    ),
    (
        "The list, which was reviewed by reporters, also shows how many accounts each customer had set "
        "up and how often they were used."
    ),
    (
        "A spokesperson for one of the departments said that officers had tried the product for a month "
        "and had then decided against it."
    ),
    (
        "Several of the customers told reporters that they had never signed a contract and that single "
        "employees must have opened the accounts."
    ),
    (
        "Experts in data protection said that such lists are worth more than they look, because they "
        "tell attackers whom to write to."
    ),
    "Two lawmakers have asked the company to publish the names of all organisations that took part in the trial.",
    (
        "The breach is the third at a vendor of this kind within a year, and the first in which "
        "customers are known by name."
    ),
    "It is not clear how the intruder got in, or whether the same data has been offered for sale elsewhere.",
    "The company had earlier said that its product was meant for the police alone; the documents tell another story.",
    "A lawyer for the firm called the incident unfortunate and said that breaches are a part of life in this century.",
    "Civil liberties groups called for a moratorium until the authorities have looked into the contracts.",
    "Asked about the number of searches, the chief executive said that he would not comment on individual customers.",
    "Most of those named did not answer requests for comment; three confirmed that they had been informed last week.",
    (
        "According to a person who knows the investigation, the list was copied by means of an account "
        "of a former employee."
    ),
    "The share price fell by four per cent on the news and recovered by the end of the day.",
)
REMARKS = (
    ", which says that it stopped using the service last year",
    ", whose head of security gave a reference for the website",
    ": a spokesperson said that the tool was 'tested and not adopted'",
    " - the contract, seen by reporters, runs until the end of June",
    ", where a detective opened a trial account in the summer of that year",
    ": declined to comment on whether the account is still in use",
    " (several thousand searches, according to the log; the press office confirms 'some use')",
    " – had first denied that it was a customer, then confirmed a trial",
    ", which at first denied having an account",
)
_INTROS = (
    "Among the customers on the list are:",
    "What could be confirmed by a second source:",
    "Some of the names that stand out:",
    "The organisations that had the most accounts:",
    "These customers have confirmed that they were affected:",
    "The list includes",
)
_SELLERS = (
    "hey all, long time lurker, first post here.",
    "got this from a friend who works at the vendor, full list of who pays them.",
    "the complete file has about 2,900 rows, this is only the top of it so that you see it is real.",
    "price is 2k in monero, escrow is fine, no lowballs please.",
    "data is from last month, pulled straight from the admin panel before they locked it.",
    "each row has contacts, accounts, number of searches and the date of the last login.",
    "i will not answer to new accounts, so get some reputation first.",
    "only one copy will be sold and then this thread is closed.",
    "dm me here or on the usual jabber, i am online in the evenings.",
    "no, it is not the old dump from two years ago, check the dates.",
    "mirrors will be gone by tomorrow, so be quick.",
    "sample below, let me know if you want the rest.",
)


def reported(rng: random.Random, words: int, story: Callable[[random.Random], str]) -> list[str]:
    """Paragraphs of a report of about so many words: about the breach, and now and then about anything."""
    out: list[str] = []
    while sum(len(part.split()) for part in out) < words:
        out.append(story(rng) if rng.random() < 0.25 else " ".join(rng.sample(REPORTED, rng.randrange(1, 4))))
    return out


def introduced(rng: random.Random) -> str:
    """The line before a list in a report."""
    return rng.choice(_INTROS)


def sold(rng: random.Random, sentences: int) -> str:
    """A seller's words about what is offered."""
    return " ".join(rng.sample(_SELLERS, min(sentences, len(_SELLERS))))
