"""Every door, by everybody, as often as wanted: what breaks, what is told to whom it is not for, what is forged.

nice python -m tests.benchmarks.fuzz --examples 20 --dice 7
"""

import argparse
import logging
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from storage import open_store
from storage.db import migrate
from tests.fuzzing.doors import doors, recorded
from tests.fuzzing.knocking import Finding, knock
from tests.fuzzing.world import world


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--examples", type=int, default=10, help="requests at each door")
    asked.add_argument("--dice", type=int, default=0, help="another number, other requests")
    asked.add_argument("--forged", action="store_true", help="broken in ways that people cannot")
    given = asked.parse_args()
    logging.getLogger("slack_bolt").setLevel(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        place = world(Path(folder), _empty(Path(folder) / "empty.db"))
        start = time.process_time()
        found = knock(place, doors(), examples=given.examples, is_forged=given.forged, dice=given.dice)
        spent = time.process_time() - start
    kinds = Counter(door.kind for door in doors())
    print(f"{len(doors())} doors ({', '.join(f'{many} {kind}' for kind, many in kinds.most_common())})")
    print(f"the stories knock at {len(recorded())}; {place.sent} requests sent in {spent:.0f} s of processor time")
    _print(found)


def _print(found: Iterable[Finding]) -> None:
    by_kind: dict[str, list[Finding]] = {}
    for each in found:
        by_kind.setdefault(re.sub(r"\\d+", "#", each.what)[:200], []).append(each)
    print(f"{sum(map(len, by_kind.values()))} findings of {len(by_kind)} kinds")
    for what, some in sorted(by_kind.items(), key=lambda kind: -len(kind[1])):
        print(f"{len(some):5} {what}\n      {some[0]!s:.600}")


def _empty(path: Path) -> bytes:
    memory = open_store(f"sqlite:///{path}")
    migrate.upgrade(memory)
    memory.close()
    return path.read_bytes()


if __name__ == "__main__":
    main()
