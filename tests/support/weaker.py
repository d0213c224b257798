"""What less careful products show of a round, to see that the attack finds what there is to find."""

from collections import Counter

from bot.features.surveys import disclosure
from bot.features.surveys.disclosure import Protection
from bot.features.surveys.questions import Question
from tests.support.attacker import View, World, publish, views


def unprotected(question: Question, world: World) -> list[View]:
    """Fewest answers: 1. Every partner beside the total."""
    return [_all_of(world), *(_all_of(part) for part in _partners(world).values())]


def without_complement(question: Question, world: World, protection: Protection) -> list[View]:
    """Partners with enough and varied answers beside the total; small ones are left out instead of put together."""
    whole = [view for view in views(publish(question, world, protection), world) if len(view[0]) == len(world)]
    parts = _partners(world).values() if whole else ()
    careful = protection.model_copy(update={"insiders": protection.insiders + disclosure.MARGIN})
    return whole + [_all_of(part) for part in parts if publish(question, part, careful).total is not None]


def without_variety(question: Question, world: World, protection: Protection) -> list[View]:
    """Fewest answers for each cell and its complement, however much alike they are."""
    if sum(answer is not None for answer in world.values()) < protection.fewest:
        return []
    took_part = Counter(partner for partner, _ in world)
    for partition in disclosure.partitions(took_part, protection.fewest):
        cells = [{each: world[each] for each in world if each[0] in partners} for partners in partition]
        if all(sum(answer is not None for answer in cell.values()) >= protection.fewest for cell in cells):
            return [_all_of(world), *map(_all_of, cells)]
    return [_all_of(world)]


def live(question: Question, world: World, protection: Protection) -> list[View]:
    """The protected total, looked at after each answer."""
    people = sorted(world, key=lambda each: (each[1], each[0]))
    seen = [{each: world[each] for each in people[:many]} for many in range(1, len(people) + 1)]
    return [_all_of(part) for part in seen if publish(question, part, protection).total is not None]


def live_by_number(question: Question, world: World, fewest: int) -> list[View]:
    """The total, looked at after each answer from the fewest on."""
    people = sorted(world, key=lambda each: (each[1], each[0]))
    return [_all_of({each: world[each] for each in people[:many]}) for many in range(fewest, len(people) + 1)]


def _all_of(part: World) -> View:
    return frozenset(part), Counter(part.values())


def _partners(world: World) -> dict[str, World]:
    found: dict[str, World] = {}
    for each, answer in world.items():
        found.setdefault(each[0], {})[each] = answer
    return found
