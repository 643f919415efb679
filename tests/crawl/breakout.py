"""Inside a network namespace: a page that tries every way out of the browser, and what came of it.

Every address is local there, so that whatever is sent shows in the counters; servers listen where a way out would lead.
"""

from __future__ import annotations

import contextlib
import json
import socket
from contextlib import ExitStack
from typing import Any

from tests.crawl.beside import sent
from tests.crawl.site import Asked, Reply, Site, serving
from tests.crawl.visiting import visit

INSIDE = ("127.0.0.1", "169.254.169.254", "10.0.0.7", "192.0.2.80", "::1")
PORT = 8099
PAGE = """<!DOCTYPE html><html><head><title>x</title>
<link rel="dns-prefetch" href="//prefetch.example"><link rel="preconnect" href="http://10.0.0.7:8099">
<link rel="prefetch" href="http://10.0.0.7:8099/prefetch"><link rel="stylesheet" href="http://127.0.0.1:8099/style.css">
<link rel="manifest" href="http://127.0.0.1:8099/manifest.json"><style>@import url("http://127.0.0.1:8099/import.css");</style>
</head><body><div class="header"><a href="/aB3dE5">#aB3dE5</a></div>
<img src="http://169.254.169.254:8099/latest/meta-data/"><iframe src="http://127.0.0.1:8099/frame"></iframe>
<video src="http://10.0.0.7:8099/film"></video><object data="http://10.0.0.7:8099/object"></object>
<form id="f" method="post" action="http://127.0.0.1:8099/form" target="_blank"><input name="a"></form>
<script src="http://127.0.0.1:8099/other.js"></script><script src="/app.js"></script></body></html>"""
APP = """
const ways = [
  () => fetch("http://127.0.0.1:8099/fetch", {mode: "no-cors"}),
  () => fetch("http://[::1]:8099/six", {mode: "no-cors"}),
  () => fetch("http://2130706433:8099/number"), () => fetch("http://inside.example:8099/name"),
  () => fetch("/redirect"), () => fetch("/post", {method: "POST", body: "x"}),
  () => fetch("file:///etc/passwd"), () => fetch("http://192.0.2.80:8099/elsewhere"),
  () => { const x = new XMLHttpRequest(); x.open("GET", "http://127.0.0.1:8099/xhr", false); x.send(); },
  () => navigator.sendBeacon("http://127.0.0.1:8099/beacon", "x"),
  () => new WebSocket("ws://127.0.0.1:8099/socket"), () => new EventSource("http://127.0.0.1:8099/events"),
  () => window.open("http://127.0.0.1:8099/window"), () => document.getElementById("f").submit(),
  () => new Worker(URL.createObjectURL(new Blob(["fetch('http://127.0.0.1:8099/worker')"]))),
  () => new SharedWorker(URL.createObjectURL(new Blob(["fetch('http://127.0.0.1:8099/shared')"]))),
  () => navigator.serviceWorker.register("/app.js"),
  () => {
    const turn = {urls: "turn:192.0.2.80:3478?transport=tcp", username: "a", credential: "b"};
    const peer = new RTCPeerConnection({iceServers: [{urls: "stun:192.0.2.80:3478"}, turn]});
    peer.createDataChannel("x"); peer.createOffer().then(offer => peer.setLocalDescription(offer));
  },
  () => new WebTransport("https://192.0.2.80:8099/transport"),
  () => { new Image().src = "http://169.254.169.254:8099/image"; },
  () => {
    const late = document.createElement("script");
    late.src = "http://10.0.0.7:8099/late.js"; document.body.append(late);
  },
  () => {
    const rules = document.createElement("script"); rules.type = "speculationrules";
    rules.text = JSON.stringify({prefetch: [{source: "list", urls: ["http://10.0.0.7:8099/rules"]}]});
    document.body.append(rules);
  },
  () => { setTimeout(() => { location.href = "http://127.0.0.1:8099/location"; }, 100); },
];
for (const way of ways) { try { const done = way(); if (done && done.catch) done.catch(() => {}); } catch (error) {} }
setTimeout(() => fetch("/tried?done"), 300);
"""


def main() -> None:
    tried: list[str] = []

    def respond(asked: Asked) -> None:
        if asked.path.startswith("/tried"):
            tried.append(asked.path.partition("?")[2])

    kinds = {"": "text/html", "app.js": "text/javascript"}
    pages: dict[str, Reply | bytes] = {
        "/recent": Reply(PAGE.encode(), headers={"Content-Type": kinds[""]}),
        "/app.js": Reply(APP.encode(), headers={"Content-Type": kinds["app.js"]}),
        "/redirect": Reply(b"", 302, {"Location": "http://127.0.0.1:8099/redirected"}),
        "/tried?done": b"",
        "/plain/aB3dE5": b"Maple Hollow Police",
    }
    site = Site(pages, respond)
    with ExitStack() as stack:
        inside = [stack.enter_context(serving(Site(), host, port=PORT)) for host in INSIDE]
        stack.enter_context(serving(site, "93.184.216.34", port=80))
        datagrams, connections = sent()  # servers look their own names up
        told: dict[str, Any] = {"spider": "ideone", "url": "http://93.184.216.34/", "delay": 0, "browser": True}
        told["options"] = {"browser_sandbox": False}
        result = visit({"it": told}, patience=100)["it"]
        reached = [asked.path for each in inside for asked in each.asked]
        reached += [f"connection to {each.url}" for each in inside if each.connections]
        datagrams, connections = sent()[0] - datagrams, sent()[1] - connections - site.connections
        done = list(tried)
        visit({"it": told}, patience=100, loose_browser=True)
        loose = sum(each.connections for each in inside)
    before = sent()[0]
    with contextlib.suppress(OSError):
        socket.getaddrinfo("control.example", 80)
    told = {
        "health": result["health"],
        "tried": done,
        "reached": reached,
        "loose": loose,
    }
    told |= {"datagrams": datagrams, "connections": connections, "control": sent()[0] - before}
    print(json.dumps(told))


if __name__ == "__main__":
    main()
