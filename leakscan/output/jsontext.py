"""JSON that is safe wherever it is printed: ASCII alone, every control and bidi character as an escape."""

from __future__ import annotations

import json
from typing import Any


def dumps(value: Any) -> str:
    """The value as JSON on one line.

    Raises:
        ValueError: If a number is not finite, which JSON can't say.
    """
    return json.dumps(value, ensure_ascii=True, allow_nan=False).replace("\x7f", "\\u007f")
