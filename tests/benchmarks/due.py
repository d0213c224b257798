"""How many due days are read right: `python -m tests.benchmarks.due --expressions F [--lines messages.jsonl]`.

Prints one JSON line. Expressions are lines {text, ref, accept}: right when the day found is one of `accept`. With
`--lines` ({text, label}) also how many yield a day of 500 lines of the label "none" that name none in so many words;
with `--every` all lines are read. What is found, and what is wrong, is on stderr.
"""

import argparse
import json
import random
import re
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from bot.text import dates

Line = dict[str, Any]
SEED, SAMPLE = 2026, 500
# Lines that plainly name a day are no test of false ones: "tomorrow morning", "1st of July", "the week".
NAMES_A_DAY = re.compile(
    r"tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\bweek|from now"
    r"|\d (?:of )?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
    r"|january|february|april|june|july|august|september|october|november|december"
    r"|\d(?:st|nd|rd|th) of|(?:next|coming) (?:month|year|meeting)",
    re.IGNORECASE,
)
SAID_ON = date(2026, 3, 4)  # a Wednesday; the lines bear no date of their own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--expressions", type=Path, required=True)
    parser.add_argument("--lines", type=Path)
    parser.add_argument("--every", action="store_true", help="all lines, not 500 of those without a label")
    asked = parser.parse_args()
    measured = accuracy(lines(asked.expressions))
    if asked.lines:
        measured |= false_dates(lines(asked.lines), every=asked.every)
    print(json.dumps(measured))


def lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def accuracy(expressions: Sequence[Line]) -> Line:
    right = [is_right(each) for each in expressions]
    for each, is_ in zip(expressions, right, strict=True):
        if not is_:
            found = dates.find(each["text"], said_on=date.fromisoformat(each["ref"]))
            print(f"wrong: {each['text']} ({each['ref']}): {found}", file=sys.stderr)
    return {"accuracy": round(sum(right) / len(right), 3), "n": len(right)}


def is_right(expression: Line) -> bool:
    found = dates.find(expression["text"], said_on=date.fromisoformat(expression["ref"]))
    return found is not None and found.on.isoformat() in expression["accept"]


def false_dates(messages: Sequence[Line], *, every: bool) -> Line:
    none = [each for each in messages if each["label"] == "none" and not NAMES_A_DAY.search(each["text"])]
    sample = messages if every else random.Random(SEED).sample(none, min(SAMPLE, len(none)))
    started = time.perf_counter()
    hits = [(each, found) for each in sample if (found := dates.find(each["text"], said_on=SAID_ON))]
    took = (time.perf_counter() - started) * 1_000 / len(sample)
    for each, found in hits:
        print(f"{each['label']}: [{found.text}] {found.on} | {each['text']}", file=sys.stderr)
    return {"found" if every else "false_dates": len(hits), "lines": len(sample), "ms_per_line": round(took, 3)}


if __name__ == "__main__":
    main()
