"""The two sites of the demo, on loopback: a paste site with Pastebin's scraping API and a forum with Discourse's JSON."""
