"""What a forked visit or command would import and tabulate first; nothing here installs a reactor."""

from __future__ import annotations

import os
import sys
from importlib import import_module

os.environ.update(NO_COLOR="1", COLUMNS="200")  # before anything asks how wide the terminal is

from leakscan.cli import crawl, source  # noqa: F401
from leakscan.crawl import run  # noqa: F401
from leakscan.crawl.preload import preload
from leakscan.model import Document, Entry, Sighting, Watchlist

OTHERS = """
leakscan.crawl.socks_handler leakscan.output.formats leakscan.workspace warcio sqlite_utils selectolax.lexbor rich.table
rich.console leakscan.output.formats.table leakscan.schedule.rescreen leakscan.store.steps leakscan.store.runs
leakscan.store.cursors leakscan.store.incidents leakscan.store.places leakscan.store.texts leakscan.extract.page
leakscan.extract.posts leakscan.extract.lines leakscan.extract.nesting leakscan.watchlist.load
leakscan.watchlist.directory leakscan.watchlist.versions leakscan.watchlist.formats.delimited
leakscan.watchlist.formats.jsonlines leakscan.watchlist.formats.workbook leakscan.cli.hits leakscan.cli.alert
leakscan.alerts.trial leakscan.schedule.due
""".split()  # noqa: SIM905  # a table reads better


def warm() -> None:
    preload()
    for module in OTHERS:
        import_module(module)
    from leakscan.assessment.blocks import shapes
    from leakscan.examine import examine
    from leakscan.extract.containers.kinds import recognise_container
    from leakscan.screening import compile_index

    shapes()
    recognise_container(b"")
    index = compile_index([Watchlist("warm", (Entry("a", "Maple Hollow Police"), Entry("b", "Brackenridge Savings")))])
    list(examine([Document(b"Maple Hollow Police\nBrackenridge Savings\n", Sighting())], index))


warm()
assert "twisted.internet.reactor" not in sys.modules
