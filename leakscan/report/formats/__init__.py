"""One file a format, stem = name, found by discovery.

Each has ``report(…)`` and ``disclosure(…)`` that give the text.
"""
