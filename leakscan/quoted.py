"""Strings in texts of any kind, SQL, JSON, CSV, logs, programs, attributes of XML: where one begins and ends."""

from __future__ import annotations

import re

DELIMITERS = frozenset("(,=:;|\t[{")
"""What stands before a string that is a value."""
OPENED = r"(?:(?<=[(,=:;|\t\[{\n].)|(?<=[,:;] .)|(?<=[ (,][NE].)|(?<=\A.))"
"""Of a quote that was just read, whether it may begin a string."""
# Bounded, as in sql_insert: hostile quoting costs linear time.
SAID = {"'": r"'((?:[^'\\]++|\\.|''){0,20000}+)'", '"': r'"((?:[^"\\]++|\\.|""){0,20000}+)"'}
"""By its quote a string, whose first group is what stands between the quotes."""
BEHIND = r"(?=\s{0,9}+(?:[,;|)\]}]|/?>|\Z)|[\t\r\n]| [\w.-]{1,40}+=)"
"""What stands behind a string."""
# The quote first, then what stands before it: a search for one sign, or one of two, is five times as quick.
STRING = re.compile("|".join(quote + OPENED + said[1:] + BEHIND for quote, said in SAID.items()), re.DOTALL)
"""A string in quotes of either kind, each of which has a group for what it says."""
