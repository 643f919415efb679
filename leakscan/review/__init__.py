"""One hit as a responder looks at it: everything that is known of it, in words, its clients' names masked or not.

``open_case`` gathers it from store and evidence, ``tell`` tells it, ``desk`` is the full-screen review.
"""

from __future__ import annotations

from leakscan.review.case import Case, open_case
from leakscan.review.story import tell

__all__ = ["Case", "open_case", "tell"]
