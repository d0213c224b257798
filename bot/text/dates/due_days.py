"""Which day a sentence promises something for: of those that it names, the ones that its tense means to come."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time
from itertools import pairwise
from typing import Literal, NamedTuple

from bot.text.dates import bounds, named, spans, weekdays
from bot.text.dates.calendar import DateContext
from bot.text.dates.grammar import DateSpan, Grade
from bot.text.dates.tokens import ANCHORS, LANGUAGES, DateToken, Language, TenseWords, tokens

LAYERS = (
    named.NUMBERS,
    named.NUMBERS,  # "twenty twenty-six" takes two steps
    named.NAMED,
    spans.COUNTED,
    bounds.PARTS,
    weekdays.FROM,
    weekdays.IN_WEEKS,
    weekdays.BARE,
    weekdays.WEEKDAYS,
    bounds.PARTS,
    weekdays.FROM,
    weekdays.IN_WEEKS,
    spans.CLOCK,
    spans.CLOCK,
    spans.HOURS,
    bounds.BOTH,
    bounds.BOUNDS,
)
ENGLISH_TOO = "en"  # teams of all languages write "EOD" and "by Friday"
MOST = 20  # days of one text that are looked at


@dataclass(frozen=True)
class DueDay:
    """A day that a sentence promises something for, and the words that say so."""

    on: date
    text: str  # as written
    start: int  # in the text
    end: int
    at: time | None = None
    others: tuple[date, ...] = ()  # other readings: ask
    needs: Literal["next meeting"] | None = None  # `on` is a guess until somebody tells: ask
    is_firm: bool = False  # "by", "before" or "until" binds it, or it is "due"


def find(
    text: str,
    *,
    said_on: date,
    order: Literal["dmy", "mdy"] = "dmy",
    language: str = "en",
    days_off: Callable[[date], bool] | None = None,
    next_meeting_on: date | None = None,
    first_weekday: int = 0,
) -> DueDay | None:
    """The day that the sentence promises something for, never before it was said; None when it names none.

    `said_on` is the speaker's day, `order` how they write 3/4, `language` a code like "de-AT"; English is
    understood besides, and alone when the language is unknown.
    Of several days the first that is bound by "by", "before" or "until", else the first. Reads 200 words.
    """
    first = None
    for each in all_in(text, DateContext(said_on, order, days_off, next_meeting_on, first_weekday), language):
        if each.is_firm:
            return each
        first = first or each
    return first


def all_in(text: str, asked: DateContext, language: str = "en") -> Iterator[DueDay]:
    """All such days, in the order of the text; at most 20."""
    return (_due(text, each, asked.said_on) for each in _named(text, asked, language))


def _named(text: str, asked: DateContext, language: str) -> Iterator[DateToken]:
    """The days that the speaker's language finds or, where it finds none to judge, those that English does."""
    for speaks in dict.fromkeys((language[:2].lower(), ENGLISH_TOO)):
        spoken = LANGUAGES.get(speaks)
        read = _reduced(tokens(text, spoken), asked) if spoken else []
        if spoken and any(token.kind in ("when", "past") for token in read):
            yield from _meant(read, asked, spoken)
            return


def _reduced(read: list[DateToken], asked: DateContext) -> list[DateToken]:
    if ANCHORS.isdisjoint(token.kind for token in read):
        return []
    for layer in LAYERS:
        read = layer.reduce(read, asked)
    return read


def _meant(read: list[DateToken], asked: DateContext, spoken: Language) -> Iterator[DateToken]:
    whens = [place for place, token in enumerate(read) if token.kind == "when"]
    for place in whens[:MOST]:
        if read[place].value.last >= asked.said_on and speaks_of(read, place, spoken.speech):
            yield read[place]


def _due(text: str, token: DateToken, said_on: date) -> DueDay:
    when: DateSpan = token.value
    others = tuple(each for each in dict.fromkeys(when.others) if each >= said_on and each != when.last)
    needs: Literal["next meeting"] | None = "next meeting" if when.needs_meeting else None
    words = text[token.start : token.end]
    return DueDay(when.last, words, token.start, token.end, when.at, others, needs, is_firm=when.bound in FIRM)


FIRM = ("by", "before", "until", "due")  # these promise by themselves
BEFORE, AFTER = 9, 3  # tokens around "today" in which the promise must stand
FAR = 30  # tokens; what is further away says nothing


class DayPosition(NamedTuple):
    """A day in its sentence."""

    tokens: Sequence[DateToken]
    at: int
    speech: TenseWords

    @property
    def when(self) -> DateSpan:
        when: DateSpan = self.tokens[self.at].value
        return when

    @property
    def is_firm(self) -> bool:
        return self.when.bound in FIRM


def speaks_of(tokens: Sequence[DateToken], at: int, speech: TenseWords) -> bool:
    """Whether the day at this place of the sentence is one that something is to be done by."""
    place = DayPosition(tokens, at, speech)
    when = place.when
    if when.grade == Grade.HIDDEN or _refused(place):
        return False
    return when.grade == Grade.SURE or (not _is_past(place) and ENOUGH[when.grade](place))


def _plain(place: DayPosition) -> bool:
    habit = place.when.shape == "weekday" and not place.is_firm
    return not (habit and any(token.word in place.speech.habits for token in _around(place, CLAUSE)))


def _weak(place: DayPosition) -> bool:
    """This week: something binds it, or the sentence speaks of what is to come."""
    return bool(place.when.bound) or _is_future(_around(place, SENTENCE), place.speech) or _is_request(place)


def _near(place: DayPosition) -> bool:
    """Today is also what is so nowadays, and a year what is planned: a promise must stand in the same breath."""
    when = place.when
    if _describes(place) or (when.shape == "year" and not when.bound):
        return False
    bound = place.is_firm or (when.bound and when.shape not in ("today", "year"))
    return bool(bound) or _is_promised(place) or _is_request(place)


def _bound(place: DayPosition) -> bool:
    """A word must bind it, and no noun may follow that it describes: "in the 21st century", "the Q2 results"."""
    bound = place.is_firm if place.when.shape in ("the day", "instant") else place.when.bound
    return bool(bound) and not _describes(place)


ENOUGH = {Grade.PLAIN: _plain, Grade.WEAK: _weak, Grade.NEAR: _near, Grade.BOUND: _bound}
NOBODY = DateToken("other", 0, 0)
NOUNS = ("other", "unit", "number", "meeting", "dash", "of", "the", "past", "ordinal")
SENTENCE = ("stop", "dot")
CLAUSE = (*SENTENCE, "comma")


def _describes(place: DayPosition) -> bool:
    following = place.tokens[place.at + 1] if place.at + 1 < len(place.tokens) else None
    return bool(following and following.kind in NOUNS and following.word not in place.speech.goes_on)


def _refused(place: DayPosition) -> bool:
    before = place.tokens[place.at - 1].kind if place.at else ""
    after = place.tokens[place.at + 1].kind if place.at + 1 < len(place.tokens) else ""
    return before in ("last", "every", "since", "ago", "not") or after in ("ago", "last")


def _around(place: DayPosition, borders: tuple[str, ...]) -> Sequence[DateToken]:
    start = end = place.at
    while start > max(place.at - FAR, 0) and place.tokens[start - 1].kind not in borders:
        start -= 1
    while end < min(place.at + FAR, len(place.tokens)) and place.tokens[end].kind not in borders:
        end += 1
    return place.tokens[start:end]


def _is_past(place: DayPosition) -> bool:
    """Told of the past, in this clause or, when that says neither, in the sentence."""
    for part in (_around(place, CLAUSE), _around(place, SENTENCE)):
        past, future = _has_past(part, place), _is_future(part, place.speech)
        if past or future:
            return past and not future
    return False


def _has_past(part: Sequence[DateToken], place: DayPosition) -> bool:
    if any(token.word in place.speech.past for token in part):
        return True
    words = ["", *(token.word for token in part)]
    return not place.is_firm and any(_ends_as_past(word, before, place.speech) for before, word in pairwise(words))


def _ends_as_past(word: str, before: str, speech: TenseWords) -> bool:
    ends = len(word) > 4 and word.endswith(speech.past_endings) and word not in speech.undone
    return ends and before not in speech.passive and before not in speech.undone


def _is_future(part: Sequence[DateToken], speech: TenseWords) -> bool:
    return any(token.word in speech.future or token.word.endswith(speech.future_endings) for token in part)


def _is_promised(place: DayPosition) -> bool:
    """Whether somebody promises or asks close by, and nobody denies."""
    clause = _around(place, CLAUSE)
    at = next(number for number, token in enumerate(clause) if token is place.tokens[place.at])
    close = clause[max(at - BEFORE, 0) : at + AFTER + 1]
    denied = any(token.word in place.speech.negated for token in clause)
    if denied or any(token.word in place.speech.nowadays for token in clause[max(at - 3, 0) : at]):
        return False
    return any(_promises(token, before, place.speech) for before, token in pairwise((NOBODY, *close)))


def _promises(token: DateToken, before: DateToken, speech: TenseWords) -> bool:
    if token.word in speech.near or token.word.endswith(speech.future_endings):
        return True
    return f"{before.word}_{token.word}" in speech.pairs


def _is_request(place: DayPosition) -> bool:
    """Whether the sentence begins as one: "Send it …", "Please …", "Ok, set …"."""
    said = [token for token in _around(place, SENTENCE) if token.kind != "comma"]
    words = [token.word for token in said if token.word not in place.speech.greetings]
    return bool(words) and words[0] in place.speech.requests and len(words) <= BEFORE + AFTER
