"""A plain normalising matcher: what the assessment is measured with where screening itself is not what is asked."""

from __future__ import annotations

import re
from collections import defaultdict

from leakscan.model import Match, MatchKind, Watchlist

_TOKEN = re.compile(r"\w+(?:['’]\w+)?")
_LEGAL = frozenset("inc ltd llc corp corporation gmbh limited plc co company sa lp ag s a l p".split())
_LONGER = {"dept": "department", "univ": "university", "intl": "international", "sheriffs": "sheriff's"}
_WIDEST = 9


class Matcher:
    """Finds entries by their words: case, punctuation, legal forms and a few abbreviations apart."""

    def __init__(self, watchlist: Watchlist) -> None:
        self._watchlist = watchlist
        self._keys: dict[tuple[str, ...], str] = {}
        for entry in watchlist.entries:
            words = _words(entry.name)
            self._keys.setdefault(tuple(words), entry.key)
            while len(words) > 1 and words[-1] in _LEGAL:
                words = words[:-1]
            self._keys.setdefault(tuple(words), entry.key)
        self._lengths = defaultdict(set)
        for key in self._keys:
            self._lengths[key[0]].add(len(key))

    def matches(self, text: str) -> list[Match]:
        """Matches sorted by start, the longest first where they overlap."""
        tokens = [(found.start(), found.end(), word) for found in _TOKEN.finditer(text) for word in _expanded(found[0])]
        out, at = list[Match](), 0
        while at < len(tokens):
            for length in sorted(self._lengths.get(tokens[at][2], ()), reverse=True):
                key = self._keys.get(tuple(word for _, _, word in tokens[at : at + length]))
                if key and length <= min(_WIDEST, len(tokens) - at):
                    start, end = tokens[at][0], tokens[at + length - 1][1]
                    out.append(Match(self._watchlist.name, key, MatchKind.NAME, text[start:end], start, end, 1.0))
                    at += length - 1
                    break
            at += 1
        return out


def _words(said: str) -> list[str]:
    return [word for found in _TOKEN.findall(said) for word in _expanded(found)]


def _expanded(word: str) -> list[str]:
    word = word.casefold().replace("’", "'")
    pairs = {"pd": ["police", "department"], "so": ["sheriff's", "office"]}
    return pairs.get(word, [_LONGER.get(word, word)])
