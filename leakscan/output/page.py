"""Self-contained HTML pages: all escaped, nothing fetched, no script, and a policy that tells the browser so."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leakscan.output.escape import printable

if TYPE_CHECKING:
    from jinja2 import Environment

_PAGES = Path(__file__).parent / "pages"


def page(template: str, **values: Any) -> str:
    """The page of this template; whatever text is put in is made printable, then escaped."""
    style = (_PAGES / "style.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return _templates().get_template(template).render(values, style=_trusted(style), policy=policy)


@cache
def _templates() -> Environment:
    return templates(_PAGES)


def templates(folder: Path) -> Environment:
    """The templates of a folder: all that is put into them is made printable, then escaped, and has to be there."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    """Text without controls; what is marked as HTML is the project's own."""
    if hasattr(value, "__html__"):
        return value
    return "" if value is None else printable(str(value))


def _trusted(own: str) -> Any:
    from markupsafe import Markup

    return Markup(own)  # noqa: S704  # the project's own style sheet
