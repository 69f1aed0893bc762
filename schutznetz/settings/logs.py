"""Logs that hold no contents: the fixed words of a message, never what was filled in."""

import json
import logging
import traceback
from datetime import UTC, datetime


class ContentFree(logging.Formatter):
    """One JSON line: time, level, source, message *template*, type and place of an exception.

    Arguments and exception texts are left out: a database error quotes the row that it refused,
    and a path names a record.
    """

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "source": record.name,
            "message": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-8:]]
        return json.dumps(line, ensure_ascii=False)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"content_free": {"()": "schutznetz.settings.logs.ContentFree"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "content_free"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        # A page that is not there says nothing about us; its path could say something about a person.
        "django.request": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "django.security.DisallowedHost": {"handlers": ["stderr"], "level": "CRITICAL", "propagate": False},
        "django.db.backends": {"level": "WARNING"},
        # These tell every step of every document.
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
