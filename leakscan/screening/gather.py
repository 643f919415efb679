"""Every form of every entry as columns of numbers: words as numbers, forms as runs of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from leakscan.model import Entry, Watchlist
from leakscan.screening.abbreviations import CANON, GENERIC, STOP
from leakscan.screening.book import AGENCY, COMMA_FORM, CONTEXT, EXACT_FORM, KIND_BITS, SHARED
from leakscan.screening.chars import is_wide
from leakscan.screening.forms import Form, canonical, forms_of
from leakscan.screening.legal_forms import all_words, class_of, strip_legal
from leakscan.screening.read import words_of
from leakscan.screening.shortenings import Shortening, shortened
from leakscan.screening.traits import STATE_NUMBERS, kind_number, kinds_by_word
from leakscan.screening.written_as_one import add_written_as_one

_AGENCIES = frozenset("police pd sheriff so fd fire isd sch dps hp marshal constable univ coll".split())  # noqa: SIM905
_SPELT = dict(zip("äöüßøåæœÄÖÜØÅÆŒ", "ae oe ue ss oe aa ae oe ae oe ue oe aa ae oe".split(), strict=True))  # noqa: SIM905


class Numbers(dict[str, int]):
    """Words by number, from 1 on; one that is asked for the first time gets the next."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self) + 1
        return number


@dataclass(slots=True)
class Gathered:
    """Words in order of appearance; by form its entry, name or alias, rule, legal form, words and what it asks for.

    ``raw`` are the names' words as they are written, in one spelling, one run a name; ``others`` further spellings.
    """

    words: Numbers = field(default_factory=Numbers)
    others: dict[str, str] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    legal_words: dict[str, int] = field(default_factory=dict)
    entries: array[int] = field(default_factory=lambda: array("i"))
    names: array[int] = field(default_factory=lambda: array("H"))
    form_rules: array[int] = field(default_factory=lambda: array("i"))
    form_legal: array[int] = field(default_factory=lambda: array("i"))
    lengths: array[int] = field(default_factory=lambda: array("i"))
    ids: array[int] = field(default_factory=lambda: array("i"))
    flags: array[int] = field(default_factory=lambda: array("B"))
    costs: array[int] = field(default_factory=lambda: array("B"))
    states: array[int] = field(default_factory=lambda: array("B"))
    localities: array[int] = field(default_factory=lambda: array("B"))
    classes: array[int] = field(default_factory=lambda: array("i"))
    kinds: array[int] = field(default_factory=lambda: array("I"))
    raw_lengths: array[int] = field(default_factory=lambda: array("i"))
    raw: array[int] = field(default_factory=lambda: array("i"))
    _legals: dict[tuple[str, ...], tuple[int, int]] = field(default_factory=dict)

    def add(self, entry: int, owner: Entry, shortenings: Sequence[Shortening]) -> None:
        """Add the forms of the next entry."""
        for number, name in enumerate((owner.name, *owner.aliases)):
            forms = list(forms_of(name, shortenings))
            if not forms:
                continue
            self._add_raw(forms[0])
            if not name.isascii():
                self.others.update(transliterated(name))
            kinds = _kinds(forms[0])
            for form in forms:
                self.entries.append(entry)
                self.names.append(number)
                self._add_form(form, kinds)

    def _add_raw(self, form: Form) -> None:
        self.raw_lengths.append(len(form.raw))
        self.raw.extend(map(self.words.__getitem__, form.raw))

    def _add_form(self, form: Form, kinds: tuple[int, int]) -> None:
        words, rule, cost, legal, state, context, shared, comma, exact, _, locality = form
        number, sort = self._legals.get(legal) or self._legal(legal)
        self.form_rules.append(self.rules.setdefault(rule, len(self.rules)))
        self.form_legal.append(number)
        self.classes.append(sort)
        self.lengths.append(len(words))
        self.ids.extend(map(self.words.__getitem__, words))
        agency = 0 if _AGENCIES.isdisjoint(words) else AGENCY
        self.flags.append(CONTEXT * context | SHARED * shared | COMMA_FORM * comma | EXACT_FORM * exact | agency)
        self.costs.append(round(100 * cost) if cost else 0)
        self.states.append(STATE_NUMBERS[state] if state else 0)
        self.localities.append(kind_number(locality) if locality else 0)
        self.kinds.extend(kinds)

    def add_again(self, form: int, words: Sequence[int], rule: str, cost: int, flags: int) -> None:
        """Add a form like another but for its words by number; ``cost`` in hundredths, ``flags`` are further ones."""
        for kept in (self.entries, self.names, self.form_legal, self.states, self.localities, self.classes):
            kept.append(kept[form])
        self.kinds.extend(self.kinds[2 * form : 2 * form + 2])
        self.form_rules.append(self.rules.setdefault(rule, len(self.rules)))
        self.lengths.append(len(words))
        self.ids.extend(words)
        self.flags.append(self.flags[form] | flags)
        self.costs.append(cost)

    def _legal(self, words: tuple[str, ...]) -> tuple[int, int]:
        """The number of a legal form that was not taken off before, and its class; most names have one of a few."""
        written = ("" if is_wide("".join(words)) else " ").join(words)
        number = self.legal_words.setdefault(written, len(self.legal_words))
        self._legals[words] = number, class_of(words)
        return self._legals[words]


def _kinds(form: Form) -> tuple[int, int]:
    """The kinds of bodies in a name, as two columns of bits."""
    bits, kinds = 0, kinds_by_word()
    for word in kinds.keys() & (*form.raw, *form.words):
        bits |= 1 << kinds[word]
    return bits & ((1 << KIND_BITS) - 1), bits >> KIND_BITS


def transliterated(name: str) -> Iterator[tuple[str, str]]:
    """Words of a name as they are written without its letters (Mueller for Müller), with what each stands for."""
    spelt = "".join(_SPELT.get(char, char) for char in name)
    if spelt != name:
        written, other = words_of(name), words_of(spelt)
        if len(written) == len(other):
            yield from ((far, CANON.get(near, near)) for near, far in zip(written, other, strict=True) if far != near)


def gather(watchlists: Sequence[Watchlist]) -> Gathered:
    """The forms of all entries; stop words and the words of legal forms are numbered too."""
    found = Gathered()
    for word in (*sorted(STOP), *sorted(all_words() - CANON.keys())):
        found.words[word]  # which numbers it
    entries = count()
    for watchlist in watchlists:
        shortenings = shortenings_of(watchlist.abbreviations)
        for entry in watchlist.entries:
            found.add(next(entries), entry, shortenings)
    add_written_as_one(found)
    return found


def shortenings_of(abbreviations: Mapping[str, str]) -> tuple[Shortening, ...]:
    """A watchlist's own abbreviations as canonical words; those that say nothing are left out."""
    found = []
    for short, long in abbreviations.items():
        meant, brief = (canonical(strip_legal(words_of(one))[0]) for one in (long, short))
        if meant and brief and meant != brief:
            found.append(Shortening(meant, brief, f"{' '.join(short.split())} = {' '.join(long.split())}"))
    return tuple(found)


def idle_abbreviations(watchlist: Watchlist) -> list[str]:
    """A watchlist's own abbreviations that change none of its names, as in ``WW = Widget Works``."""
    names = [name for entry in watchlist.entries for name in (entry.name, *entry.aliases)]
    bare = {canonical(strip_legal(words_of(name))[0]) for name in names}
    told = {short: shortenings_of({short: long}) for short, long in watchlist.abbreviations.items()}
    return [
        f"{short} = {watchlist.abbreviations[short]}"
        for short, table in told.items()
        if not any(next(shortened(words, table), None) for words in bare)
    ]


def shared_words(words: Sequence[str]) -> list[bool]:
    """Which words many organisations share."""
    return [word in GENERIC for word in words]
