"""Partnerships by chance: 6 to 40 people, partners of very different size, opinions from scattered to unanimous."""

from collections.abc import Iterator
from random import Random

from bot.features.surveys.questions import Question, QuestionKind
from tests.support.attacker import World

QUESTIONS = (
    Question(key="scale", kind=QuestionKind.SCALE, text="Are we on course?"),
    Question(key="yes_no", kind=QuestionKind.YES_NO, text="Did you meet?"),
    Question(key="choice", kind=QuestionKind.CHOICE, text="Where first?", choices=("Harbour", "Dunes", "River")),
)
ANSWERS = {"scale": (1, 2, 3, 4, 5), "yes_no": ("yes", "no"), "choice": QUESTIONS[2].choices}


def partnerships(many: int, *, seed: int = 2026) -> Iterator[tuple[Question, World]]:
    """Each partnership with its three questions, answered by those who took part."""
    chance = Random(seed)
    for _ in range(many):
        people = _people(chance)
        leaning = {partner: chance.random() for partner, _ in people}
        for question in QUESTIONS:
            yield question, _answered(people, ANSWERS[question.key], leaning, chance)


def _people(chance: Random) -> list[tuple[str, int]]:
    """Partners of 1, 2 and 3 people first, then of any size, until all are placed; some do not take part."""
    wanted, sizes = chance.randint(6, 40), []
    for small in chance.sample((1, 2, 3), chance.randint(0, 3)):
        sizes.append(small)
    while sum(sizes) < wanted:
        sizes.append(min(chance.randint(1, 20), wanted - sum(sizes)))
    everybody = [(f"P{number}", each) for number, size in enumerate(sizes) for each in range(size)]
    return sorted(chance.sample(everybody, chance.randint(6, len(everybody))))


def _answered(people: list[tuple[str, int]], answers: tuple, leaning: dict[str, float], chance: Random) -> World:
    """Partners lean differently, some towards one and the same answer; up to a fifth leave the question out."""
    alike, left_out = chance.choice((0.0, 0.3, 0.6, 0.9, 1.0)), chance.choice((0.0, 0.0, 0.1, 0.2))
    usual = {partner: answers[int(where * len(answers))] for partner, where in leaning.items()}
    if chance.random() < 0.5:
        usual = dict.fromkeys(usual, chance.choice(answers))
    return {
        each: None
        if chance.random() < left_out
        else usual[each[0]]
        if chance.random() < alike
        else chance.choice(answers)
        for each in people
    }
