"""What only a browser can tell: that pages are what they look like, to everybody, and that hostile text is text."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from leakscan.store import HitFilter, Store, open_store
from tests.web.hostile import HARMLESS, fill, places
from tests.web.payloads import PAYLOADS

pytest.importorskip("playwright", reason="make .venv/.installed-dev")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.web.chromium import Served, Watched, chromium, served, signed_in

pytestmark = [pytest.mark.integration, pytest.mark.timeout(1800)]
BATCH = 25
SHAPE = """() => [...document.querySelectorAll('*')].map(one => [one.localName, one.namespaceURI.slice(-4),
    [...one.attributes].map(attribute => attribute.name).sort().join(' ')].join('|'))"""
BAD = """() => [...document.querySelectorAll('*')].flatMap(one => [...one.attributes].filter(({name, value}) =>
    name.startsWith('on') || name === 'style' ||
    (['href', 'src', 'action', 'formaction'].includes(name) && !/^(#main$|\\/(?![\\/\\\\]))/.test(value))
    ).map(({name, value}) => one.localName + ' ' + name + '=' + value))"""
WIDE = """width => [...document.querySelectorAll('body *')].filter(one => one.getBoundingClientRect().right > width + 1)
    .map(one => one.localName + '.' + one.className).slice(0, 5)"""


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with chromium(playwright) as browser:
        yield browser


def filled(root: Path, payloads: Sequence[str]) -> list[str]:
    root.mkdir()
    (root / "leakscan.toml").write_text('[source.never]\nspider = "rss"\nurl = "https://a.example/"\n')
    with open_store(root / "leakscan.db") as store:
        return fill(store, root, payloads)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with a little of everything in it."""
    root = tmp_path_factory.mktemp("desk") / "w"
    filled(root, [f"{HARMLESS} {n}" for n in range(6)])
    return root


@pytest.fixture(scope="module")
def server(desk: Path) -> Iterator[Served]:
    with served(desk) as running:
        yield running


def each_page(desk: Path) -> list[str]:
    with open_store(desk / "leakscan.db") as store:
        hit, *_ = store.ids(HitFilter(limit=1))
    lists = ("/", "/?text=nothing+like+it", f"/?after={hit}", "/incidents?days=3650", "/clients?days=3650", "/sources")
    single = (f"/hits/{hit}", "/incidents/1", f"/sources/s0{HARMLESS} 0", "/runs/1")
    return [*lists, *single, "/runs", "/alerts", "/alerts?pending=yes", "/mutes", "/nowhere", "/hits/0000000000000000"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_accessible(browser: Browser, server: Served, desk: Path, scheme: Any, width: int) -> None:
    """axe-core finds nothing to object to, on any page."""
    window = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "bypass_csp": True}
    context = signed_in(browser, server, **window)
    page = context.new_page()
    found: dict[str, object] = {}
    for place in each_page(desk):
        page.goto(server.base + place)
        for details in page.locator("details").all():
            details.evaluate("one => { one.open = true }")
        result = Axe().run(page)
        if result.violations_count:
            found[place] = [(one["id"], one["nodes"][0]["html"][:120]) for one in result.response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[f"{place}, sideways"] = page.evaluate(WIDE, width)
    context.close()
    assert found == {}


def test_the_browser_has_nothing_to_complain_of(browser: Browser, server: Served, desk: Path) -> None:
    context = signed_in(browser, server)
    page = Watched(context.new_page(), server.base)
    for place in each_page(desk):
        page.page.goto(server.base + place)
    context.close()
    assert page.clean(), (page.elsewhere, page.dialogs, page.errors)


@pytest.fixture(scope="module")
def shapes(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> list[object]:
    """Of each page, the shape that it has for harmless text."""
    root, harmless = tmp_path_factory.mktemp("good") / "w", [f"{HARMLESS} {n}" for n in range(BATCH)]
    ids = filled(root, harmless)
    with served(root) as server:
        context = signed_in(browser, server)
        page = context.new_page()
        found = []
        for place in places(ids, harmless):
            page.goto(server.base + place)
            found.append(page.evaluate(SHAPE))
        context.close()
    return found


@pytest.mark.parametrize("at", range(0, len(PAYLOADS), BATCH))
def test_hostile_text_is_text(browser: Browser, shapes: list[object], tmp_path: Path, at: int) -> None:
    """Each page's elements and attributes are those of harmless text; nothing runs, nothing is asked for elsewhere."""
    payloads = [*PAYLOADS[at : at + BATCH], *PAYLOADS][:BATCH]
    ids = filled(tmp_path / "bad", payloads)
    with served(tmp_path / "bad") as server:
        context = signed_in(browser, server)
        page = Watched(context.new_page(), server.base)
        for place, shape in zip(places(ids, payloads), shapes, strict=True):
            page.page.goto(server.base + place)
            assert page.page.evaluate(SHAPE) == shape, place
            assert page.page.evaluate(BAD) == [], place
        for hit in ids:  # and with nothing masked
            page.page.goto(f"{server.base}/hits/{hit}")
            page.page.click("form[action$='/reveal'] button")
            assert page.page.evaluate(BAD) == [], hit
        context.close()
        assert page.clean(), (page.elsewhere, page.dialogs, page.errors)


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[tuple[Served, Store]]:
    """A server of its own, for tests that decide; and its store."""
    filled(tmp_path / "w", [f"{HARMLESS} {n}" for n in range(4)])
    with served(tmp_path / "w") as running, open_store(tmp_path / "w" / "leakscan.db") as store:
        for hit in store.ids(HitFilter()):
            store.undo([hit], "x")  # assigned and acknowledged by the filler
            store.undo([hit], "x")
        yield running, store


def test_triage_without_javascript(browser: Browser, fresh: tuple[Served, Store]) -> None:
    server, store = fresh
    context = signed_in(browser, server, java_script_enabled=False)
    page = context.new_page()
    page.goto(server.base)
    first, *rest = [one.get_attribute("value") or "" for one in page.locator("input[name=hit]").all()]
    page.check(f"input[value='{first}']")
    page.select_option("select[name=action]", "dismiss")
    page.fill("form[action='/decide'] input[name=reason]", "our own directory")
    page.click("form[action='/decide'] button:has-text('Apply')")
    assert "1 hit now dismissed" in page.inner_text("p.note")
    assert store.hit(first).hit.status == "dismissed"
    page.click("table.queue th a")
    page.click("button[value=confirm]")
    assert store.hit(rest[0]).hit.status == "confirmed"
    assert [event.who for event in store.events(rest[0])][-1] == "ann"
    page.click("button:has-text('Undo the last decision')")
    assert store.hit(rest[0]).hit.status == "new"
    context.close()


def test_triage_from_the_keyboard(browser: Browser, fresh: tuple[Served, Store]) -> None:
    server, store = fresh
    context = signed_in(browser, server)
    page = context.new_page()
    page.goto(server.base)
    hits = [one.get_attribute("value") or "" for one in page.locator("input[name=hit]").all()]
    press(page, "j", "j", "x")
    assert page.is_checked(f"input[value='{hits[1]}']")
    press(page, "k")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/hits/{hits[0]}")
    page.keyboard.press("a")
    page.wait_for_selector("p.note")
    assert store.hit(hits[0]).hit.status == "acknowledged"
    press(page, "d")
    assert page.evaluate("document.activeElement.name") == "reason", "dismissing asks for the reason first"
    page.keyboard.type("a directory of agencies")
    press(page, "Escape")
    page.keyboard.press("d")
    page.wait_for_selector(".status.dismissed")
    page.keyboard.press("u")
    page.wait_for_selector(".status.acknowledged")
    page.keyboard.press("n")
    page.wait_for_url(f"**/hits/{hits[1]}")
    page.keyboard.press("q")
    page.wait_for_url(server.base + "/")
    press(page, "/")
    assert page.evaluate("document.activeElement.name") == "text"
    context.close()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_on_paper_there_is_only_what_is_to_be_read(browser: Browser, server: Served, desk: Path) -> None:
    context = signed_in(browser, server)
    page = context.new_page()
    page.emulate_media(media="print")
    for place in each_page(desk)[:10]:
        page.goto(server.base + place)
        assert page.locator("button:visible, input:visible, nav.switch:visible, header:visible").count() == 0, place
    context.close()


def test_a_name_that_is_made_to_lead_here_gets_nothing(playwright: Playwright, server: Served) -> None:
    """DNS rebinding, as a browser sees it."""
    port = server.base.rpartition(":")[2]
    with chromium(playwright, "--host-resolver-rules=MAP evil.example 127.0.0.1") as browser:
        page = browser.new_page()
        answer = page.goto(f"http://evil.example:{port}/")
        assert answer is not None
        assert answer.status == 421
        assert "leakscan" not in page.content()


class _Evil(BaseHTTPRequestHandler):
    page = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(self.page)

    def log_message(self, *_: object) -> None:
        pass


def test_another_site_can_neither_decide_nor_read(browser: Browser, fresh: tuple[Served, Store]) -> None:
    server, store = fresh
    hit = store.ids(HitFilter(limit=1))[0]
    _Evil.page = f"""<form id=f method=post action="{server.base}/hits/{hit}/decide"><input name=action value=confirm>
        </form><iframe src="{server.base}/"></iframe><script>
        window.read = fetch("{server.base}/", {{credentials: "include"}}).then(a => a.text()).catch(e => "refused");
        </script>""".encode()
    evil = ThreadingHTTPServer(("127.0.0.2", 0), _Evil)
    thread = threading.Thread(target=evil.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        context = signed_in(browser, server)
        page = context.new_page()
        page.goto(f"http://127.0.0.2:{evil.server_port}/")
        assert page.evaluate("window.read") == "refused"
        frame = page.frames[1]
        assert "leakscan" not in frame.title()
        page.evaluate("document.getElementById('f').submit()")
        page.wait_for_load_state()
        assert store.hit(hit).hit.status == "new"
        context.close()
    finally:
        evil.shutdown()
        thread.join()
        evil.server_close()
