"""Names folded for comparison inside one list: case, accents, punctuation and legal forms taken off."""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = re.compile("[\u0300-\u036f]")  # not the marks that make other letters of Japanese or Arabic ones
_WORD = re.compile(r"[^\W_]+")

# The common ones are enough to see that two rows of one list are the same client; screening knows many more.
_LEGAL_FORMS_TEXT = (
    "ab ag aps as asa bv co corp corporation company gmbh inc incorporated kg kk limited llc llp lp ltd mbh nv oy oyj "
    "plc pllc pty pte sa sarl sas se spa srl ug"
)
_LEGAL_FORMS = frozenset(_LEGAL_FORMS_TEXT.split())


def tokens(name: str) -> tuple[str, ...]:
    """The words of a name in lower case without accents; ``&`` is ``and``, and ``P.D.`` is ``pd``."""
    bare = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    bare = _ACCENTS.sub("", bare)
    bare = re.sub(r"(?<=\b[^\W\d_])\.(?=[^\W\d_]\b)|['’]", "", bare)
    return tuple(_WORD.findall(bare))


def folded(name: str) -> str:
    """The name's words without its trailing legal forms; all its words where nothing else would be left."""
    words = tokens(name)
    end = len(words)
    while end > 1 and words[end - 1] in _LEGAL_FORMS:
        end -= 1
    return " ".join(words[:end])
