"""Who writes around a list, told by words: whoever offers what was taken, or whoever reports on it, and on what."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leakscan.block import Span

_OFFER_TEXT = (
    "selling sell sold price escrow xmr monero btc bitcoin telegram tg tox jabber xmpp pm dm sample samples dump dumps "
    "dumped db mirror mirrors mega gofile enjoy unlock rep reputation combo fresh uhq exclusive buyer buyers lowballs "
    "proof proofs panel backdoor exfiltrated ransom pwned bucket fullz grabbed pulled scraped inject sqli paste pastes "
    "verkaufe preis kaufen échantillon vends vendo precio muestra prezzo campione"
)
_REPORT_TEXT = (
    "said says told according spokesman spokeswoman spokesperson reporters newspaper reported statement declined "
    "comment confirmed denied lawmakers senator announced interview critics experts monday tuesday wednesday thursday "
    "friday saturday sunday sagte sprecher sprecherin laut erklärte bestätigte mitteilte selon porte-parole déclaré "
    "confirmé según portavoz dijo declaró confirmó secondo portavoce"
)
_TOPIC_TEXT = (
    "customer customers client clients clientele subscriber subscribers user users account accounts vendor vendors "
    "contract contracts breach breached breaches leak leaked leaks hack hacked hacker hackers intruder intruders "
    "stolen exposed incident data database documents security flaw flaws kunde kunden nutzer datenleck vertrag fuite "
    "contrat contrats abonnés cliente clientes filtración contrato contratos clienti contratto"
)
_OFFER, _REPORT, _TOPIC = (frozenset(said.split()) for said in (_OFFER_TEXT, _REPORT_TEXT, _TOPIC_TEXT))
_ANY = _OFFER | _REPORT | _TOPIC
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_FAR = 6000
"""Characters before and behind the list that are looked at."""


@dataclass(frozen=True)
class Tone:
    """Number of different words of an offer, of a report, and about customers or a breach."""

    offer: int
    report: int
    topic: int = 0


def tone_of(text: str, start: int, end: int, within: Span | None = None) -> Tone:
    """The tone of what stands before ``start`` and behind ``end``, of a part of the text or of all of it."""
    low, high = within or (0, len(text))
    around = text[max(low, start - _FAR) : start] + "\n" + text[end : min(high, end + _FAR)]
    words = _words(around.casefold())
    return Tone(len(words & _OFFER), len(words & _REPORT), len(words & _TOPIC))


def _words(said: str) -> frozenset[str]:
    """All different words that tell something: as the pattern finds them, but all at once."""
    said = _lettered(said)
    written = said.encode("utf-8", "surrogatepass").translate(_PARTING)
    known = _KNOWN.intersection(written.split())
    if b"-" in written:
        joined = {*_joined(written)}
        parted = _WORD.findall(b"\n".join(joined).decode("utf-8", "surrogatepass"))
        return _ANY.intersection(parted).union([_WRITTEN[word] for word in known - joined])
    return frozenset([_WRITTEN[word] for word in known])


def _joined(written: bytes) -> Iterator[bytes]:
    """The words with a hyphen."""
    at = written.find(b"-")
    while at >= 0:
        end = written.find(b" ", at) % (len(written) + 1)
        yield written[written.rfind(b" ", 0, at) + 1 : end]
        at = written.find(b"-", end)


def _lettered(said: str) -> str:
    """The text with a blank for each sign beyond ASCII that is no letter."""
    if said.isascii():
        return said
    beyond = said.encode("utf-8", "surrogatepass").translate(None, _ASCII).decode("utf-8", "surrogatepass")
    for sign in {*beyond}:
        if not sign.isalnum() or sign.isdecimal():
            said = said.replace(sign, " ")
    return said


_ASCII = bytes(range(128))
_PARTING = bytes(sign if sign > 127 or chr(sign).isalpha() or chr(sign) == "-" else 32 for sign in range(256))
_WRITTEN = {word.encode(): word for word in _ANY}
_KNOWN = frozenset(_WRITTEN)
