"""A workspace in which strangers wrote every field, and a way to run many commands in it at the cost of one start."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from leakscan.errors import ExtractError
from leakscan.evidence import keep
from leakscan.extract import extract
from leakscan.model import Document, Evidence, Health, Hit, Match, Severity, Verdict
from leakscan.store import Kept, Mute, Step, Store, Visit, open_store
from tests.output.hits import make_hit

ROOT = Path(__file__).parents[2]
ENDS = "\x1f--- the end of a command ---\n"  # told on stderr; none of ours holds it
_DRIVER = """
import json, sys
from leakscan.cli import app
for arguments in json.load(open(sys.argv[1])):
    try:
        app(arguments)
    except SystemExit as end:
        status = end.code
    sys.stdout.flush()
    sys.stderr.write(str(status) + sys.argv[2])
"""


def make(root: Path, strings: Sequence[str]) -> list[str]:
    """Make a workspace with a hit for each string, in whatever a stranger or a colleague can write; returns the ids."""
    (root / "leakscan.toml").write_text('[source.forum]\nspider = "rss"\nurl = "https://x.example/"\n')
    with open_store(root / "leakscan.db") as store:
        run = store.begin_run("crawl")
        hits = [_put(root, store, run, number, text) for number, text in enumerate(strings)]
        for number, (hit, text) in enumerate(zip(hits, strings, strict=True)):
            _triage(store, hit, text, number)
            now = datetime.now(UTC)
            store.visit(run, Visit(text, list(Health)[number % 8], now, now, detail=text, gap=text))
        store.end_run(run, status="incomplete", exit_status=3, problems=strings, self_test=strings[0])
    return hits


def _put(root: Path, store: Store, run: int, number: int, text: str) -> str:
    hit = make_hit(text, path=text, severity=list(Severity)[number % 5])
    content = f"name,accounts\n{text},1\n{text},2\nother,3\n{number}\n".encode("utf-8", "surrogatepass")
    sighting = replace(hit.sighting, source=text or "x", url=f"https://x.example/{text}" if number % 2 else None)
    document = Document(content, sighting, media_type="text/csv", charset="utf-8")
    a = hit.assessment
    assessment = replace(
        a,
        watchlist=text or "x",
        verdict=list(Verdict)[number % 4],
        matches=_found(hit, document, text),
        evidence=(*a.evidence, Evidence(text, 1.0, ""), Evidence("other", -2.0, text)),
        canaries=a.canaries if number % 3 else (),
    )
    made = replace(hit, sha256=document.sha256, size=len(content), sighting=sighting, assessment=assessment)
    place = keep(root / "evidence", document)
    store.commit_step(Step("files", (Kept(document, (made,), str(place.relative_to(root)), text),)), run)
    return made.id


def _found(hit: Hit, document: Document, text: str) -> tuple[Match, ...]:
    """The hit's matches where the text stands once it has been read, if it still does."""
    try:
        read = extract(document).text
    except ExtractError:  # it is no text: so much is said where its rows would stand
        return hit.assessment.matches
    found, at = [], 0
    for match in hit.assessment.matches[:2]:
        at = read.find(text, at)
        if not text or at < 0:
            return hit.assessment.matches
        found.append(replace(match, start=at, end=at + len(text)))
        at += len(text)
    return tuple(found)


def _triage(store: Store, hit: str, text: str, number: int) -> None:
    if number % 3 == 0:
        store.triage([hit], "dismiss", text, text)
    store.note([hit], text, text)
    store.assign([hit], text, text)
    if number % 7 == 0 and text.strip():
        store.mute(Mute(text, text, datetime.now(UTC) + timedelta(days=9), source=text))


def commands(hits: Sequence[str], strings: Sequence[str]) -> list[list[str]]:
    """Every way to have what is in the store printed, and to have a string thrown back as a mistake."""
    found = [
        *(["hits", "list", "-n", "500", *more] for more in ([], ["--muted"], ["--json", "--reveal"], ["--json"])),
        ["hits", "dismiss", "--muted", "--severity", "..critical", "--reason", "x", "--dry-run"],
        *(["hits", "mutes", *more] for more in ([], ["--json", "--reveal"])),
        *(["hits", "export", "--muted", "--format", name, "--reveal"] for name in FORMATS),
        ["runs", "list"], ["runs", "list", "--json"], ["runs", "show", "1"], ["runs", "show", "1", "--json"],
        *(["report", "--format", name, "--reveal"] for name in ("md", "html", "json")),
        ["source", "list"], ["schedule"], ["verify"], ["verify", "--json"],
    ]  # fmt: skip
    for hit in hits:
        found += [["hits", "show", hit], ["hits", "show", hit, "--reveal"], ["hits", "show", hit, "--json"]]
        found += [["hits", "note", hit, "again"], ["hits", "assign", hit, "kim"]]
    for text in strings:
        given = os.fsdecode(text.encode("utf-8", "surrogatepass")).replace("\0", "")  # as arguments come
        found += [[*words, given] for words in MISTAKES if given and not given.startswith("-")]
        found += [["report", "--for-client", given, "--format", "md"]] if given else []
    return found


FORMATS = ("csv", "html", "json", "jsonl", "misp", "sarif", "stix", "table")
MISTAKES = (
    ["hits", "show"], ["hits", "list", "--status"], ["hits", "list", "--severity"], ["hits", "list", "--since"],
    ["hits", "list", "--text"], ["hits", "list", "--entry"], ["hits", "list", "--after"],
    ["hits", "export", "--format"],
    ["verify", "--head"], ["scan", "--no-store"], ["watchlist", "check"], ["hits", "list", "--workspace"], ["crawl"],
)  # fmt: skip


def run_all(root: Path, asked: Sequence[Sequence[str]], *, terminal: bool) -> tuple[str, str, list[int]]:
    """Run the commands one after the other: what they print to stdout and to stderr, and how each ended."""
    told = root / "commands.json"
    told.write_text(json.dumps(asked))
    command = [sys.executable, "-c", _DRIVER, str(told), ENDS]
    surroundings = {**os.environ, "LEAKSCAN_WORKSPACE": str(root), "LEAKSCAN_USER": "kim", "TERM": "xterm-256color"}
    surroundings |= {"PYTHONPATH": str(ROOT), "COLUMNS": "80", "COLORTERM": ""}
    if terminal:
        out, err = _on_terminals(command, surroundings)
    else:
        done = subprocess.run(command, env=surroundings, capture_output=True, check=False)
        out, err = done.stdout, done.stderr
    texts = [raw.decode("utf-8").replace("\r\n", "\n") for raw in (out, err)]
    ends = [int(part.rpartition("\n")[2]) for part in texts[1].split(ENDS)[:-1]]
    return texts[0], texts[1].replace(ENDS, ""), ends


def _on_terminals(command: Sequence[str], surroundings: dict[str, str]) -> tuple[bytes, bytes]:
    """Both streams on a terminal each, so that they can be told apart."""
    import selectors

    pairs = [pty.openpty() for _ in range(2)]
    got = {ours: b"" for ours, _ in pairs}
    process = subprocess.Popen(
        command, env=surroundings, stdout=pairs[0][1], stderr=pairs[1][1], stdin=subprocess.DEVNULL
    )
    try:
        for _, theirs in pairs:
            os.close(theirs)
        with selectors.DefaultSelector() as selector:
            for ours in got:
                selector.register(ours, selectors.EVENT_READ)
            while selector.get_map():
                for key, _ in selector.select():
                    try:
                        chunk = os.read(key.fd, 65_536)
                    except OSError:  # how Linux says that the other end was closed
                        chunk = b""
                    got[key.fd] += chunk
                    if not chunk:
                        selector.unregister(key.fd)
    finally:  # whatever ended the reading: one that nobody reads from would write for ever
        process.kill()
        process.wait()
    for ours in got:
        os.close(ours)
    out, err = got.values()
    return out, err
