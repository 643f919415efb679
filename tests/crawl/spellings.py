"""Ways to write the address of this machine; {port} is a server that records what reaches it."""

from __future__ import annotations

HOSTS = """
127.0.0.1 2130706433 0x7f000001 0X7F000001 017700000001 0177.0.0.1 0177.0.0.01 0x7f.0.0.1 0x7f.0x0.0x0.0x1 0x7f.1
127.1 127.0.1 127.0x0.0.1 127.000.000.001 0000177.1 127.0.0.1. 127.0.0.2 127.255.255.254 0.0.0.0 0 0x0 00.00.00.00
localhost LOCALHOST LocalHost localhost. １２７.0.0.1 127。0。0。1 ①②⑦.⓪.⓪.① ⅼocalhost
[::1] [0:0:0:0:0:0:0:1]
[::] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:ffff:127.0.0.1] [::127.0.0.1] [64:ff9b::7f00:1]
[2002:7f00:1::] [::ffff:0:0]
""".split()  # noqa: SIM905  # a table reads better
SPELLINGS = [
    *(f"http://{host}:{{port}}/" for host in HOSTS),
    "http://forum.example@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@forum.example/",
    "http://127.0.0.1:{port}?forum.example",
    "http://%31%32%37.0.0.1:{port}/",
    "http://127.0.0.1%2e:{port}/",
    "HTTP://127.0.0.1:{port}/",
]
