"""Is there anything beside the name to find a client by, and is it the client's own?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from leakscan.model import Watchlist
from leakscan.watchlist.finding import Finding, Level

# Anyone's mailbox: every combo list of the world would hit such a "client's domain".
_FREE_MAIL_TEXT = (
    "gmail.com googlemail.com outlook.com hotmail.com hotmail.co.uk live.com msn.com yahoo.com yahoo.co.uk ymail.com "
    "aol.com icloud.com me.com mac.com gmx.com gmx.de gmx.net web.de mail.com mail.ru yandex.ru yandex.com proton.me "
    "protonmail.com zoho.com qq.com 163.com 126.com t-online.de orange.fr free.fr wanadoo.fr libero.it comcast.net "
    "verizon.net att.net sbcglobal.net btinternet.com fastmail.com hey.com tutanota.com naver.com daum.net"
)
_FREE_MAIL = frozenset(_FREE_MAIL_TEXT.split())


def check(watchlist: Watchlist) -> Iterator[Finding]:
    """Free-mail domains, values that two clients share, and clients that have a name alone."""
    yield from _free_mail(watchlist)
    yield from _shared(watchlist)
    yield from _bare(watchlist)


def _free_mail(watchlist: Watchlist) -> Iterator[Finding]:
    for entry in watchlist.entries:
        for domain in entry.domains:
            if domain in _FREE_MAIL:
                what = f"{domain} gives mailboxes to everybody; it would meet strangers in every dump"
                yield Finding(
                    entry.row, "domains", Level.ERROR, what, "remove it, and list the client's addresses as emails"
                )


def _shared(watchlist: Watchlist) -> Iterator[Finding]:
    for column in ("domains", "emails", "identifiers"):
        rows: defaultdict[str, list[int]] = defaultdict(list)
        for entry in watchlist.entries:
            for value in getattr(entry, column):
                rows[value.casefold()].append(entry.row)
        for value, met in rows.items():
            if len(met) > 1:
                what = (
                    f"{value!r} stands in {len(met)} rows ({', '.join(map(str, met[:5]))}{'…' if len(met) > 5 else ''})"
                )
                yield Finding(met[1], column, Level.WARNING, what, "leave it with the one client it belongs to")


def _bare(watchlist: Watchlist) -> Iterator[Finding]:
    bare = [entry for entry in watchlist.entries if not (entry.domains or entry.emails or entry.identifiers)]
    if not bare:
        return
    rows = ", ".join(str(entry.row) for entry in bare[:5]) + ("…" if len(bare) > 5 else "")
    what = f"{len(bare)} of {len(watchlist)} clients have no domain, e-mail or identifier (rows {rows})"
    advice = "add what you have: an identifier is near proof, a name is not"
    yield Finding(bare[0].row if len(bare) == 1 else None, "domains", Level.WARNING, what, advice)
