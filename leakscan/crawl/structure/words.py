"""What addresses and class names of forums are commonly called, whatever the engine."""

from __future__ import annotations

import re


def _words(text: str) -> re.Pattern[str]:
    """Whole words, where a word ends at a digit or a sign."""
    return re.compile(rf"(?<![a-z])(?:{'|'.join(text.split())})(?![a-z])", re.IGNORECASE)


THREAD = _words(
    "threads? topics? showthread viewtopic showtopic discussions? subject forumpost t tid msg messages? posts?"
    " viewthread questions? read"
)
BOARD = _words(
    "forums? boards? categor(?:y|ies) viewforum forumdisplay showforum subforums? sections? cat c f fid groups?"
    " channels? lists?"
)
PERSON = _words("users? members? memberlist profiles? people author u uid account posters? senders?")
ACTION = _words(
    "login logout register signup search reply newreply newthread posting quote report edit delete mark subscribe rss"
    " feed help faq rules privacy terms contact print(?:thread|er)? share like vote whoposted lastpost getnewpost"
    " sort(?:by)? order tags? new create syndication external cookies? team stats calendar attachments? download"
)
# Of a post's body, and of what stands around it.
BODY = re.compile(
    r"content|body|message(?!-?(?:meta|info|user|attrib))|text|markup|cooked|entry|comment|wrapper|post(?!er)",
    re.IGNORECASE,
)
AROUND = re.compile(
    r"author|user|profile|avatar|poster|member|sig(?:nature)?|meta|foot|head|nav|tool|button|control|quote|date|time"
    r"|info|stat|edit|action|rank|badge|attach|like|vote|reaction|menu|crumb|title|subject|extra|side",
    re.IGNORECASE,
)
AUTHOR = re.compile(r"author|user|poster|member|nick|sender|creator|who|(?<![a-z])by(?![a-z])", re.IGNORECASE)
# The words of links that a post has beside it.
OFFERED = re.compile(
    r"^\W*(?:perma)?(?:link|source|raw|reply|quote|edit|report|share|like|parent|delete|print|answer|respond)\W*$",
    re.IGNORECASE,
)
NEXT = re.compile(
    r"^[\s\W]*(?:next(?: page)?|older(?: posts| topics)?|weiter|nächste(?: seite)?|suivante?s?|siguiente|próxim[ao]"
    r"|avanti|successiv[ao]|volgende|następn[ae]|dalej|далее|вперед|вперёд|след(?:ующая|ующий)?\.?|下一页|下一頁|次へ"
    r"|次の?ページ|다음|more|»|›|→|>|>>|&gt;)[\s\W]*$",
    re.IGNORECASE,
)
# Names in a query that say which page is meant, and in which order things stand on it.
_PAGES = (
    "page p pg start offset st from skip limit x n paged pagenumber pagenum seite cursor after before s"
    " order sort sortby dir desc asc daysprune datecut pp perpage prune view"
)
PAGE_KEYS = frozenset(_PAGES.split())
