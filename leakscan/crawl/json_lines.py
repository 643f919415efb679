"""A log as JSON lines, with the field names of the Elastic Common Schema: one object a line, ASCII alone."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from typing import Any

FIELDS = "leakscan_fields"  # the attribute of a record that holds what else it has to say


class JsonLines(logging.Formatter):
    """One object a record; ``extra={FIELDS: {…}}`` adds to it."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        told: dict[str, Any] = {
            "@timestamp": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "log.level": record.levelname.lower(),
            "log.logger": record.name,
            "message": record.getMessage(),
            "process.pid": record.process,
            **getattr(record, FIELDS, {}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            told["error.type"] = record.exc_info[0].__name__
            told["error.message"] = str(record.exc_info[1])
            told["error.stack_trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True, default=str)
