"""The demo's two sites, on loopback: one with Pastebin's scraping API, one a forum with Discourse's JSON."""
