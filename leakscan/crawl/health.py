"""What an answer of a site amounts to: content, or one of the ways in which a source goes dark.

Sites refuse with status 200 as readily as with 403, so an answer counts as content only if it has the kind the
spider asked for; anything else is named by the first sign that fits it. Signs are never looked for inside
content: whoever writes a paste could otherwise make leakscan skip it by quoting a refusal.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape

from leakscan.crawl.signs import BROWSER, COMMON, HEAD, NOTICES, Sign, challenged
from leakscan.model import Health

__all__ = ["Answer", "Finding", "Sign", "explain", "judge", "outcome", "shown"]

_LITTLE = 40  # characters; a page that shows less and has scripts is the frame that they fill


@dataclass(frozen=True, slots=True)
class Answer:
    """What health needs to know of one HTTP answer; header names are in lower case."""

    status: int
    body: bytes
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_html(self) -> bool:
        """Whether it begins as a page does; a part of one counts where it was sent as HTML."""
        declared = "html" in self.headers.get("content-type", "").lower()
        return (_HTML.match(self.body) or (declared and _PART.match(self.body))) is not None

    @property
    def words(self) -> str:
        """What its markup shows, as far as a sign is looked for in it."""
        return shown(self.text, "script", "style")


def shown(text: str, *left_out: str) -> str:
    """The words of some markup without those of some elements; it may be as hostile as it likes."""
    parts = re.split(rf"<(/?)(?:{'|'.join(left_out)})\b[^<>]*>", text[:HEAD], flags=re.IGNORECASE)
    kept, inside = [parts[0]], False
    for closing, part in zip(parts[1::2], parts[2::2], strict=True):
        inside = not closing
        kept += [] if inside else [part]
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", " ".join(kept))).split())


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer (or one request without any) that was not content: its health, the check that told, and where.

    ``answered``: the site itself said so, as against a request that was not made or brought no answer; ``silent``: it
    was made, and waited in vain.
    """

    health: Health
    check: str
    detail: str
    url: str = ""
    listing: bool = False
    answered: bool = True
    silent: bool = False


_STARTS = {
    "json": re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*[\[{]"),
    "xml": re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|rdf:rdf|!--)", re.IGNORECASE),
}
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_PART = re.compile(rb"\s*<(?:title|meta|script|style|center|h[1-6]|p|b|br|div|table|form)\b[^>]*>", re.IGNORECASE)


def judge(answer: Answer, kind: str, signs: Sequence[Sign] = ()) -> Finding | None:
    """What is wrong with the answer, or None where it is content of the kind asked for.

    Args:
        answer: the answer as it came.
        kind: ``json``, ``xml``, ``text``, ``page`` (HTML, whatever it says) or ``any``.
        signs: the spider's own signs, looked for before the common ones.
    """
    if product := challenged(answer.headers):
        return Finding(Health.CHALLENGE, product, "the site asks visitors to solve a challenge")
    if not 200 <= answer.status < 300:
        return _by_sign(answer, signs) or _by_status(answer)
    if not answer.body.strip():
        return Finding(Health.EMPTY, "empty-body", "the answer has no content")
    if _is_kind(answer, kind):
        return _by_sign(answer, [sign for sign in signs if sign.notice], NOTICES if kind == "text" else ())
    return explain(answer, f"expected {kind.upper()}, got {_looks_like(answer)}", signs)


def explain(answer: Answer, wrong: str, signs: Sequence[Sign] = ()) -> Finding:
    """Why an answer could not be read: the sign it shows, or else that the site's format has changed."""
    return _by_sign(answer, signs) or _shell(answer) or Finding(Health.MARKUP_CHANGED, "format", wrong)


def _is_kind(answer: Answer, kind: str) -> bool:
    if kind == "text":  # a paste may be a page's source: only an answer sent as HTML is a page
        return not ("html" in answer.headers.get("content-type", "").lower() and answer.is_html)
    if kind == "any":
        return True
    if kind == "page":  # forums show a login form beside their threads: what the spider can read is content
        return answer.is_html
    return _STARTS[kind].match(answer.body) is not None and not _HTML.match(answer.body)


def _looks_like(answer: Answer) -> str:
    if answer.is_html:
        return "an HTML page"
    return "JSON" if _STARTS["json"].match(answer.body) else "text"


def _by_sign(answer: Answer, signs: Sequence[Sign], common: Sequence[Sign] = COMMON) -> Finding | None:
    words = answer.words if common or signs else ""
    for sign in (*signs, *common):
        if sign.fits(answer.text, words):
            says = f"the answer (status {answer.status}) reads as {sign.name}"
            return Finding(sign.health, sign.name, f"{says}; {sign.hint}" if sign.hint else says)
    return None


def _shell(answer: Answer) -> Finding | None:
    """A page that shows nothing by itself, and has scripts to fill it."""
    if not answer.is_html or "<script" not in answer.text.lower():
        return None
    if len(shown(answer.text, "script", "style", "title", "noscript")) >= _LITTLE:
        return None
    return Finding(Health.CHALLENGE, "javascript-shell", f"the page is filled by scripts; {BROWSER}")


def _by_status(answer: Answer) -> Finding:
    status = answer.status
    health, says = _STATUS.get(status, (Health.REFUSED, "the site refused"))
    if status == 503 and "retry-after" in answer.headers:
        health, says = Health.RATE_LIMITED, "the site asks to come back later"
    elif status >= 500:
        says = "the site has an error of its own"
    elif status < 400:
        says = "the site sends elsewhere"
    return Finding(health, f"status-{status}", f"{says} (status {status})")


_STATUS = {
    401: (Health.LOGIN_WALL, "the site wants a login"),
    402: (Health.REFUSED, "the site wants to be paid"),
    404: (Health.GONE, "nothing is there any more"),
    410: (Health.GONE, "the site says it is gone for good"),
    429: (Health.RATE_LIMITED, "the site asks for fewer requests"),
}


def outcome(findings: Iterable[Finding], listings: int, items: int, listed: int) -> tuple[Health, str]:
    """What a visit amounted to, and why, from all its findings.

    A listing that can't be read makes the source dark. Single items may be gone between listing and fetching;
    the source is dark when no more items were read than were withheld.

    Args:
        findings: everything that was not content.
        listings: listings that were read.
        items: items that were read.
        listed: things the listings named, new or known.
    """
    findings = list(findings)
    barred = [found for found in findings if found.listing]
    if barred:
        return barred[0].health, f"{barred[0].check}: {barred[0].detail}"
    if not listings:
        return Health.GONE, "no-answer: nothing was received from the source"
    if not listed:
        return Health.EMPTY, "empty-listing: the source lists nothing at all"
    withheld = [found for found in findings if found.health is not Health.GONE] or findings
    if withheld and len(findings) > items:
        health, count = Counter(found.health for found in withheld).most_common(1)[0]
        first = next(found for found in withheld if found.health is health)
        return health, f"{first.check}: {first.detail}; {count} of {items + len(findings)} items"
    return Health.OK, f"{listings} listing{'s' * (listings != 1)} and {items} item{'s' * (items != 1)} read"
