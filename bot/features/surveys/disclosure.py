"""What a round may show so that nobody's answer can be worked out, not even by people who put their heads together.

The rule, for one question of an anonymous round:

1. The whole is shown when at least `fewest` people answered and at least `insiders` + 1 of them differ from the most
   frequent answer. Otherwise nothing is shown, and not why: too few and too much alike look the same.
2. Partners are shown beside one another when *every* one of them has `fewest` answers and `insiders` + 2 that differ
   from its most frequent one. If not, the two with fewest participants are put together and all are looked at again,
   down to two; then there is only the whole. The order depends on who took part, never on what was answered.

Why that is enough. Let `insiders` people know their own answers, everything shown, who took part, and this rule.
Take anybody else, P, who answered x. Look at P's partner, at what it is merged into first, next and so on, up to what
is shown, and stop at the first where somebody who is no insider answered otherwise: Q. (What is shown has one, since
more people differ from x than there are insiders.) Let P and Q swap their answers. Where both are inside, nothing
changes. In the smaller ones, with P alone inside, all but insiders answered x: at most `insiders` differed, now at most
`insiders` + 1, so those were not shown before and are not shown now. Hence the same result is shown although P's answer
is another: it cannot be worked out. And where nothing is shown, everybody else could have given any same answer.

Since the cells are disjoint, have `fewest` each and make up the whole, so has every complement and every difference.
A question left out by some needs nothing more: leaving out is swapped like any other answer.
Rounds do not add up either: each asks for a new answer, so what one shows says nothing certain about the next. Whoever
believes that all others repeat themselves may guess what a newcomer said; no rule that shows a trend prevents a guess.

It holds for one computation at closing time. Computed again after an answer was erased, the difference would be that
answer: so keep what `share` gave, and show that.

Beyond it: that nobody chose something is seen by all, and so is how a text is worded. Both are said on the form.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from random import Random

from pydantic import BaseModel, ConfigDict, Field

from bot.errors import Refusal
from bot.features.surveys import results
from bot.features.surveys.answer_values import Reply, is_given
from bot.features.surveys.questions import OF_TEXT, Question, QuestionKind
from bot.features.surveys.results import Cell, Result

FEWEST, FEWEST_POSSIBLE = 5, 3  # answers; with 2, each of the two would know the other's
MARGIN = 1  # more must differ where partners stand side by side: so that not being shown tells nothing either
BY_PARTNER = frozenset({QuestionKind.SCALE, QuestionKind.YES_NO, QuestionKind.CHOICE})

Partition = tuple[tuple[str, ...], ...]


class Protection(BaseModel):
    """How anonymity is kept: chosen when a round is opened, kept with it, never changed."""

    model_config = ConfigDict(frozen=True)

    fewest: int = Field(default=FEWEST, ge=FEWEST_POSSIBLE)  # answers in anything shown
    insiders: int = Field(default=2, ge=1)  # people who may pool what they answered and still learn nothing


class DisclosedResult(BaseModel):
    """All that people may ever see of a question's answers. It is kept as JSON when the round closes."""

    model_config = ConfigDict(frozen=True)

    question: str  # its key
    total: Result | None  # None: withheld, because too few answered or too many said the same
    cells: tuple[Cell, ...] = ()  # partners side by side; empty, or at least two that together are the total


def protection(fewest: int) -> Protection:
    """Raises Refusal when a convener wants to show fewer answers than can keep a secret."""
    if fewest < FEWEST_POSSIBLE:
        raise Refusal(f"At least {FEWEST_POSSIBLE} answers, or people could tell who said what.", field="fewest")
    return Protection(fewest=fewest)


def share(
    question: Question,
    replies: Iterable[tuple[str, Reply]],
    *,
    took_part: Mapping[str, int],
    protection: Protection,
    rng: Random,
) -> DisclosedResult:
    """What may be shown of the replies, each with the key of its partner.

    `took_part` says how many people of each partner answered anything in the round; `rng` shuffles texts.
    Raises ValueError when a partner has more replies than participants: then somebody is counted twice.
    """
    by_partner = _given_by_partner(replies, took_part)
    everybody = [reply for given in by_partner.values() for reply in given]
    total = _total(question, everybody, protection, rng)
    if total is None or question.kind not in BY_PARTNER:
        return DisclosedResult(question=question.key, total=total)
    for partition in partitions(took_part, protection.fewest):
        cells = {partners: [reply for each in partners for reply in by_partner[each]] for partners in partition}
        if all(_is_safe(question, inside, protection, margin=MARGIN) for inside in cells.values()):
            shown = (Cell(partners=each, result=results.of(question, inside)) for each, inside in cells.items())
            return DisclosedResult(question=question.key, total=total, cells=tuple(shown))
    return DisclosedResult(question=question.key, total=total)


def partitions(took_part: Mapping[str, int], fewest: int) -> Iterator[Partition]:
    """Ways to put partners side by side, each coarser than the one before: the smallest together, down to two."""
    cells: list[tuple[int, tuple[str, ...]]] = sorted(
        (people, (partner,)) for partner, people in took_part.items() if people
    )
    while len(cells) > 1:
        if cells[0][0] >= fewest:
            yield tuple(sorted(partners for _, partners in cells))
        (some, these), (others, those), *rest = cells
        cells = sorted([*rest, (some + others, tuple(sorted(these + those)))])


def _given_by_partner(replies: Iterable[tuple[str, Reply]], took_part: Mapping[str, int]) -> dict[str, list[Reply]]:
    given: dict[str, list[Reply]] = {partner: [] for partner in took_part}
    counted = Counter[str]()
    for partner, reply in replies:
        counted[partner] += 1
        if counted[partner] > took_part.get(partner, 0):
            raise ValueError(f"more replies than the {took_part.get(partner, 0)} participants of partner {partner!r}")
        if is_given(reply):
            given[partner].append(reply)
    return given


def _total(question: Question, given: Sequence[Reply], protection: Protection, rng: Random) -> Result | None:
    result = results.of(question, given)
    if question.kind is QuestionKind.SEVERAL:
        return _without_alike(question, given, result, protection)
    if not _is_safe(question, given, protection):
        return None
    if question.kind in OF_TEXT:
        return result.model_copy(update={"texts": tuple(rng.sample(result.texts, len(result.texts)))})
    return result


def _without_alike(question: Question, given: Sequence[Reply], result: Result, rule: Protection) -> Result | None:
    """Each box to tick is a question of its own: held back alone when nearly all ticked it, or nearly nobody."""
    if len(given) < rule.fewest:
        return None
    dissents = [_dissent(column) for column in zip(*(_parts(question, reply) for reply in given), strict=True)]
    counts = tuple(
        count if dissent > rule.insiders else count.model_copy(update={"count": None})
        for count, dissent in zip(result.counts, dissents, strict=True)
    )
    return result.model_copy(update={"counts": counts}) if any(each.count is not None for each in counts) else None


def _is_safe(question: Question, given: Sequence[Reply], rule: Protection, *, margin: int = 0) -> bool:
    if len(given) < rule.fewest:
        return False
    columns = zip(*(_parts(question, reply) for reply in given), strict=True)
    return all(_dissent(column) > rule.insiders + margin for column in columns)


def _dissent(answers: Sequence[Hashable]) -> int:
    """How many differ from the most frequent answer."""
    return len(answers) - max(Counter(answers).values())


def _parts(question: Question, reply: Reply) -> tuple[Hashable, ...]:
    """What must not become known, each for itself: the place of each ranked choice, each box ticked or not."""
    if question.kind is QuestionKind.RANKING:
        return tuple(reply.index(choice) for choice in question.choices)
    if question.kind is QuestionKind.SEVERAL:
        return tuple(choice in reply for choice in question.choices)
    if question.kind is QuestionKind.POINTS:
        return (tuple(sorted(reply.items())),)
    return (reply.casefold() if isinstance(reply, str) else reply,)
