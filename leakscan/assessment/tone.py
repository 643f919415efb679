"""Who writes around a list, told by words: whoever offers what was taken, or whoever reports on it, and on what."""

from __future__ import annotations

import re
from dataclasses import dataclass

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


def tone_of(text: str, start: int, end: int) -> Tone:
    """The tone of what stands before ``start`` and behind ``end``."""
    around = text[max(0, start - _FAR) : start] + "\n" + text[end : end + _FAR]
    words = _words(around.casefold())
    return Tone(len(words & _OFFER), len(words & _REPORT), len(words & _TOPIC))


def _words(said: str) -> frozenset[str]:
    """All different words that tell something; where all letters are of ASCII there is a quicker way to them."""
    if not said.isascii():
        return _ANY.intersection(_WORD.findall(said))
    words = said.translate(_PARTING).split()
    known = _ANY.intersection(words)
    if "-" not in said:
        return known
    joined = {word for word in words if "-" in word}
    return known - joined | _ANY.intersection(_WORD.findall("\n".join(joined)))


_PARTING = "".join(chr(sign) if chr(sign).isalpha() or chr(sign) == "-" else " " for sign in range(128))
