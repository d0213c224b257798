"""Somebody who knows all that a round shows, who took part, the rule, and two answers; and works out the others.

An answer counts as worked out when it is the same in every world that fits what is known.
"""

import json
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import combinations_with_replacement, product
from random import Random

from bot.features.surveys.answer_values import SKIPPED, Reply
from bot.features.surveys.disclosure import DisclosedResult, Protection, share
from bot.features.surveys.questions import Question
from bot.features.surveys.results import Cell, Result

Person = tuple[str, int]  # partner, number
World = dict[Person, Hashable]  # what everybody answered; None: nothing
View = tuple[frozenset[Person], Counter[Hashable]]  # these people gave these answers, in some order
EVEN = Random(0)  # for texts, which are not attacked here


def publish(question: Question, world: World, protection: Protection) -> DisclosedResult:
    """What the product shows of this world."""
    replies = [(partner, SKIPPED if said is None else said) for (partner, _), said in world.items()]
    return share(question, replies, took_part=Counter(partner for partner, _ in world), protection=protection, rng=EVEN)


def views(shown: DisclosedResult, world: World) -> list[View]:
    """What can be read from it: who belongs to which cell is known, and how many left the question out."""
    found = [] if shown.total is None else [_view(frozenset(world), shown.total)]
    return found + [_view(_of(cell, world), cell.result) for cell in shown.cells]


def worked_out(seen: Iterable[View], world: World, insiders: int) -> set[Person]:
    """Everybody whose answer is certain to some group of so many others who also know their own.

    Exact where every two views are apart or one within the other: what remains of a view without those inside it
    may then be dealt out among its people in any way, so an answer is certain if no more than `insiders` differ.
    """
    certain = set()
    for people, counts in remainders(list(seen)):
        certain |= {each for each in people if counts.total() - counts[world[each]] <= insiders}
    return certain


def remainders(seen: Sequence[View]) -> list[View]:
    """Each view without those inside it: what subtracting tells."""
    found = []
    for people, counts in seen:
        inside = [other for other in seen if other[0] < people]
        outermost = [one for one in inside if not any(one[0] < other[0] for other in inside)]
        rest = people.difference(*(members for members, _ in outermost))
        assert len(rest) == len(people) - sum(len(members) for members, _ in outermost), "views overlap"
        left = counts.copy()
        for _, theirs in outermost:
            left -= theirs
        found.append((rest, left))
    return [view for view in found if view[0]]


def tried_out(seen: Sequence[View], world: World, known: Iterable[Person], answers: Sequence[Hashable]) -> set[Person]:
    """The same by trying every possible world, for few people: certain to those who know these people's answers."""
    people, known = sorted(world), set(known)
    possible: dict[Person, set[Hashable]] = {each: set() for each in people}
    for each in product(answers, repeat=len(people)):
        other = dict(zip(people, each, strict=True))
        if all(other[one] == world[one] for one in known) and _fits(other, seen):
            for one in people:
                possible[one].add(other[one])
    return {each for each in people if each not in known and len(possible[each]) == 1}


Counts = tuple[tuple[int, ...], ...]  # of each partner, of each answer
Part = Callable[[Reply], Hashable]


def whole(reply: Reply) -> str:
    """All of an answer, as what somebody wants to find out."""
    return json.dumps(reply)


def certain_with_rule(
    question: Question,
    rule: Protection,
    sizes: Sequence[int],
    answers: Sequence[Reply],
    *,
    insiders: int,
    parts: Sequence[Part] = (whole,),
) -> int:
    """In how many situations a part of an answer is certain to somebody who knows the rule itself: of all worlds,
    those that would be shown alike are the possible ones. Every world and every group of insiders is tried.
    """
    alike: dict[str, list[Counts]] = {}
    for world in _all_worlds(sizes, len(answers)):
        alike.setdefault(_shown(question, rule, world, answers), []).append(world)
    kinds = list(product(range(len(sizes)), range(len(answers))))
    groups = [group for many in range(insiders + 1) for group in combinations_with_replacement(kinds, many)]
    values = [[part(reply) for reply in answers] for part in parts]
    return sum(_is_certain(possible, group, values) for possible in alike.values() for group in groups)


def _all_worlds(sizes: Sequence[int], answers: int) -> Iterable[Counts]:
    """Every way in which partners of these sizes can answer."""
    dealt = [combinations_with_replacement(range(answers), size) for size in sizes]
    return product(*([tuple(Counter(one)[a] for a in range(answers)) for one in each] for each in dealt))


def _shown(question: Question, rule: Protection, world: Counts, answers: Sequence[Reply]) -> str:
    given = [(f"P{p}", answers[a]) for p, each in enumerate(world) for a, many in enumerate(each) for _ in range(many)]
    took_part = {f"P{p}": sum(each) for p, each in enumerate(world)}
    return share(question, given, took_part=took_part, protection=rule, rng=Random(0)).model_dump_json()


def _is_certain(possible: Sequence[Counts], group: Sequence[tuple[int, int]], values: Sequence[Sequence]) -> bool:
    """Whether in all possible worlds that hold these insiders, all other people of some partner answer one same."""
    taken = Counter(group)
    fitting = [world for world in possible if all(world[p][a] >= many for (p, a), many in taken.items())]
    for partner in range(len(fitting[0]) if fitting else 0):
        left = {tuple(n - taken[partner, a] for a, n in enumerate(world[partner])) for world in fitting}
        answered = {a for one in left for a, n in enumerate(one) if n}
        if any(len({value[a] for a in answered}) == 1 for value in values):
            return True
    return False


def witnesses(
    publish_: Callable[[World], DisclosedResult],
    world: World,
    person: Person,
    insiders: set[Person],
    answers: Iterable[Hashable],
) -> bool:
    """Whether another world is shown exactly alike, in which this person answers otherwise and insiders the same."""
    free = [each for each in world if each not in insiders and world[each] != world[person]]
    if any(each[0] == person[0] for each in free):
        return True  # two of one partner may swap: what is shown counts a partner's answers, not its people
    swaps = [
        {person: world[each], each: world[person]} for each in {(one[0], world[one]): one for one in free}.values()
    ]
    others = [each for each in world if each not in insiders]
    floods = [dict.fromkeys(others, same) for same in (None, *answers) if same != world[person]]
    shown = publish_(world)
    return any(publish_({**world, **changed}) == shown for changed in swaps + floods)


def _view(people: frozenset[Person], result: Result) -> View:
    counts = Counter({_answer(result, each.label): each.count or 0 for each in result.counts})
    counts[None] = len(people) - result.answered
    return people, +counts


def _answer(result: Result, label: str) -> Hashable:
    return int(label) if result.kind == "scale" else label


def _of(cell: Cell, world: Mapping[Person, Hashable]) -> frozenset[Person]:
    return frozenset(each for each in world if each[0] in cell.partners)


def _fits(world: World, seen: Iterable[View]) -> bool:
    return all(Counter(world[each] for each in people) == counts for people, counts in seen)
