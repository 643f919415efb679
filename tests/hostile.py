"""Five hundred strings that a stranger may put anywhere, to see what a terminal, a page or a sheet makes of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

COUNT = 500
_SGR = re.compile("\x1b\\[[0-9;]*m")
# Format characters that are seen: they join with the digits or letters behind them.
_SEEN = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
# Not of a control's category, and yet nothing is seen of them.
_BLANK = {0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10)}
_ESC, _OSC, _CSI, _BEL, _ST = "\x1b", "\x1b]", "\x1b[", "\x07", "\x1b\\"
_SEQUENCES = (
    *(f"{_CSI}{n}J" for n in range(4)), *(f"{_CSI}{n}K" for n in range(3)), f"{_CSI}H", f"{_CSI}999;999H", f"{_CSI}6n",
    f"{_CSI}5n", f"{_CSI}c", f"{_CSI}>c", f"{_CSI}0q", f"{_CSI}21t", f"{_CSI}?1049h", f"{_CSI}?25l", f"{_CSI}?2004h",
    f"{_CSI}?1000h", f"{_CSI}s{_CSI}u", f"{_CSI}1000A", f"{_CSI}1000B", f"{_CSI}1000C", f"{_CSI}1000D", f"{_CSI}5m",
    f"{_CSI}8m", f"{_CSI}7m", f"{_CSI}31;1;4m", f"{_CSI}38;2;255;0;0m", f"{_CSI}48;5;9m", f"{_CSI}!p", f"{_CSI}2;1y",
    f"{_OSC}0;title{_BEL}", f"{_OSC}2;title{_ST}", f"{_OSC}4;1;?{_BEL}", f"{_OSC}7;file:///etc{_BEL}",
    f"{_OSC}8;;http://x.example{_BEL}click{_OSC}8;;{_BEL}", f"{_OSC}9;notify{_BEL}", f"{_OSC}10;?{_BEL}",
    f"{_OSC}50;font{_BEL}", f"{_OSC}52;c;eA=={_BEL}", f"{_OSC}52;p;?{_BEL}", f"{_OSC}104{_BEL}",
    f"{_OSC}133;A{_BEL}", f"{_OSC}777;notify;a;b{_BEL}", f"{_OSC}1337;File=inline=1:QQ=={_BEL}",
    f"{_OSC}1337;SetMark{_BEL}", f"{_ESC}P0;1|17/ab{_ST}", f"{_ESC}P$qm{_ST}", f"{_ESC}_Gf=100;AAAA{_ST}",
    f"{_ESC}^private{_ST}", f"{_ESC}Xstring{_ST}", f"{_ESC}c", f"{_ESC}7{_ESC}8", f"{_ESC}#8", f"{_ESC}(0lqk",
    f"{_ESC}D",
    f"{_ESC}M", f"{_ESC}E", f"{_ESC}=", f"{_ESC}>", f"{_ESC}Z", f"{_ESC}n", "\x9b2J", "\x9b31m", "\x9d52;c;eA==\x9c",
    "\x90q\x9c", "\x85", "\x84", "\x8d", "\x98x\x9c", "\x9fx\x9c", "\x0e0lqk\x0f", "\x1a", "a\b\b\bb", "first\rsecond",
)  # fmt: skip
_MARKUP = (
    "[bold]b[/bold]", "[/foo]", "[/]", "[", "]", "[[", "[@click=app.quit]x[/]", "[@click='screen.quit']x[/]",
    "[link=http://x.example]x[/link]", "[red on blue]", "[$primary]", "[#ff0000]x[/]", "\\[bold]", "\\", ":smile:",
    ":skull:", "[blink]x[/blink]", "[conceal]x", "[reverse]", "[not bold]", "%s %d %n", "%(x)s", "{0.__class__}", "{}",
    "{{7*7}}", "{% raw %}", "${HOME}", "$(id)", "`id`", "; rm -rf ~", "| id", "&& id", "> /tmp/x", "-rf", "--yes",
    "--help", "../../etc/passwd", "/etc/passwd", "C:\\x", "con.txt", "~root", "*", "?", "'", '"', "`", "''", '""',
    "<script>alert(1)</script>", "</script>", "</title>", "</style>", "<!--", "-->", "<![CDATA[", "]]>", "&lt;",
    "&#60;",
    "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "javascript:alert(1)", "data:text/html,x", "<a href=x>",
    '" onmouseover="alert(1)', "' onfocus='alert(1)", "<iframe src=//x.example>", "<base href=//x.example>",
    '<meta http-equiv="refresh" content="0;url=//x.example">', "<link rel=stylesheet href=//x.example>", "<style>*{}",
    '=HYPERLINK("http://x.example";"x")', "=1+1", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", "'=1+1",
    '";=1+1;"', "＝1+1", "＋1", "－1", "＠1", "=cmd|' /C calc'!A0", "=DDE(1;2;3)", '=IMPORTXML("//x.example")', "a;=1",
    "a,=1",
    "# heading", "- item", "> quote", "1. one", "| a | b |", "![x](//x.example)", "[x](javascript:alert(1))", "```",
    "~~~", "***", "___", "<http://x.example>", "http://x.example/a_b_c", "www.x.example", "x@x.example", "\\u202e",
    "NULL", "null", "None", "nan", "NaN", "Infinity", "-0", "1e999", "0x1f", "9" * 400, "true", "[]", "{", "}",
    "\"}", "",
    " ", "  lead", "trail  ", "a\tb", "a\nb", "a\r\nb", "\n\n\n", "SELECT 1; --", "' OR 1=1 --", '" OR "" = "', "%00",
    "%0d%0aX: y", "\r\nX-Header: y", "\r\n\r\n<html>", "name=x; path=/", "株式会社", "صباح", "नमस्ते", "Ｆｕｌｌ",
    "ﷺ" * 20,
    "x" * 5_000,
    "a b " * 800, "W" * 300, "ẞß", "İstanbul", "ŉ", "ﬃ", "\U0001f1e6\U0001f1e8", "👩‍👩‍👧", "e\u0301" * 100,
    "Z\u0351\u034f\u0322" * 50,
)  # fmt: skip


def _invisible() -> Iterator[str]:
    """Every control, format and blank character amid letters."""
    for number in (*range(0x20), *range(0x7F, 0xA0), *sorted(_BLANK)):
        yield f"a{chr(number)}b"
    for number in range(0x100, 0xE0100, 1):
        if unicodedata.category(chr(number)) in {"Cf", "Zl", "Zp"} and number not in _SEEN:
            yield f"a{chr(number)}b"


def _surrogates() -> Iterator[str]:
    yield from ("\ud800", "a\udfffb", "\udc80\udc81", "\ud83d", "\ud83d\ude00")


@cache
def strings() -> tuple[str, ...]:
    """The five hundred, all different."""
    found = list(dict.fromkeys([*_SEQUENCES, *_MARKUP, *_surrogates(), *_invisible()]))
    wraps = (f"{one} and {other}" for one, other in zip(_SEQUENCES, reversed(_MARKUP), strict=False))
    found = list(dict.fromkeys([*found, *wraps]))
    assert len(found) >= COUNT, len(found)
    step = len(found) / COUNT
    return tuple(found[int(n * step)] for n in range(COUNT))


def sample(count: int) -> tuple[str, ...]:
    """So many of them, taken from all over."""
    return tuple(strings()[n * COUNT // count] for n in range(count))


def unsafe(printed: str) -> list[str]:
    """What in a program's output a terminal would obey, or a reader not see, but for colours."""
    bare = _SGR.sub("", printed)
    return sorted({ascii(c) for c in bare if c not in "\t\n" and _is_unsafe(c)})


def _is_unsafe(character: str) -> bool:
    number = ord(character)
    if number in _SEEN:
        return False
    return number in _BLANK or unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
