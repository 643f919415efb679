from __future__ import annotations

import base64
import hashlib
import random

import pytest

from leakscan.extract import extract
from leakscan.extract.encoded import decoded
from tests.extract.documents import document

LIST = "".join(f"Acme Söhne {n};{n * 7};{n % 5}\r\n" for n in range(40))


def _lines(content: bytes, width: int) -> str:
    written = base64.b64encode(content).decode()
    return "\n".join(written[at : at + width] for at in range(0, len(written), width))


@pytest.mark.parametrize("width", [64, 76, 100_000])
@pytest.mark.parametrize("size", range(200, 206))
def test_a_text_in_base64_is_read(width: int, size: int) -> None:
    said = LIST[:size].strip()
    written = f"here it is:\n\n{_lines(said.encode(), width)}\n\nenjoy"
    assert extract(document(written, "paste")).text == f"here it is:\n\n{said}\n\nenjoy"


def test_a_text_without_its_padding_is_read() -> None:
    written = base64.b64encode(LIST[:101].encode()).decode()
    assert written.endswith("=")
    assert decoded(written.rstrip("=")) == LIST[:101]


def test_what_encodes_no_text_stays() -> None:
    dice = random.Random(4)
    for size in range(50, 400, 7):
        picture = _lines(dice.randbytes(size), 76)
        assert decoded(picture) == picture
    hashes = "\n".join(hashlib.sha256(bytes([n])).hexdigest() for n in range(99))
    assert decoded(hashes) == hashes
    words = "\n".join("antidisestablishmentarianism" * 3 for _ in range(5))
    assert decoded(words) == words


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "text", ["A" * 400_000 + "!", ("A" * 70 + "\n") * 6_000 + "!", ("A" * 59 + "\n") * 6_000, "A\n" * 90_000]
)
def test_hostile_text_costs_linear_time(text: str) -> None:
    assert decoded(text)
