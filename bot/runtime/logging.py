"""Logs: one line per event, plain or JSON, with ids and never with people's words.

An error is told by its kind and by where it happened. Its own message stays out: it may quote what somebody wrote.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType

PLAIN = "%(asctime)s %(levelname)s %(name)s: %(message)s"
INNERMOST = 12  # frames of an error; where it began is seldom of interest

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def listen(level: str, form: str = "text") -> None:
    """Write to the standard error, from this level on."""
    written = logging.StreamHandler()
    written.setFormatter(Json() if form == "json" else Plain(PLAIN))
    logging.basicConfig(level=level, handlers=[written])
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # it warns when a long sending outlasts a tick
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # it warns whenever all threads are busy


class Plain(logging.Formatter):
    def formatException(self, ei: ExcInfo) -> str:
        return "\n".join(f"  {line}" for line in where(ei))


class Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told: dict[str, object] = {
            "at": at,
            "level": record.levelname,
            "from": record.name,
            "what": record.getMessage(),
        }
        told |= getattr(record, "ids", {})
        if record.exc_info:
            told["error"] = where(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def where(error: ExcInfo) -> list[str]:
    """The kind of an error, with Slack's own code if it has one, and the lines of code that led there."""
    kind, happened, trace = error
    if kind is None or happened is None:
        return []
    code = getattr(getattr(happened, "response", None), "data", None)
    told = code.get("error") if isinstance(code, dict) else None
    frames = traceback.extract_tb(trace)[-INNERMOST:]
    lines = [f"{frame.filename.rpartition('/site-packages/')[2]}:{frame.lineno} {frame.name}" for frame in frames]
    return [kind.__name__ + (f": {told}" if isinstance(told, str) else ""), *lines]
