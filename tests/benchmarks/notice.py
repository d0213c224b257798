"""How well noticing tells decisions and commitments from other talk, and what one message costs.

    python -m tests.benchmarks.notice --messages F [--labels tests/notice_labels.jsonl] [--curve]

One JSON line per label, at the shipped threshold; with --curve one per label and threshold. F has lines
{id, text, label} and perhaps context, the lines before it; --labels has lines {id, label, …}, which take the place of
the labels of F: lines that they do not name are left out. The milliseconds are processor time (what else the machine
does is not counted) of the median and of the slowest message in a hundred, each judged for both kinds.
"""

import argparse
import json
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bot.text import detection

CURVE = [round(0.05 * step, 2) for step in range(6, 20)]
Line = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=Path, required=True)
    parser.add_argument("--labels", type=Path)
    parser.add_argument("--curve", action="store_true")
    asked = parser.parse_args()
    messages = lines(asked.messages)
    if asked.labels:
        messages = relabelled(messages, {line["id"]: line["label"] for line in lines(asked.labels)})
    cost = costs(messages)
    scored = [detection.score_all(each["text"], each.get("context", ())) for each in messages]
    for label, shipped in detection.THRESHOLDS.items():
        for threshold in CURVE if asked.curve else [shipped]:
            hits = [scores[label] >= threshold for scores in scored]
            found = figures([each["label"] == label for each in messages], hits)
            print(json.dumps({"label": label, "threshold": threshold, **found, **cost}))


def lines(path: Path) -> list[Line]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def relabelled(messages: Sequence[Line], labels: Mapping[str, str]) -> list[Line]:
    return [{**each, "label": labels[each["id"]]} for each in messages if each["id"] in labels]


def figures(truth: Sequence[bool], hits: Sequence[bool]) -> Line:
    """`n` counts the lines that carry the label, `hits` those that were noticed."""
    right = sum(there and hit for there, hit in zip(truth, hits, strict=True))
    return {
        "precision": round(right / max(sum(hits), 1), 3),
        "recall": round(right / max(sum(truth), 1), 3),
        "n": sum(truth),
        "hits": sum(hits),
    }


def costs(messages: Sequence[Line]) -> Line:
    """Milliseconds per message, as the bot would ask."""
    times = []
    for each in messages:
        started = time.thread_time()
        detection.judge(each["text"], context=each.get("context", ()))
        times.append((time.thread_time() - started) * 1_000)
    return {
        "ms_per_message": round(statistics.median(times), 3),
        "p99_ms": round(statistics.quantiles(times, n=100)[98], 3),
    }


if __name__ == "__main__":
    main()
