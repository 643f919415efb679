"""Verdict, then severity, each by one table: what it takes, from the gravest down."""

from __future__ import annotations

from dataclasses import dataclass

from leakscan.model import Severity, Verdict

SURE_FIGURES = 6.5
"""Bits of agreeing figures that vouch for a sample of any size."""
LIKELY_FIGURES = 4.0
"""Bits of them that stand for a client where three names in five rows are known."""

_ENOUGH = 4
"""Clients below which nothing is a list that figures do not vouch for, however likely it is one."""


@dataclass(frozen=True)
class Grounds:
    """What verdict and severity follow from: probability, the best block's rows and clients, figures, proofs.

    ``clients`` are those that are not publicly known, ``known`` all of them.
    """

    probability: float
    rows: int
    clients: int
    purity: float
    figure_bits: float
    identifiers: int
    canaries: int
    coverage: float = 0.0
    known: int = _ENOUGH

    @property
    def figures(self) -> bool:
        """Whether figures vouch for the list."""
        return self.figure_bits >= SURE_FIGURES

    @property
    def several(self) -> bool:
        """Whether there are clients enough for a list, of whom figures that agree somewhat may stand for one."""
        return self.clients >= _ENOUGH - 1 and self.known + (self.figure_bits >= LIKELY_FIGURES) >= _ENOUGH

    @property
    def vouched(self) -> bool:
        """Whether something that only the owner knows stands beside the names: figures, or account identifiers."""
        return self.figures or self.identifiers >= _PROOFS


_PROOFS = 3
"""Account identifiers that vouch for a list."""
_FEWEST, _FEWEST_VOUCHED = 5, 3
"""Rows below which nothing is a list, and where figures or identifiers vouch for it."""
_LIST = 25
"""Rows that can make a list critical."""
_PURE, _WHOLE, _MUCH = 0.8, 0.9, 1 / 3
"""Shares of the rows that are clients without which a list that nothing vouches for is not critical: the larger one,
or the other where the list exposes so much of the watchlist. A vendor in the same market may share most of a short
list: of the customers of one that were published, 42 of 49 were another's."""
# severity, least probability
_VOUCHED = ((Severity.CRITICAL, 0.975), (Severity.HIGH, 0.76), (Severity.MEDIUM, 0.50))
_OF_FEW_VOUCHED = ((Severity.MEDIUM, 0.50),)
_OF_LISTS = ((Severity.HIGH, 0.76),)
_OF_PURE_LISTS = ((Severity.CRITICAL, 0.975), *_OF_LISTS)
# severity, fewest different identifiers
_IDENTIFIERS = ((Severity.HIGH, 5), (Severity.MEDIUM, _PROOFS))
# severity, fewest clients in one block or sentence, least probability
_MENTION = ((Severity.LOW, 8, 0.07), (Severity.LOW, 3, 0.33))


def verdict_of(grounds: Grounds) -> Verdict:
    """The verdict: the strongest that the grounds bear."""
    if grounds.canaries:
        return Verdict.CANARY
    if _list_severity(grounds):
        return Verdict.CLIENT_LIST
    return Verdict.IDENTIFIERS if grounds.identifiers >= _PROOFS else Verdict.MENTION


def severity_of(verdict: Verdict, grounds: Grounds) -> Severity:
    """The severity of a verdict on these grounds."""
    if verdict is Verdict.CANARY:
        return Severity.CRITICAL
    if verdict is Verdict.CLIENT_LIST:
        return _list_severity(grounds) or Severity.LOW
    if verdict is Verdict.IDENTIFIERS:
        return next((severity for severity, fewest in _IDENTIFIERS if grounds.identifiers >= fewest), Severity.LOW)
    for severity, fewest, least in _MENTION:
        if grounds.clients >= fewest and grounds.probability >= least:
            return severity
    return Severity.INFO


def _list_severity(grounds: Grounds) -> Severity | None:
    p = grounds.probability
    return next((severity for severity, least in _table(grounds) if p >= least), None)


def _table(grounds: Grounds) -> tuple[tuple[Severity, float], ...]:
    if grounds.vouched and grounds.rows >= _FEWEST_VOUCHED:
        return _VOUCHED if grounds.figures or grounds.several else _OF_FEW_VOUCHED
    if grounds.rows < _FEWEST or not grounds.several:
        return ()
    return _OF_PURE_LISTS if grounds.rows >= _LIST and _pure(grounds) else _OF_LISTS


def _pure(grounds: Grounds) -> bool:
    return grounds.purity >= (_PURE if grounds.coverage >= _MUCH else _WHOLE)
