"""Signs by which sites refuse: the words that the products print, in the order in which they are looked for.

A sign names what an answer is that could not be read as content. It is never looked for inside content: whoever
writes a paste could otherwise make leakscan skip it by quoting a refusal. So a sign may be broad; taking one refusal
for another costs a word in a report and no more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from leakscan.model import Health

HEAD = 65_536  # a refusal says so near its top; characters looked at
_NOTICE = 2_048  # a plain-text notice is short; a longer answer of the kind asked for is content
_ODD = re.compile(r"[\v\x1c-\x1f]")  # blanks to Python's expressions and not to RE2's


@dataclass(frozen=True, slots=True)
class Sign:
    """A named check: words of an answer that mean a health other than ok.

    ``pattern`` is a regular expression, matched without regard to case against the markup and against the words that
    it shows. A ``notice`` is the whole of a short plain answer, so that it can be told from content that merely quotes
    it. ``hint`` says what the owner of the source can do about it.
    """

    name: str
    health: Health
    pattern: str
    notice: bool = False
    hint: str = ""

    def fits(self, text: str, words: str = "") -> bool:
        """Whether a text, or the words that it shows, has this sign."""
        if self.notice:
            whole = re.fullmatch(self.pattern, text.strip(), re.IGNORECASE | re.DOTALL)
            return whole is not None and len(text) <= _NOTICE
        return any(_shows(part[:HEAD], self.pattern) for part in (text, words))


def _shows(part: str, pattern: str) -> bool:
    """Whether a pattern is found; that it is not RE2 says in a tenth of the time where it reads as Python."""
    plain, sift = _plain(part), _sift(pattern)
    if plain is not None and sift is not None and not sift(plain):
        return False
    return re.search(pattern, part, re.IGNORECASE) is not None


@lru_cache(maxsize=4)  # one text is looked through for many signs
def _plain(part: str) -> bytes | None:
    """A text of ASCII in which a blank is a blank to both; None for any other."""
    return part.encode() if part.isascii() and not _ODD.search(part) else None


@cache
def _sift(pattern: str) -> Callable[[bytes], Any] | None:
    """The search for a pattern by RE2, None where it knows no such pattern or would find less."""
    import re2

    options = re2.Options()
    options.case_sensitive, options.log_errors = False, False
    try:
        search: Callable[[bytes], Any] = re2.compile(pattern.encode(), options).search
    except re2.error:
        return None
    return None if "$" in pattern else search  # which also stands before a last line end in Python's


BROWSER = "browser = true in the source's settings shows it to a browser"
COOKIE = 'a session cookie of an account of yours may help: cookie = "env:NAME"'

CHALLENGES = (
    Sign("cloudflare-block", Health.REFUSED, r"sorry, you have been blocked|cf-error-code\">1(?:006|007|008|009|020)"),
    Sign(
        "cloudflare", Health.CHALLENGE, r"cf-chl|_cf_chl_opt|challenge-platform|<title>just a moment|cf-browser-verif"
    ),
    Sign("ddos-guard", Health.CHALLENGE, r"<title>ddos-guard|ddos-guard/(?:js-challenge|check)"),
    Sign("anubis", Health.CHALLENGE, r"making sure you(?:'|&#39;|’)re not a bot|within\.website/x/cmd|id=\"anubis_"),
    Sign("go-away", Health.CHALLENGE, r"go-away/assets|checking you are not a bot"),
    Sign("imperva", Health.CHALLENGE, r"_incapsula_resource"),
    Sign("datadome", Health.CHALLENGE, r"captcha-delivery\.com"),
    Sign("human", Health.CHALLENGE, r"px-captcha|press (?:&|and) hold to confirm"),
    Sign("aws-waf", Health.CHALLENGE, r"awswaf"),
    Sign("sucuri", Health.CHALLENGE, r"sucuri_cloudproxy"),
    Sign("testcookie", Health.CHALLENGE, r"slowAES\.decrypt|document\.cookie\s*=\s*[\"'][^\"']{0,80}__test"),
    Sign("basedflare", Health.CHALLENGE, r"\.basedflare/|checking your browser for robots"),
    Sign(
        "captcha",
        Health.CHALLENGE,
        r"g-recaptcha|h-captcha|hcaptcha\.com|cf-turnstile|name=[\"']?captcha|not a robot|enter the characters you see"
        r"|detected unusual traffic",
    ),
    Sign("checking-browser", Health.CHALLENGE, r"checking your browser|verif(?:y|ying) (?:that )?you are (?:a )?human"),
    Sign("queue", Health.CHALLENGE, r"placed in a queue|you are now in line|waiting room"),
    Sign(
        "javascript-wall",
        Health.CHALLENGE,
        r"(?:enable|turn on|turn) (?:javascript|js)\b(?: on)?.{0,40}(?:to (?:continue|proceed)|reload|in your browser)"
        r"|enable (?:javascript|js) and (?:cookies|disable)",
        hint=BROWSER,
    ),
    Sign(
        "cookie-wall",
        Health.CHALLENGE,
        r"(?:please )?enable (?:your )?cookies|cookies (?:must be|are) (?:enabled|disabled|required)"
        r"|<title>before you continue",
        hint=COOKIE,
    ),
    Sign("age-gate", Health.CHALLENGE, r"must be (?:at least )?(?:18|21)\b|over18=", hint=COOKIE),
)
GONE = (
    Sign("seized", Health.GONE, r"(?:web ?site|domain)(?: name)? has been seized|<title>\s*seized"),
    Sign(
        "parked",
        Health.GONE,
        r"domain (?:\S+ )?(?:is|may be) (?:for sale|parked)|buy this domain|get this domain|domain parking"
        r"|window\.park\b|data-adblockkey",
    ),
    Sign("expired", Health.GONE, r"domain (?:name )?(?:has )?expired"),
    Sign("suspended", Health.GONE, r"account (?:has been )?suspended|site (?:has been )?suspended"),
    Sign(
        "server-default",
        Health.GONE,
        r"<title>(?:welcome to nginx|apache2 [a-z ]+default page|default web site page|test page for)",
    ),
    Sign(
        "onion-down", Health.GONE, r"onion ?site (?:not found|is (?:offline|down))|hidden service (?:not available|is)"
    ),
)
LIMITS = (
    Sign(
        "too-many-requests",
        Health.RATE_LIMITED,
        r"too many requests|rate.?limit(?:ed|ing)?\b.{0,20}(?:exceeded|reached)|being rate.?limited|error 1015"
        r"|this action too many times|please slow down|\b[0-9]+ per [0-9]+ (?:second|minute|hour)",
    ),
)
LOGINS = (
    Sign("login-form", Health.LOGIN_WALL, r"<input[^>]{0,200}type=[\"']?password", hint=COOKIE),
    Sign(
        "login-words",
        Health.LOGIN_WALL,
        r"(?:must|need to|have to) (?:be (?:a )?(?:registered|logged|signed)|log ?-?in|sign ?in|register)"
        r"|please (?:log|sign) ?in|login[_ ]required|not[_ ]logged[_ -]in|only registered (?:members|users)"
        r"|not authori[sz]ed to (?:read|view|access)|do not have permission",
        hint=COOKIE,
    ),
    Sign("single-sign-on", Health.LOGIN_WALL, r"name=[\"']?SAMLRequest|/oauth2?/authorize\?|openid-connect/auth"),
    Sign("no-preview", Health.GONE, r"if you have the invite link|class=\"tgme_page_(?:title|icon|action|extra)"),
)
REFUSALS = (
    Sign(
        "banned",
        Health.REFUSED,
        r"(?:ip|address|you) (?:is|are|has been|have been) (?:[a-z]+ )?(?:blocked|banned)|error (?:code:? )?10(?:20|06)"
        r"|has banned (?:you|the country)",
    ),
    Sign(
        "denied",
        Health.REFUSED,
        r"access (?:is |was |has been )?denied|permission denied|<title>\s*(?:403 )?forbidden|does not have access"
        r"|access to this (?:page|site) has been (?:denied|limited)",
    ),
    Sign("filtered", Health.REFUSED, r"web ?page (?:has been |is )?blocked|blocked by (?:your|the) (?:network|admin)"),
    Sign(
        "maintenance",
        Health.REFUSED,
        r"(?:down|closed|undergoing|offline|performing some|scheduled) (?:for )?(?:scheduled )?maintenance"
        r"|<title>[^<]{0,60}maintenance|maintenance mode|(?:will|['’;]ll) be back (?:soon|online)",
    ),
    Sign("closed", Health.REFUSED, r"(?:board|forums?|site) (?:is|are) (?:currently )?(?:closed|unavailable|disabled)"),
    Sign(
        "server-error",
        Health.REFUSED,
        r"<title>\s*(?:500|502|503|504|52[0-9])\b|internal server error|bad gateway|database (?:error|connection)"
        r"|server is too busy|fatal error</b>|uncaught [a-z_\\]{0,60}exception|could not be retrieved",
    ),
)
MISSING = (
    Sign("not-found", Health.GONE, r"<title>[^<]{0,60}(?:page|thread|topic|paste|forum) (?:was )?not found|<title>404"),
    Sign(
        "not-found-words", Health.GONE, r"requested (?:page|thread|topic|forum|board) (?:could not be found|does not)"
    ),
)

COMMON: tuple[Sign, ...] = CHALLENGES + GONE + LIMITS + LOGINS + REFUSALS + MISSING

# What a short plain answer says in full, where a paste was asked for: no client list is so short.
NOTICES: tuple[Sign, ...] = (
    Sign(
        "too-many-requests",
        Health.RATE_LIMITED,
        r"(?:error:?\s*)?(?:429:?\s*)?(?:too many requests|rate limit(?:ed)?(?: exceeded| reached)?|(?:please )?slow"
        r" down)[^\n]{0,80}",
        notice=True,
    ),
    Sign(
        "denied",
        Health.REFUSED,
        r"(?:error:?\s*)?(?:403:?\s*)?(?:access denied|forbidden|permission denied|error code: 10[0-9]{2})[^\n]{0,20}"
        r"|[^\n]{0,80}does not have access.{0,200}",
        notice=True,
    ),
    Sign(
        "server-error",
        Health.REFUSED,
        r"(?:error:?\s*)?(?:50[0-9]:?\s*)?(?:internal server error|bad gateway|service unavailable|gateway time-?out"
        r"|no healthy upstream|upstream connect error[^\n]{0,200})[^\n]{0,20}",
        notice=True,
    ),
    Sign(
        "not-found",
        Health.GONE,
        r"(?:error:?\s*)?(?:404:?\s*)?(?:(?:page |file |paste )?not found|no such paste)[^\n]{0,20}",
        notice=True,
    ),
)

# Headers by which products say that an answer is theirs and not the site's.
_HEADERS = (
    ("cf-mitigated", "challenge", "cloudflare"),
    ("x-amzn-waf-action", "captcha", "aws-waf"),
    ("x-amzn-waf-action", "challenge", "aws-waf"),
)


def challenged(headers: Mapping[str, str]) -> str | None:
    """The product that says in a header that it challenges the visitor; names of headers are in lower case."""
    return next((name for header, value, name in _HEADERS if headers.get(header, "").lower() == value), None)
