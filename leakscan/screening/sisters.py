"""Words around a name that make it the name of another organisation: Town of X is not City of X, nor X County."""

from __future__ import annotations

from leakscan.screening.abbreviations import CANON, GENERIC, STOP
from leakscan.screening.align import Laid
from leakscan.screening.forms import Form
from leakscan.screening.tokens import Tokens


def _canonical(words: str) -> frozenset[str]:
    return frozenset(CANON.get(word, word) for word in words.split())


_OF = frozenset("of de du di da del".split())  # noqa: SIM905 - a table reads better so
# "City of X" and the like name another body than X alone; a university's police is not the town's.
_BODIES = _canonical(
    "city town village township borough county parish municipality state university college bank hospital diocese "
    "archdiocese church port district"
)
_NEVER_OWNERS = _canonical("university college hospital county")
# Bodies that carry the name of another and are not part of it.
_INDEPENDENT = _canonical("association foundation union federation credit museum league retirees")
_KINDS = _INDEPENDENT | _canonical(
    "academy board county city town township village borough university college school schools hospital church "
    "library authority commission council club society court airport district institute fund trust bank police "
    "fire sheriff ambulance clinic community independent"
)
_COMPLETES = _canonical("service department office")
# Written as County is abbreviated, and far more often a legal form.
_COMPANY = frozenset({"co", "cos", "company"})
_WHOLE = _canonical("department office pd so fd")


def is_sister(tokens: Tokens, form: Form, laid: Laid) -> bool:
    """Whether the words around a laid form name another organisation than the form's.

    Args:
        tokens: the words of the text.
        form: the form that was met.
        laid: where it lies.
    """
    return _other_before(tokens, form, laid.first) or _other_behind(tokens, form, laid)


def _other_before(tokens: Tokens, form: Form, first: int) -> bool:
    """Town of X before X, where the form is City of X or has no kind of its own."""
    if first < 2 or tokens.words[first - 1] not in _OF or not _spaced(tokens, first - 1):
        return False
    kind = _kind(tokens, first - 2)
    if kind not in _BODIES or not _spaced(tokens, first - 2):
        return False
    return _differs(form, kind) or (kind in _NEVER_OWNERS and form.words[0] not in GENERIC)


def _differs(form: Form, kind: str) -> bool:
    if form.locality:
        return kind != form.locality
    return not any(word in GENERIC for word in form.words)


def _other_behind(tokens: Tokens, form: Form, laid: Laid) -> bool:
    after = laid.last + 1
    if after >= len(tokens):
        return False
    kind = _kind(tokens, after)
    if kind in _COMPLETES and after + 1 < len(tokens) and _spaced(tokens, laid.last) and _spaced(tokens, after):
        after += 1
        kind = _kind(tokens, after)
    gap = tokens.text[tokens.ends[after - 1] : tokens.starts[after]]
    if gap == ", ":
        named = kind in _BODIES and after + 1 < len(tokens) and tokens.words[after + 1] in _OF
        return named and not form.comma and _differs(form, kind)
    if gap not in {" ", "\xa0"} or not _as_tall(tokens, laid.first, after):
        return False
    if kind == "at" and "univ" in form.words:
        return _campus(tokens, after + 1)
    return kind in (_INDEPENDENT if form.words[-1] in _WHOLE else _KINDS) and kind not in form.raw


def _campus(tokens: Tokens, place: int) -> bool:
    """Whether a place follows "at": University of X at Y. The word "at" itself is never a capital."""
    return place < len(tokens) and tokens.text[tokens.starts[place]].isupper() and tokens.words[place] not in STOP


def _as_tall(tokens: Tokens, first: int, after: int) -> bool:
    """Whether the word behind is written as part of a name: with a capital, or all in lower case as the name is."""
    start = tokens.starts[after]
    return tokens.text[start].isupper() or tokens.words[after] == "at" or tokens.text[tokens.starts[first]].islower()


def _spaced(tokens: Tokens, left: int) -> bool:
    return tokens.text[tokens.ends[left] : tokens.starts[left + 1]] in {" ", "\xa0", "_", "-"}


def _kind(tokens: Tokens, place: int) -> str:
    word = tokens.words[place]
    return "" if word in _COMPANY else CANON.get(word, word)
