"""Nobody's answer can be worked out from what a round shows, however many heads are put together up to the promise."""

from collections import Counter
from functools import partial
from itertools import combinations, combinations_with_replacement, permutations
from random import Random

import pytest
from pydantic import ValidationError

from bot.errors import Refusal
from bot.features.surveys import disclosure
from bot.features.surveys.answer_values import NOT_APPLICABLE, SKIPPED, Reply
from bot.features.surveys.disclosure import DisclosedResult, Protection, partitions, protection, share
from bot.features.surveys.questions import Question, QuestionKind
from tests.support import alliances, attacker, weaker

USUAL = Protection()
SCALE, YES_NO, _ = alliances.QUESTIONS
CASES = list(alliances.partnerships(200))


def question(kind: str, **parts: object) -> Question:
    return Question(key="q", kind=QuestionKind(kind), text="Where first?", **parts)


def shown(
    replies: dict[str, list], question: Question = SCALE, rule: Protection = USUAL, seed: int = 1
) -> DisclosedResult:
    pairs = [(partner, reply) for partner, given in replies.items() for reply in given]
    took_part = {partner: len(given) for partner, given in replies.items()}
    return share(question, pairs, took_part=took_part, protection=rule, rng=Random(seed))


def counts(of: DisclosedResult) -> list[int | None]:
    return [each.count for each in of.total.counts] if of.total else []


# --- the attack


@pytest.mark.parametrize("insiders", [0, 1, 2])
def test_no_answer_of_200_partnerships_can_be_worked_out(insiders):
    published = [(attacker.views(attacker.publish(asked, world, USUAL), world), world) for asked, world in CASES]

    assert sum(bool(seen) for seen, _ in published) > 300  # of 600: there is something to attack
    assert sum(len(seen) > 2 for seen, _ in published) > 50  # partners side by side
    assert [attacker.worked_out(seen, world, insiders) for seen, world in published if seen] == [
        set() for seen, _ in published if seen
    ]


def test_not_even_by_somebody_who_knows_the_rule():
    chance = Random(7)

    for asked, world in CASES:
        publish = partial(attacker.publish, asked, protection=USUAL)
        for person in chance.sample(sorted(world), 3):
            others = [each for each in world if each != person]
            mates = [each for each in others if each[0] == person[0] and world[each] != world[person]]
            insiders = {*(mates or others)[:1], *chance.sample(others, 1)}
            assert attacker.witnesses(publish, world, person, insiders, alliances.ANSWERS[asked.key])


@pytest.mark.parametrize(
    ("sizes", "answers", "rule"),
    [
        ((5, 4), (SKIPPED, 1, 2, 3), Protection(fewest=3)),
        ((8, 8), (SKIPPED, 1, 2), Protection(fewest=5)),
        ((6, 6, 1), (SKIPPED, 1, 2), Protection(fewest=3, insiders=1)),
        ((6, 3, 3), (SKIPPED, 1, 2), Protection(fewest=3, insiders=1)),
        ((6, 3), (SKIPPED, 1, 2, 3), Protection(fewest=3, insiders=1)),
    ],
)
def test_in_every_possible_world_of_a_small_partnership_nothing_is_certain(sizes, answers, rule):
    assert attacker.certain_with_rule(SCALE, rule, sizes, answers, insiders=rule.insiders) == 0


def test_no_single_box_and_no_single_place_is_certain_either():
    several, ranking = question("several", choices=("A", "B")), question("ranking", choices=("A", "B", "C"))
    boxes = (SKIPPED, [], ["A"], ["B"], ["A", "B"])
    orders = (SKIPPED, *map(list, permutations("ABC")))
    rule, careless = Protection(fewest=3, insiders=1), Protection.model_construct(fewest=3, insiders=0)

    for asked, answers, parts in ((several, boxes, 2), (ranking, orders, 3)):
        parts = [partial(part, choice=choice) for choice in "ABC"[:parts]]
        assert attacker.certain_with_rule(asked, rule, (6,), answers, insiders=1, parts=parts) == 0
        assert attacker.certain_with_rule(asked, careless, (6,), answers, insiders=1, parts=parts) > 0


def part(reply: Reply, choice: str) -> object:
    """Whether it was ticked, or where it was put: the place of a full list, the presence in a shorter one."""
    if reply == SKIPPED:
        return None
    return reply.index(choice) if len(reply) == 3 else choice in reply


def test_without_the_margin_even_what_is_not_shown_would_tell(monkeypatch):
    insiders, theirs, others = [3, 3], [2] * 6, [1] * 5 + [4] * 5 + [3] + [2] * 3

    def possible() -> set[tuple[int, ...]]:
        """What the insiders' colleagues may have said, given the rule and all that is shown."""
        everybody, truth = Counter(theirs + others), shown({"A": insiders + theirs, "B": others})
        dealt = {said: everybody - Counter(said) for said in combinations_with_replacement(range(1, 6), 6)}
        fitting = {said: rest for said, rest in dealt.items() if rest.total() == len(others)}
        return {s for s, rest in fitting.items() if shown({"A": [*insiders, *s], "B": list(rest.elements())}) == truth}

    assert len(possible()) > 1

    monkeypatch.setattr(disclosure, "MARGIN", 0)
    assert possible() == {(2,) * 6}


def test_with_more_heads_than_promised_something_is_certain():
    rule = Protection(fewest=3, insiders=1)

    assert attacker.certain_with_rule(SCALE, rule, (6, 6), (SKIPPED, 1, 2), insiders=2) > 0


@pytest.mark.parametrize(
    ("weak", "insiders", "at_least"),
    [
        (weaker.unprotected, 0, 0.25),
        (partial(weaker.without_complement, protection=USUAL), 2, 0.01),
        (partial(weaker.without_variety, protection=USUAL), 2, 0.10),
        (partial(weaker.live, protection=USUAL), 0, 0.10),
    ],
    ids=["fewest 1", "no complement", "no variety", "live"],
)
def test_the_attack_succeeds_where_protection_is_missing(weak, insiders, at_least):
    found = sum(len(attacker.worked_out(weak(asked, world), world, insiders)) for asked, world in CASES)

    assert found / sum(len(world) for _, world in CASES) >= at_least


def test_what_subtracting_finds_is_what_trying_every_world_finds():
    chance, found = Random(3), 0

    for _ in range(12):
        world = {(chance.choice("ABC"), number): chance.choice((None, "yes", "no")) for number in range(6)}
        seen = chance.choice((weaker.unprotected, partial(weaker.live_by_number, fewest=3)))(YES_NO, world)
        for many in (0, 1, 2):
            groups = combinations(world, many)
            tried = {one for group in groups for one in attacker.tried_out(seen, world, group, (None, "yes", "no"))}
            assert tried == attacker.worked_out(seen, world, many)
            found += len(tried)

    assert found > 0


# --- what is shown


def test_five_different_answers_are_enough_and_four_are_not():
    assert counts(shown({"A": [1, 2, 3], "B": [4, 5]})) == [1, 1, 1, 1, 1]
    assert shown({"A": [1, 2, 3], "B": [4]}).total is None
    assert shown({"A": [1, 2, 3, SKIPPED], "B": [4, NOT_APPLICABLE]}).total is None


def test_answers_too_much_alike_are_not_shown_and_look_like_too_few():
    assert shown({"A": [4] * 20}) == shown({"A": [4]})
    assert shown({"A": [4] * 18 + [1, 2]}).total is None
    assert counts(shown({"A": [4] * 17 + [1, 2, 2]})) == [1, 2, 0, 17, 0]


def test_partners_stand_side_by_side_when_all_of_them_are_many_and_varied():
    wide = [1, 2, 3, 3, 4, 4, 5, 5]

    side_by_side = shown({"A": wide, "B": [*wide, 5], "C": [5, 1, 2]})

    assert [cell.partners for cell in side_by_side.cells] == [("A", "C"), ("B",)]
    assert [cell.result.answered for cell in side_by_side.cells] == [11, 9]
    assert side_by_side.total.answered == 20


def test_a_partner_whose_people_agree_is_put_together_with_others():
    wide = [1, 2, 3, 3, 4, 4, 5, 5]

    assert [cell.partners for cell in shown({"A": [4] * 8, "B": wide + wide, "C": [*wide, 1]}).cells] == [
        ("A", "C"),
        ("B",),
    ]
    assert shown({"A": [4] * 20, "B": wide}).cells == ()


def test_the_smallest_are_put_together_whatever_they_answered():
    assert list(partitions({"A": 9, "B": 6, "C": 3, "D": 1, "E": 0}, 5)) == [
        (("A",), ("B", "C", "D")),
    ]
    assert list(partitions({"A": 9, "B": 6, "C": 3, "D": 2}, 5)) == [
        (("A",), ("B",), ("C", "D")),
        (("A",), ("B", "C", "D")),
    ]
    assert list(partitions({"A": 9, "B": 1}, 5)) == []
    assert list(partitions({}, 5)) == []


@pytest.mark.parametrize(("asked", "world"), CASES[:30])
def test_cells_are_the_whole_divided_and_none_is_small(asked, world):
    found = attacker.publish(asked, world, USUAL)

    assert all(cell.result.answered >= USUAL.fewest for cell in found.cells)
    assert len(found.cells) != 1
    if found.cells:
        assert sum(cell.result.answered for cell in found.cells) == found.total.answered
        assert {each for cell in found.cells for each in cell.partners} == {partner for partner, _ in world}


def test_who_answered_what_within_a_partner_changes_nothing():
    assert shown({"A": [1, 2, 3, SKIPPED], "B": [4, 5, 5]}) == shown({"A": [3, SKIPPED, 1, 2], "B": [5, 4, 5]})


def test_a_box_that_nearly_all_or_nearly_none_ticked_is_held_back_alone():
    several = question("several", choices=("Plans", "Money", "Words"))
    replies = [["Plans"]] * 4 + [["Plans", "Money"]] * 3 + [["Money", "Words"], []]

    assert counts(shown({"A": replies}, several)) == [None, 4, None]
    assert counts(shown({"A": [*replies, []]}, several)) == [7, 4, None]
    assert shown({"A": [["Plans"]] * 9}, several).total is None
    assert shown({"A": replies}, several, Protection(fewest=10)).total is None


def test_a_ranking_is_shown_when_every_place_is_open():
    ranking = question("ranking", choices=("A", "B", "C"))
    open_, settled = [["A", "B", "C"], ["B", "C", "A"], ["C", "A", "B"]], [["A", "B", "C"], ["A", "C", "B"]]

    assert [each.average for each in shown({"P": open_ * 2}, ranking).total.counts] == [2.0, 2.0, 2.0]
    assert shown({"P": settled * 6}, ranking).total is None  # all would be known to have put A first


def test_points_are_shown_when_people_share_them_out_differently():
    points = question("points", choices=("A", "B"), points=3)

    assert shown({"P": [{"A": 3}] * 8}, points).total is None
    assert counts(shown({"P": [{"A": 3}] * 3 + [{"A": 1, "B": 2}] * 3}, points)) == [12, 6]


def test_texts_lose_their_order_and_need_enough_company():
    words = question("short_text")
    said = ["eels", "boats", "the harbour", "nets", "birds", "Nets"]

    first, second = (shown({"A": order}, words, seed=4).total.texts for order in (said, said[::-1]))

    assert first == second
    assert sorted(first) == sorted(said)
    assert first != tuple(said)
    assert len({shown({"A": said}, words, seed=n).total.texts for n in range(9)}) > 1
    assert shown({"A": said[:4]}, words).total is None
    assert shown({"A": ["eels"] * 9 + ["Eels", "EELS", "boats"]}, words).total is None
    assert shown({"A": said, "B": said}, words).cells == ()


@pytest.mark.parametrize("replies", [[("A", 1), ("B", 2)], [("A", 1), ("A", SKIPPED)]])
def test_someone_counted_twice_is_a_mistake(replies):
    with pytest.raises(ValueError, match="more replies"):
        share(SCALE, replies, took_part=Counter(A=1), protection=USUAL, rng=Random(1))


def test_the_protection_stays_what_it_was_when_the_round_opened():
    kept = protection(7).model_dump_json()

    assert Protection.model_validate_json(kept) == Protection(fewest=7, insiders=2)
    with pytest.raises(ValidationError, match="frozen"):
        Protection().fewest = 3


def test_fewer_than_three_answers_are_never_enough():
    with pytest.raises(Refusal, match="At least 3") as refused:
        protection(2)

    assert refused.value.field == "fewest"
    with pytest.raises(ValidationError):
        Protection(fewest=2)


def test_what_is_shown_can_be_kept():
    found = shown({"A": [1, 2, 3, 3, 4, 4, 5, 5], "B": [1, 2, 3, 3, 4, 4, 5, 5]})

    assert DisclosedResult.model_validate_json(found.model_dump_json()) == found
