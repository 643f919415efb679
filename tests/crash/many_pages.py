"""A paste site with very many pages, quick to answer: ``python many_pages.py COUNT`` serves it and prints its port."""

from __future__ import annotations

import asyncio
import json
import random
import sys

WORDS = "the of and to in that for was with are this have from what all access invoice server meeting quarter".split()  # noqa: SIM905
CLIENT = "Maple Hollow Police"


def page(number: int) -> bytes:
    """A text of a few hundred words, of its own; one in a thousand names a client, one in fifty thousand lists them."""
    dice = random.Random(number)
    words = [dice.choice(WORDS) if dice.random() < 0.7 else f"w{dice.randrange(10**6):06}" for _ in range(200)]
    if number % 1_000 == 7:
        words[50] = CLIENT
    return f"page {number}: {' '.join(words)}\n".encode()


def reply(path: str, host: str, count: int) -> bytes:
    first = int(host.partition(":")[0].rpartition(".")[2]) * 1_000_000
    if "scraping" in path:
        numbers = range(first + count, first, -1)
        body = json.dumps([{"key": f"key{n:08}", "date": str(1_500_000_000 + n)} for n in numbers]).encode()
        kind = "application/json"
    elif "i=key" in path:
        body, kind = page(int(path.rpartition("key")[2])), "text/plain; charset=utf-8"
    else:
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


async def serve(count: int) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while asked := await reader.readuntil(b"\r\n\r\n"):
                lines = asked.decode("latin-1").split("\r\n")
                host = next(line[5:].strip() for line in lines if line.lower().startswith("host:"))
                writer.write(reply(lines[0].split()[1], host, count))
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        writer.close()

    first = await asyncio.start_server(answer, "127.0.3.1", 0)
    port = first.sockets[0].getsockname()[1]
    others = await asyncio.start_server(answer, [f"127.0.3.{n}" for n in range(2, 7)], port)
    print(port, flush=True)
    await asyncio.gather(first.serve_forever(), others.serve_forever())


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
