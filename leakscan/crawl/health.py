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

from leakscan.model import Health

_HEAD = 65_536  # a refusal says so near its top; characters looked at
_NOTICE = 2_048  # a plain-text notice is short; a longer answer of the kind asked for is content


@dataclass(frozen=True, slots=True)
class Sign:
    """A named check: words of an answer that mean a health other than ok.

    ``pattern`` is a regular expression, matched without regard to case. A ``notice`` is the whole of a short
    plain answer, so that it can be told from content that merely quotes it.
    """

    name: str
    health: Health
    pattern: str
    notice: bool = False

    def fits(self, text: str) -> bool:
        """Whether the text shows this sign."""
        if self.notice:
            whole = re.fullmatch(self.pattern, text.strip(), re.IGNORECASE | re.DOTALL)
            return whole is not None and len(text) <= _NOTICE
        return re.search(self.pattern, text[:_HEAD], re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Answer:
    """What health needs to know of one HTTP answer; header names are in lower case."""

    status: int
    body: bytes
    text: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer (or one request without any) that was not content: its health, the check that told, and where.

    ``answered``: the site itself said so, as against a request that was not made or brought no answer.
    """

    health: Health
    check: str
    detail: str
    url: str = ""
    listing: bool = False
    answered: bool = True


# The words are the products' own, as their pages print them.
COMMON: tuple[Sign, ...] = (
    Sign(
        "cloudflare",
        Health.CHALLENGE,
        r"cf-chl|challenge-platform|<title>just a moment|<title>attention required! \| cloudflare",
    ),
    Sign("ddos-guard", Health.CHALLENGE, r"<title>ddos-guard|ddos-guard/(?:js-challenge|check)"),
    Sign("anubis", Health.CHALLENGE, r"making sure you(?:'|&#39;|’)re not a bot|techaro\.lol-anubis|id=\"anubis_"),
    Sign(
        "other-challenge",
        Health.CHALLENGE,
        r"_incapsula_resource|captcha-delivery\.com|px-captcha|awswafintegration|checking your browser",
    ),
    Sign("captcha", Health.CHALLENGE, r"g-recaptcha|h-captcha|hcaptcha\.com|cf-turnstile|enter the characters you see"),
    Sign(
        "javascript-wall",
        Health.CHALLENGE,
        r"enable javascript and cookies to continue|please enable javascript to (?:continue|proceed)",
    ),
    Sign("seized", Health.GONE, r"this (?:web ?site|domain)(?: name)? has been seized"),
    Sign(
        "parked",
        Health.GONE,
        r"domain (?:name )?is (?:for sale|parked)|buy this domain|account (?:has been )?suspended",
    ),
    Sign(
        "server-default", Health.GONE, r"<title>(?:welcome to nginx|apache2 [a-z ]+default page|default web site page)"
    ),
    Sign(
        "too-many-requests",
        Health.RATE_LIMITED,
        r"too many requests|rate.?limit(?:ed|ing)? (?:exceeded|reached)|error 1015|this action too many times",
    ),
    Sign("login-form", Health.LOGIN_WALL, r"<input[^>]{0,200}type=[\"']?password"),
    Sign(
        "login-words",
        Health.LOGIN_WALL,
        r"(?:must|need to|have to) (?:be logged in|log ?in|sign ?in|register)|please (?:log|sign) ?in"
        r"|login[_ ]required|not_logged_in",
    ),
    Sign("banned", Health.REFUSED, r"(?:ip|address|you) (?:has|have) been (?:blocked|banned)|error 1020|error 1006"),
    Sign("denied", Health.REFUSED, r"access (?:is |was |has been )?denied|permission denied|<title>(?:403 )?forbidden"),
    Sign(
        "maintenance",
        Health.REFUSED,
        r"(?:down|closed|undergoing|offline) (?:for )?(?:scheduled )?maintenance|<title>maintenance",
    ),
    Sign(
        "server-error", Health.REFUSED, r"<title>(?:500|502|503|504)\b|internal server error|bad gateway|database error"
    ),
)

_STARTS = {
    "json": re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*[\[{]"),
    "xml": re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|rss|feed|rdf:rdf|!--)", re.IGNORECASE),
}
_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


def judge(answer: Answer, kind: str, signs: Sequence[Sign] = ()) -> Finding | None:
    """What is wrong with the answer, or None where it is content of the kind asked for.

    Args:
        answer: the answer as it came.
        kind: ``json``, ``xml``, ``text``, ``html`` (no refusal), ``page`` (HTML, whatever it says) or ``any``.
        signs: the spider's own signs, looked for before the common ones.
    """
    if answer.headers.get("cf-mitigated", "").lower() == "challenge":
        return Finding(Health.CHALLENGE, "cloudflare", "the site asks visitors to solve a challenge")
    if not 200 <= answer.status < 300:
        return _by_sign(answer, signs) or _by_status(answer)
    if not answer.body.strip() and kind != "text":
        return Finding(Health.EMPTY, "empty-body", "the answer has no content")
    if _is_kind(answer, kind):
        return _by_sign(answer, [sign for sign in signs if sign.notice], common=())
    return explain(answer, f"expected {kind.upper()}, got {_looks_like(answer)}", signs)


def explain(answer: Answer, wrong: str, signs: Sequence[Sign] = ()) -> Finding:
    """Why an answer could not be read: the sign it shows, or else that the site's format has changed."""
    return _by_sign(answer, signs) or Finding(Health.MARKUP_CHANGED, "format", wrong)


def _is_kind(answer: Answer, kind: str) -> bool:
    if kind == "text":  # a paste may be a page's source: only an answer sent as HTML is a page
        return not ("html" in answer.headers.get("content-type", "").lower() and _HTML.match(answer.body))
    if kind == "html":
        return _by_sign(answer, ()) is None
    if kind == "any":
        return True
    if kind == "page":  # forums show a login form beside their threads: what the spider can read is content
        return _HTML.match(answer.body) is not None
    start = _STARTS[kind]
    return start.match(answer.body) is not None and not _HTML.match(answer.body)


def _looks_like(answer: Answer) -> str:
    if _HTML.match(answer.body):
        return "an HTML page"
    return "JSON" if _STARTS["json"].match(answer.body) else "text"


def _by_sign(answer: Answer, signs: Sequence[Sign], common: Sequence[Sign] = COMMON) -> Finding | None:
    for sign in (*signs, *common):
        if sign.fits(answer.text):
            return Finding(sign.health, sign.name, f"the answer (status {answer.status}) reads as {sign.name}")
    return None


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
