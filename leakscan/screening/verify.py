"""A laid form to a match, or to nothing: edit budget, context, score and the rule in words."""

from __future__ import annotations

from typing import NamedTuple

from leakscan.screening import context
from leakscan.screening.abbreviations import GENERIC
from leakscan.screening.align import Laid
from leakscan.screening.forms import Form
from leakscan.screening.gather import Owned
from leakscan.screening.sisters import is_sister
from leakscan.screening.tokens import Tokens
from leakscan.screening.wordlist import is_frequent

_BORDERS = frozenset("\n\t;|,")


class Found(NamedTuple):
    """One form at one place, with what is needed to choose between overlapping ones; ``end`` in characters."""

    owned: Owned
    first: int
    last: int
    start: int
    end: int
    score: float
    rule: str

    @property
    def merit(self) -> float:
        """More words explained is better, each difference is worse."""
        return (self.end - self.start) * 0.01 + 3 * self.score + 0.4 * (self.last - self.first)


def verify(tokens: Tokens, owned: Owned, laid: Laid) -> Found | None:
    """Accept or refuse a form that was laid over a text."""
    return _in_cell(tokens, owned, laid) or _in_text(tokens, owned, laid)


def _in_text(tokens: Tokens, owned: Owned, laid: Laid) -> Found | None:
    form = owned.form
    if laid.edits > owned.budget or (form.exact and laid.edits) or (form.comma and not (laid.comma or laid.of)):
        return None
    if laid.comma and not form.comma and len(form.words) < 3:
        return None
    state = laid.state or context.state_after(tokens, laid.last)
    if form.state and state and form.state != state:
        return None
    qualified = context.qualified_before(tokens, laid.first) and not context.is_kind(form.words[0])
    if qualified or is_sister(tokens, form, laid):
        return None
    legal = context.legal_after(tokens, laid.last)
    if not _used_as_name(tokens, form, laid, legal):
        return None
    last = laid.last + legal
    score = max(0.5, 1.0 - _penalty(tokens, form, laid, legal, state))
    return Found(owned, laid.first, last, tokens.starts[laid.first], tokens.ends[last], score, _rule(form, laid, legal))


def _in_cell(tokens: Tokens, owned: Owned, laid: Laid) -> Found | None:
    """The commonest case in lists at little cost: all as it should be, borders of a cell right before and behind."""
    form, text = owned.form, tokens.text
    start, end = tokens.starts[laid.first], tokens.ends[laid.last]
    if laid.edits or laid.looks or laid.splits or laid.comma or laid.state or form.comma:
        return None
    if start and text[start - 1] not in _BORDERS:
        return None
    behind = text[end : end + 2]
    if behind and (behind[0] not in _BORDERS or behind == ", "):
        return None
    unlike = 0.02 * bool(form.legal) + 0.02 * bool(form.state) + 0.05 * form.context
    score = max(0.5, 1.0 - form.cost - unlike)
    return Found(owned, laid.first, laid.last, start, end, score, _rule(form, laid, 0))


def _used_as_name(tokens: Tokens, form: Form, laid: Laid, legal: int) -> bool:
    first, last = laid.first, laid.last
    single = len(form.words) == 1
    alone = context.fills_cell(tokens, first, last + legal)
    if form.shared or alone:
        return alone and not (form.context and single and laid.edits)
    if context.goes_on(tokens, first, last) and (form.words[-1] in GENERIC or _told_apart(form) < 2):
        return False
    if single and not legal and (laid.edits or laid.splits or context.is_glued(tokens, first, last)):
        return False
    return not form.context or _stands_out(tokens, form, laid, legal)


def _stands_out(tokens: Tokens, form: Form, laid: Laid, legal: int) -> bool:
    """Whether ordinary words are marked as a name in the midst of a sentence."""
    first, last = laid.first, laid.last
    if not context.capitalised(tokens, first, last) or (laid.edits and not legal):
        return False
    if legal:
        return True
    if context.named_beside(tokens, first, last):
        return False
    return len(form.words) > 1 or not (laid.looks or _says_little(tokens, form, first))


def _says_little(tokens: Tokens, form: Form, place: int) -> bool:
    """Whether one capital is not enough: first in a sentence, among the commonest words, or as short as Nov."""
    word, surface = form.words[0], tokens.text[tokens.starts[place] : tokens.ends[place]]
    return context.opens_sentence(tokens, place) or is_frequent(word) or (len(word) < 4 and not surface.isupper())


def _told_apart(form: Form) -> int:
    """How many words tell the organisation from others."""
    return sum(word not in GENERIC for word in form.words)


def _penalty(tokens: Tokens, form: Form, laid: Laid, legal: int, state: str) -> float:
    taken = form.cost + 0.06 * laid.edits + 0.02 * laid.looks + 0.04 * laid.splits
    if form.legal and legal:
        met = tokens.words.slice(laid.last + 1, laid.last + 1 + legal)
        taken += 0.0 if set(met) & set(form.legal) else 0.02
    elif form.legal or legal:
        taken += 0.02
    if state != form.state:
        taken += 0.02 if form.state else 0.01
    if not legal and len(form.words) < 3 and context.named_beside(tokens, laid.first, laid.last):
        taken += 0.06
    return taken + (0.05 if form.context and not legal else 0.0)


def _rule(form: Form, laid: Laid, legal: int) -> str:
    parts = [form.rule] if form.rule else []
    if laid.bridged:
        edits = f"{laid.edits} edit{'s' if laid.edits > 1 else ''}"
        parts.append(f"{edits}: " + ", ".join(f"{met} → {meant}" for met, meant in laid.bridged))
    if laid.looks:
        parts.append("look-alike characters")
    if laid.splits:
        parts.append("words split or joined")
    if form.legal and not legal:
        parts.append(f"without “{' '.join(form.legal)}”")
    if form.words and form.words[0] in GENERIC and laid.comma and form.comma:
        parts.append("turned round a comma")
    return "; ".join(parts)
