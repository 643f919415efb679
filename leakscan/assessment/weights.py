"""Every number the assessment weighs with, in one place.

Fitted on a development corpus of client lists in 23 renderings (5 to 320 rows, up to 80 % of the names damaged,
up to half of the rows foreign) against public directories, other organisations' lists, league tables, news,
logs, code and combo lists: beta-binomials by maximum likelihood, weights by ridge logistic regression with every
group of decoys weighted alike. All are in bits (log2 of a likelihood ratio); ``PRIOR`` alone holds the prior odds.
"""

from __future__ import annotations

from typing import NamedTuple


class BetaBinomial(NamedTuple):
    """Expectation of ``k`` of ``n`` rows: mean a / (a + b), concentration a + b, share in its mixture."""

    a: float
    b: float
    share: float


LEAK = (
    BetaBinomial(22.0, 0.9, 0.70),  # clean: 96 % of the rows are clients
    BetaBinomial(23.6, 8.4, 0.30),  # mixed: newer clients, bad spelling, rows of others; 74 %
)
"""Rows of a leaked list that are clients."""

OTHER = (
    BetaBinomial(1.0, 12.0, 0.47),  # a public directory: 8 %
    BetaBinomial(6.8, 25.2, 0.40),  # someone else's list, a league table: 21 %
    BetaBinomial(8.4, 11.6, 0.08),  # a rival's list in a market that both share: 42 %
    BetaBinomial(1.0, 1.0, 0.05),  # anything: no purity may weigh more than this leaves it
)
"""Rows of any other list that are clients."""

REFERENCE_KNOWN = 0.6
"""Share of the rows that a public directory must list before it explains any of them."""
REFERENCE_SHARE = 0.5
"""How likely a block that a directory lists is a part of that directory, beside all other lists."""
REFERENCE_STEADY = 60.0
"""Concentration of the beta-binomial of clients in a part of a directory."""

PRIOR = 0.5
PURITY = 1.0
PURITY_CLIP = 12.0
NO_BLOCK = -6.0
"""Purity bits where no block holds two clients."""

SENTENCE_FEW = -5.0
SENTENCE_PROSE = -3.5
SENTENCE_SURE = 32
"""Names in one sentence from which on it counts as a list; eight and fewer count in full against it."""

SENTENCE_USUAL = 30
"""Words of running text that may stand around it at no cost; eight times as many count in full."""

AROUND = -5.0
"""Per doubling of the running text around a short list, beyond what a seller writes."""
AROUND_USUAL = 75
"""Words of running text that a post with a sample may have at no cost."""
AROUND_MOST = 3.0

FIGURES = 0.7
FIGURES_MOST = 15.0
FIGURES_AGREE = 0.85
"""Share of rows whose figure equals ours in a list of ours."""

FIGURES_DIFFER = -2.5
"""Where the column headed as our figure holds other numbers than ours."""

FILL = 1.8
FILL_USUAL = 0.9
FILL_LEAST = 0.5
"""A match that fills less of its cell makes no row a client's."""

SCATTERED = -1.3
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
