"""What an attacker gets out of 200 partnerships of 6 to 40 people: `python -m tests.benchmarks.anonymity`.

One JSON line. Shares of all answers that can be worked out by an outsider, by one insider, by two who compare notes;
with the protection, and without each part of it. `by_rule` tries, for people up to the first 12 of each case, whether
somebody who also knows the rule is left with another possible world.
"""

import json
import time
from collections.abc import Callable, Sequence
from functools import partial
from random import Random

from bot.features.surveys.disclosure import Protection
from bot.features.surveys.questions import Question
from tests.support import alliances, attacker, weaker
from tests.support.attacker import Person, View, World

MANY, SEED = 200, 2026
ASKED = 12  # people of each case
Case = tuple[Question, World]
RULE = Protection()


def main() -> None:
    start = time.perf_counter()
    cases = list(alliances.partnerships(MANY, seed=SEED))
    careful = partial(weaker.live_by_number, fewest=RULE.fewest)
    figures = {
        "protected": protected,
        "fewest_1": weaker.unprotected,
        "no_complement": partial(weaker.without_complement, protection=RULE),
        "no_variety": partial(weaker.without_variety, protection=RULE),
        "live_with_variety": partial(weaker.live, protection=RULE),
        "live": careful,
    }
    found = {name: shares(view, cases) for name, view in figures.items()}
    line = {"partnerships": MANY, "answers": sum(len(world) for _, world in cases), **used(cases), **found}
    print(json.dumps({**line, **by_rule(cases), "seconds": round(time.perf_counter() - start, 1)}))


def protected(question: Question, world: World) -> list[View]:
    return attacker.views(attacker.publish(question, world, RULE), world)


def shares(view: Callable[[Question, World], list[View]], cases: Sequence[Case]) -> list[float]:
    """Worked out by 0, 1 and 2 insiders."""
    seen = [(view(question, world), world) for question, world in cases]
    everybody = sum(len(world) for _, world in cases)
    return [
        round(sum(len(attacker.worked_out(each, world, insiders)) for each, world in seen) / everybody, 4)
        for insiders in (0, 1, 2)
    ]


def used(cases: Sequence[Case]) -> dict[str, float]:
    """What the protection costs: how often people see a result at all, and partners side by side."""
    shown = [attacker.publish(question, world, RULE) for question, world in cases]
    return {
        "share_of_questions_shown": round(sum(each.total is not None for each in shown) / len(cases), 2),
        "share_with_partners_side_by_side": round(sum(bool(each.cells) for each in shown) / len(cases), 2),
    }


def by_rule(cases: Sequence[Case]) -> dict[str, int]:
    """Situations tried, and those in which no other world would be shown alike."""
    chance, tried, certain = Random(SEED), 0, 0
    for question, world in cases:
        publish = partial(attacker.publish, question, protection=RULE)
        for person in sorted(world)[:ASKED]:
            for insiders in groups(world, person, chance):
                tried += 1
                answers = alliances.ANSWERS[question.key]
                certain += not attacker.witnesses(publish, world, person, insiders, answers)
    return {"by_rule_tried": tried, "by_rule_certain": certain}


def groups(world: World, person: Person, chance: Random) -> list[set[Person]]:
    """Two insiders each: those of the same partner who answered otherwise, and some by chance."""
    others = [each for each in world if each != person]
    mates = [each for each in others if each[0] == person[0] and world[each] != world[person]]
    worst = [set(mates[:2]), set(mates[-2:])] if mates else []
    return worst + [set(chance.sample(others, 2)) for _ in range(3)]


if __name__ == "__main__":
    main()
