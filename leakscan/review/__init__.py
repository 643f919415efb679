"""One hit as a responder looks at it: everything that is known of it, in words, its clients' names masked or not.

``open_case`` gathers it from store and evidence, ``story`` tells it, ``desk`` is the full-screen review.
"""

from __future__ import annotations

from leakscan.review.case import Case, open_case
from leakscan.review.story import story

__all__ = ["Case", "open_case", "story"]
