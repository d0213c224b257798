"""What binds a day: two ends of a span, and the word before it: by, before, until, after."""

from dataclasses import replace
from datetime import date

from bot.text.dates.calendar import DateContext, is_off, later, next_working
from bot.text.dates.grammar import HIDDEN, Build, DateRule, DateSpan, Layer, RuleMatch, Sense, day, no_day, shifted
from bot.text.dates.named import yearly

OPEN_SPANS = ("month", "quarter", "season", "year")  # "by May" is by its first day to some, by its last to others


def both(found: RuleMatch, asked: DateContext) -> Sense:
    """From one day to another: the last is due; of two that are offered, too."""
    one, two = found("when"), found("when2")
    if two.last < one.first and two.again:
        two = shifted(two)
    if two.last < one.last or HIDDEN in (one.grade, two.grade):
        return None
    others = (*two.others, one.last) if found.has("or") else two.others
    return "when", replace(two, first=one.first, grade=min(one.grade, two.grade), others=others)


def due_by(found: RuleMatch, asked: DateContext) -> Sense:
    """By a day is on it; by May is on its first day, or on its last."""
    when: DateSpan = found("when")
    if when.shape in OPEN_SPANS and when.first > asked.said_on:
        return "when", replace(when, last=when.first, others=(when.last,), bound="by")
    if when.shape == "weekend" and when.first > asked.said_on:
        return "when", replace(when, last=later(when.first, -1), bound="by")
    return _bound(found, "by")


def before(found: RuleMatch, asked: DateContext) -> Sense:
    """The day before, at the latest; before the end of something is at its end."""
    when: DateSpan = found("when")
    if when.edge or when.at:
        return _bound(found, "before")
    if when.first <= asked.said_on and when.again:
        when = shifted(when)
    on = later(when.first, -1)
    if on < asked.said_on:
        return None
    others = tuple(later(each, -1) for each in when.others if each > asked.said_on)
    return "when", replace(when, first=on, last=on, others=others, bound="before", edge=True)


def after(found: RuleMatch, asked: DateContext) -> Sense:
    """The first day after it; after days off the first working day, when somebody told which are off."""
    when: DateSpan = found("when")
    if when.shape == "the holidays":
        return _after_the_holidays(asked)
    on = next_working(later(when.last, 1 + when.over), asked)
    return "when", replace(when, first=on, last=on, bound="after", others=(), again="", shape="day")


def _after_the_holidays(asked: DateContext) -> Sense:
    """After the next row of days off that is longer than a weekend; without a calendar, after the turn of the year."""
    if asked.days_off:
        for ahead in range(366):
            on = later(asked.said_on, ahead)
            if all(is_off(later(on, more), asked) for more in range(3)):
                return day(next_working(on, asked), bound="after")
        return None
    on = next_working(later(yearly(asked, 1, 1), 1), asked)
    return day(on, bound="after", others=_other_holidays(asked))


def _other_holidays(asked: DateContext) -> tuple[date, ...]:
    return () if asked.said_on.month >= 10 else (yearly(asked, 9, 1),)


def bound_by(word: str) -> Build:
    return lambda found, _: _bound(found, word)


def _bound(found: RuleMatch, bound: str) -> Sense:
    when: DateSpan = found("when")
    return ("when", replace(when, bound=bound)) if when.grade < HIDDEN else None


BOTH = Layer(
    DateRule("from tomorrow to the 15th", "from? when (to|dash|until|or) the? when", both),
    DateRule("between Monday and Wednesday", "from when and the? when", both),
)
BOUNDS = Layer(
    DateRule("from tomorrow", "(since|from|every|last|not) the? when", no_day),
    DateRule("due by Friday", "due is? comma? (by|on|at|in|until|for)? the? when", bound_by("due")),
    DateRule("by Friday", "by comma? (the|at|on|our)? when", due_by),
    DateRule("before the 15th", "before (the|our)? when", before),
    DateRule("until Friday", "until (the|at|our)? when", bound_by("until")),
    DateRule("after Easter", "after (the|our)? when", after),
    DateRule("on Friday", "(on|at) (the|our)? when", bound_by("on")),
    DateRule("in May", "(in|for) (the|our)? when", bound_by("in")),
)
