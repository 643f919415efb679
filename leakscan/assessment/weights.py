"""Every number the assessment weighs with, in one place.

Fitted on the development half of the benchmark (``tests/benchmarks/leakbench``; ``--fit``) with invented and with real
names: mixtures of beta-binomials by maximum likelihood, weights by ridge logistic regression over what the size of a
sample does not bound, every kind of document weighed as often as the other half has it, and what remains by beta
calibration. All are in bits (log2 of a likelihood ratio); ``PRIOR`` alone holds the prior odds.
"""

from __future__ import annotations

from typing import NamedTuple


class BetaBinomial(NamedTuple):
    """Expectation of ``k`` of ``n`` rows: mean a / (a + b), concentration a + b, share in its mixture."""

    a: float
    b: float
    share: float


LEAK = (
    BetaBinomial(10.9, 0.45, 0.57),  # clean: 96 % of the rows are clients
    BetaBinomial(10.4, 0.9, 0.27),  # newer clients, bad spelling; 92 %
    BetaBinomial(33.5, 11.8, 0.10),  # rows of others among them; 74 %
    BetaBinomial(37.1, 26.9, 0.06),  # nearly half of the rows are others'; 58 %
)
"""Rows of a leaked list that are clients."""

OTHER = (
    BetaBinomial(0.24, 3.76, 0.13),  # a public directory: 6 %
    BetaBinomial(5.8, 26.2, 0.6),  # someone else's list, a league table: 18 %
    BetaBinomial(29.0, 61.5, 0.22),  # a rival's list in a market that both share: 32 %
    BetaBinomial(1.0, 1.0, 0.05),  # anything: no purity may weigh more than this leaves it
)
"""Rows of any other list that are clients."""

PUBLIC_PAGE = (9.0, 1.0)
"""Clients of the owner's own page that are known as public: nine of ten."""
PUBLIC_STEADY = 20.0
"""Concentration of the beta-binomial of public clients in a leak."""

REFERENCE_KNOWN = 0.6
"""Share of the rows that a public directory must list before it explains any of them."""
REFERENCE_SHARE = 0.5
"""How likely a block that a directory lists is a part of that directory, beside all other lists."""
REFERENCE_STEADY = 60.0
"""Concentration of the beta-binomial of clients in a part of a directory."""

PRIOR = 0.8
CALIBRATION = (1.5, 0.78, 1.86)
"""Slope of log2 p, slope of -log2 (1 - p) and bits added: beta calibration, by maximum likelihood of the scores as they
are told, with their bounds, on the same half and on that of the documents that are hard to tell (``contested``), four
seeds of each, with real names alone: of those screening misses some in every list, ours or not, so that as many among
the rows mean more than with invented ones."""
PURITY = 1.55
PURITY_CLIP = 12.0
NO_BLOCK = -6.0
"""Purity bits where no block holds two clients."""

SENTENCE_FEW = -14.8
SENTENCE_PROSE = -1.6
SENTENCE_ALONE = -2.9
"""Names that stand alone, in no clause and with next to nothing around them."""
SENTENCE_USUAL = 30
"""Words of running text that may stand around it at no cost; eight times as many count in full."""

AROUND = -6.0
"""Per doubling of the running text around a short list, beyond what a post has."""
AROUND_USUAL = 50
"""Words of running text that a post with a sample may have at no cost."""
AROUND_MOST = 3.0
OFFER_ENOUGH = 2
"""Words of an offer from which on any number of words is a seller's."""
REPORT = -1.0
"""Per different word of a report around a short list."""
REPORT_MOST = 4.0
AROUND_CAP = 18.0
"""Bits that all of what stands around a list may take: more than purity gives a short one, and little more."""
AROUND_BESIDE = 0.3
"""What is left of them where a column of data stands beside the names; nothing where there are two."""
AROUND_ELSE = 0.4
"""What is left of them where the text is about other things than customers, and leads to no list."""
TOPIC_ENOUGH = 2
"""Words about customers or a breach from which on the text speaks of them."""

FIGURES = 1.2
FIGURES_MOST = 15.0
FIGURES_AGREE = 0.85
"""Share of rows whose figure equals ours in a list of ours."""

FIGURES_DIFFER = -2.5
"""Where the column headed as our figure holds other numbers than ours."""

FILL = 2.5
FILL_USUAL = 0.9
FILL_LEAST = 0.5
"""A match that fills less of its cell makes no row a client's."""

NEARLY = 0.1
"""Clients whose names are only nearly right, for each whose name is right, that any list has: slips of its writer."""
NEARLY_SCORE = 0.95
"""Score of a match below which edits, or a word that is missing, may make a name another organisation's."""
OTHER_FORM_SCORE = 0.98
"""Score of a match of which the legal form alone is another's."""

SCATTERED = -0.3
"""Per doubling of the number of blocks that hold two clients or more."""

IDENTIFIER = 3.0
IDENTIFIERS_MOST = 9.0
EXPLAINED_SAME = 0.9
"""Share of a list's client rows that must be another list's as well before that one can explain them away."""
EXPLAINED_CLEARLY = 4.0
"""Bits by which the other list must explain the document better."""
CANARY = 50.0
"""More than all other tests together can take away."""
FEW_CLIENTS = -9.0
"""Fewer than three different clients."""
