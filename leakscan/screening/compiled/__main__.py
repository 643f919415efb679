"""Compile every step and keep it for processes to come: ``python -m leakscan.screening.compiled``, in half a minute.

A process that reads much begins this one beside it (``--beside``): compiling takes some 400 MiB, more than a crawl may
hold, and who compiles does nothing else meanwhile. It ends with whoever began it, its standard input at an end; what is
compiled by then is kept.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence

from leakscan.screening.compiled.folder import folder, kept_before, mark_done, turn
from leakscan.screening.kernels import SWITCH

_NAMES = ("Springfield Police Department", "Blue Ridge Communications LLC", "AT&T Inc.", "トヨタ自動車株式会社")
# What takes all steps: words as they are, garbled, torn, put together, unknown, with signs; a list and a sentence.
_TEXT = (
    *("Springfield Police Department", "Sprngfield PD", "Blue Rigde Communications", "SpringfieldPolice Department"),
    *(
        "Spring field Police D epartment",
        "Sp®ingfield P0lice Dep@rtment",
        "A T & T",
        "the Blue Ridge of nothing at all",
    ),
    *("Police Department, Springfield\nsomebody.else@blueridge.example,4711", "wholly unheard qwrtzpl", "トヨタ自動車"),
)


def main(arguments: Sequence[str]) -> None:
    """Compile, unless that was done; exit status 1 where nothing can be kept."""
    if "--beside" in arguments:
        threading.Thread(target=_end_with_input, daemon=True).start()
    if folder() is None:
        raise SystemExit("compiled code can't be kept; set NUMBA_CACHE_DIR to a folder of your own")
    with turn():
        if not kept_before():
            _compile()
            mark_done()


def _compile() -> None:
    from leakscan.model import Entry, Watchlist
    from leakscan.screening import compile_index, screen_texts
    from leakscan.screening.explain import MANY

    os.environ[SWITCH] = "yes"
    mails = ("somebody.else@blueridge.example",)
    index = compile_index([Watchlist("sample", tuple(Entry(name, name, emails=mails) for name in _NAMES))])
    misspelt = "\n".join(["Sprngfield PD"] * MANY)  # whose sentences are written at once, of either kind of text
    screen_texts(["\n".join((*_TEXT, misspelt)), *_TEXT, misspelt], index)


def _end_with_input() -> None:
    sys.stdin.buffer.read()
    os._exit(2)


if __name__ == "__main__":
    main(sys.argv[1:])
