"""What is known about a person, as two files: JSON for a program, Markdown to read."""

import json
from collections.abc import Iterable
from datetime import date, datetime, time

from bot.features.privacy.data_report import Chapter, Report

File = tuple[str, bytes]
NAME = "steward-about-you"


def files(report: Report, at: datetime) -> tuple[File, ...]:
    name = f"{NAME}-{at:%Y-%m-%d}"
    return (f"{name}.md", _readable(report, at).encode()), (f"{name}.json", _whole(report, at).encode())


def _whole(report: Report, at: datetime) -> str:
    told = {"about": report.member.person, "made_at": at, "people": report.names}
    told["chapters"] = [{"title": each.title, "rows": each.rows} for each in report.chapters]
    return json.dumps(told, default=_plain, indent=1, ensure_ascii=False)


def _readable(report: Report, at: datetime) -> str:
    head = (
        f"# What I know about {_line(report.member.name)}\n\nMade on {at:%-d %B %Y}. Answers that you gave without your"
        " name are not here once their round is closed: nobody can tell any more that they are yours.\n"
    )
    return head + "".join(line for each in report.chapters for line in _chapter(each, report.names))


def _chapter(chapter: Chapter, names: dict[str, str]) -> Iterable[str]:
    yield f"\n## {chapter.title}\n"
    for row in chapter.rows:
        told = (f"{name.replace('_', ' ')}: {_value(value, names)}" for name, value in row.items() if name != "id")
        yield "\n- " + "\n  ".join(told) + "\n"


def _value(value: object, names: dict[str, str]) -> str:
    if isinstance(value, datetime):
        return f"{value:%-d %B %Y, %H:%M} UTC"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _line(names.get(str(value), str(value)))


def _line(text: str) -> str:
    """On one line, and no mark-up: what people wrote must not become a heading or a link."""
    text = " ".join(text.split())
    return "".join(f"\\{each}" if each in "\\`*_[]<>#|" else each for each in text)


def _plain(value: object) -> str:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return str(value)
