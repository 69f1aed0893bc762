import json
import logging
import sys

from schutznetz.settings.logs import ContentFree

NAME = "Mia Winter"


def test_what_was_filled_in_never_reaches_the_log() -> None:
    try:
        int(NAME)
    except ValueError:
        exc_info = sys.exc_info()
    assert NAME in str(exc_info[1])
    path = f"/tannfurt/{NAME}/"
    record = logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "Not Found: %s", (path,), exc_info
    )

    written = ContentFree().format(record)

    assert NAME not in written
    told = json.loads(written)
    assert told["message"] == "Not Found: %s"
    assert told["error"] == "ValueError"
    assert "test_logs.py" in told["at"][-1]


def test_the_usual_formatter_would_have_told_it() -> None:
    record = logging.LogRecord("x", logging.ERROR, __file__, 1, "Not Found: %s", (NAME,), None)

    assert NAME in logging.Formatter().format(record)
