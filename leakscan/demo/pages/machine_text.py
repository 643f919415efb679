"""What paste sites are mostly full of: code, logs and configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from leakscan.demo.cast import Cast, place
from leakscan.demo.page import Dice, Page, Place

_WORD_TEXT = "order client account search upload index cache retry token batch agency report session export filter"
_WORDS = _WORD_TEXT.split()


def make(cast: Cast, draw: Dice) -> Iterator[Page]:
    """Code, logs and configuration; a few mention a client, since clients run such programs too."""
    kinds: tuple[tuple[str, int, Callable[[Cast, Dice], tuple[str, int]]], ...] = (
        ("code", 34, _code),
        ("log", 30, _log),
        ("configuration", 22, _configuration),
    )
    for kind, count, write in kinds:
        for number in range(count):
            text, clients = write(cast, draw)
            title = "" if draw.random() < 0.4 else f"{draw.choice(_WORDS)}_{draw.choice(_WORDS)}_{number}"
            yield Page(kind, title or f"Untitled {kind} {number}", text, Place.PASTES, clients)


def _code(cast: Cast, draw: Dice) -> tuple[str, int]:
    first, second, third = draw.sample(_WORDS, 3)
    named = cast.some_clients(draw, 2) if draw.random() < 0.2 else []
    test = f'\n\nassert {first}_of("{named[0]}") != {first}_of("{named[1]}")' if named else ""
    lines = [
        f"import {draw.choice(('json', 'csv', 're', 'time'))}",
        "",
        f"{third.upper()} = {draw.randint(2, 900)}",
        "",
    ]
    for name in draw.sample(_WORDS, draw.randint(3, 9)):
        lines += [
            f"def {name}_{second}({first}, limit={draw.randint(1, 64)}):",
            f"    for item in {first}[:limit]:",
            f'        if item.get("{third}") is None:',
            f'            raise ValueError(f"no {third} in {{item}}")',
            f"    return {{'{name}': len({first}), '{second}': limit * {third.upper()}}}",
            "",
        ]
    return "\n".join(lines) + test + "\n", len(named)


def _log(cast: Cast, draw: Dice) -> tuple[str, int]:
    named = cast.some_clients(draw, 1) if draw.random() < 0.25 else []
    moment = datetime(2020, 2, 20, tzinfo=UTC) + timedelta(minutes=draw.randint(0, 9000))
    lines = []
    for _ in range(draw.randint(40, 160)):
        moment += timedelta(milliseconds=draw.randint(3, 9000))
        outcome = draw.choice(("done", "queued", "failed", "retried"))
        about = f"{draw.choice(_WORDS)} {draw.randint(100, 99999)} {outcome}"
        level, host = draw.choice(("INFO", "INFO", "WARN", "ERROR")), f"{place(draw).lower()}-{draw.randint(1, 9)}"
        lines.append(f"{moment:%Y-%m-%dT%H:%M:%S}Z {level} [{host}] {about} in {draw.randint(1, 4000)} ms")
        if named and draw.random() < 0.05:
            lines.append(
                f"{moment:%Y-%m-%dT%H:%M:%S}Z INFO tenant={named[0]!r} login ok from 192.0.2.{draw.randint(1, 254)}"
            )
    return "\n".join(lines) + "\n", len(named)


def _configuration(cast: Cast, draw: Dice) -> tuple[str, int]:
    named = cast.some_clients(draw, 1) if draw.random() < 0.15 else []
    lines = [
        f"# {named[0] if named else place(draw)} gateway, do not edit by hand",
        f"hostname: gw-{draw.randint(1, 40)}.example",
    ]
    for word in draw.sample(_WORDS, draw.randint(5, 12)):
        lines += [f"{word}:", f"  enabled: {draw.choice(('true', 'false'))}", f"  timeout_s: {draw.randint(1, 120)}",
                  f"  endpoint: https://{word}.{place(draw).lower()}.example/v{draw.randint(1, 3)}"]  # fmt: skip
    return "\n".join(lines) + "\n", len(named)
