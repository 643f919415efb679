"""Verdict, then severity, each by one table: what it takes, from the gravest down."""

from __future__ import annotations

from dataclasses import dataclass

from leakscan.model import Severity, Verdict

SURE_FIGURES = 6.5
"""Bits of agreeing figures that vouch for a sample of any size."""


@dataclass(frozen=True)
class Grounds:
    """What verdict and severity follow from: probability, the best block's rows and clients, figures, proofs."""

    probability: float
    rows: int
    clients: int
    figure_bits: float
    identifiers: int
    canaries: int

    @property
    def figures(self) -> bool:
        """Whether figures vouch for the list."""
        return self.figure_bits >= SURE_FIGURES


# severity, least probability, fewest rows without figures, with figures
_CLIENT_LIST = (
    (Severity.CRITICAL, 0.98, 25, 3),
    (Severity.HIGH, 0.60, 25, 3),
    (Severity.HIGH, 0.70, 5, 3),
    (Severity.MEDIUM, 0.50, 5, 3),
)
# severity, fewest different identifiers
_IDENTIFIERS = ((Severity.HIGH, 5), (Severity.MEDIUM, 3))
# severity, fewest clients in one block or sentence, least probability
_MENTION = ((Severity.LOW, 8, 0.02), (Severity.LOW, 3, 0.25))


def verdict_of(grounds: Grounds) -> Verdict:
    """The verdict: the strongest that the grounds bear."""
    if grounds.canaries:
        return Verdict.CANARY
    if _list_severity(grounds):
        return Verdict.CLIENT_LIST
    return Verdict.IDENTIFIERS if grounds.identifiers >= 3 else Verdict.MENTION


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
    for severity, least, fewest, with_figures in _CLIENT_LIST:
        if grounds.probability >= least and grounds.rows >= (with_figures if grounds.figures else fewest):
            return severity
    return None
