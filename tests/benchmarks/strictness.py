"""How strict the sandbox is, against Slack's own schemas: `python -m tests.benchmarks.strictness`. One JSON line.

$STEWARD_CONFORMANCE names the folder of the schemas. `--differences` lists every payload and call that one of the two
refuses and the other takes.
"""

import argparse
import json
import logging
import sys
from typing import Any

from tests.sandbox import judges


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=2_000, help="broken payloads, and as many broken calls")
    parser.add_argument("--differences", action="store_true")
    asked = parser.parse_args()
    logging.disable(logging.WARNING)  # every refusal has its line in the log; here they are counted
    tallies = {
        "payloads": judges.whole_payloads(),
        "broken_payloads": judges.broken_payloads(asked.sample),
        "calls": judges.whole_calls(),
        "broken_calls": judges.broken_calls(asked.sample),
    }
    print(json.dumps({name: figures(tally) for name, tally in tallies.items()}))
    if asked.differences:
        for name, tally in tallies.items():
            for kind in ("missed", "stricter"):
                sys.stderr.writelines(f"{name} {kind} {each}\n" for each in getattr(tally, kind))


def figures(tally: judges.Tally) -> dict[str, Any]:
    return {
        "tried": tally.tried,
        "refused_by_the_schemas": tally.refused,
        "of_these_refused_here": tally.refused - len(tally.missed),
        "share": tally.share,
        "refused_here_alone": len(tally.stricter),
    }


if __name__ == "__main__":
    main()
