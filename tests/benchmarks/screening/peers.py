"""What others do with the same names and texts, ready to be timed; heavy ones only where they are installed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec

Work = Callable[[], object]


def exact(names: Sequence[str], texts: Sequence[str]) -> Work:
    """Exact search without regard to case by ahocorasick-rs, at its best setting."""
    from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

    automaton = AhoCorasick(
        [name.casefold() for name in names],
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.ContiguousNFA,
    )
    return lambda: [automaton.find_matches_as_indexes(text.casefold()) for text in texts]


def extract_one(names: Sequence[str], lines: Sequence[str]) -> Work:
    """Fuzzy search as it is done in scripts: the best name for every line."""
    from rapidfuzz import fuzz, process

    return lambda: [process.extractOne(line, names, scorer=fuzz.ratio) for line in lines]


def yara_rules(names: Sequence[str], texts: Sequence[str]) -> Work | None:
    """One compiled rule set of strings without regard to case, as PasteHunter and AIL use them."""
    if find_spec("yara") is None:
        return None
    import yara  # type: ignore[import-not-found,unused-ignore]

    quoted = [name.replace("\\", "\\\\").replace('"', '\\"') for name in names]
    rules = (
        f"rule names{at} {{ strings: "
        + "\n".join(f'$s{n} = "{name}" nocase wide ascii' for n, name in enumerate(quoted[at : at + 5_000]))
        + "\n condition: any of them }"
        for at in range(0, len(quoted), 5_000)
    )
    compiled = yara.compile(source="\n".join(rules))
    encoded = [text.encode("utf-8", "replace") for text in texts]
    return lambda: [compiled.match(data=text) for text in encoded]


def spaczz(names: Sequence[str], lines: Sequence[str]) -> Work | None:
    """Fuzzy matching of spaczz, with as few names as it can bear."""
    if find_spec("spaczz") is None:
        return None
    import spacy  # type: ignore[import-not-found,unused-ignore]
    from spaczz.matcher import FuzzyMatcher  # type: ignore[import-not-found,unused-ignore]

    speech = spacy.blank("en")
    matcher = FuzzyMatcher(speech.vocab)
    matcher.add("names", [speech(name) for name in names])
    return lambda: [matcher(speech(line)) for line in lines]
