"""As :mod:`tests.integration.inside`, with the spider that knows no engine."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from tests.integration.inside import main

if __name__ == "__main__":
    vars(importlib.import_module(f"tests.integration.{sys.argv[1]}"))["SPIDER"] = "generic"
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
