"""What binds a day: two ends of a span, and the word before it: by, before, until, after."""

from dataclasses import replace
from datetime import date

from bot.domain.due.dates import yearly
from bot.domain.due.days import Asked, is_off, later, next_working
from bot.domain.due.grammar import (
    HIDDEN,
    Build,
    Found,
    Layer,
    Rule,
    Sense,
    When,
    day,
    no_day,
    shifted,
)

OPEN_SPANS = ("month", "quarter", "season", "year")  # "by May" is by its first day to some, by its last to others


def both(found: Found, asked: Asked) -> Sense:
    """From one day to another: the last is due; of two that are offered, too."""
    one, two = found("when"), found("when2")
    if two.last < one.first and two.again:
        two = shifted(two)
    if two.last < one.last or HIDDEN in (one.grade, two.grade):
        return None
    others = (*two.others, one.last) if found.has("or") else two.others
    return "when", replace(two, first=one.first, grade=min(one.grade, two.grade), others=others)


def due_by(found: Found, asked: Asked) -> Sense:
    """By a day is on it; by May is on its first day, or on its last."""
    when: When = found("when")
    if when.shape in OPEN_SPANS and when.first > asked.said_on:
        return "when", replace(when, last=when.first, others=(when.last,), bound="by")
    if when.shape == "weekend" and when.first > asked.said_on:
        return "when", replace(when, last=later(when.first, -1), bound="by")
    return _bound(found, "by")


def before(found: Found, asked: Asked) -> Sense:
    """The day before, at the latest; before the end of something is at its end."""
    when: When = found("when")
    if when.edge or when.at:
        return _bound(found, "before")
    if when.first <= asked.said_on and when.again:
        when = shifted(when)
    on = later(when.first, -1)
    if on < asked.said_on:
        return None
    others = tuple(later(each, -1) for each in when.others if each > asked.said_on)
    return "when", replace(when, first=on, last=on, others=others, bound="before", edge=True)


def after(found: Found, asked: Asked) -> Sense:
    """The first day after it; after days off the first working day, when somebody told which are off."""
    when: When = found("when")
    if when.shape == "the holidays":
        return _after_the_holidays(asked)
    on = next_working(later(when.last, 1 + when.over), asked)
    return "when", replace(when, first=on, last=on, bound="after", others=(), again="", shape="day")


def _after_the_holidays(asked: Asked) -> Sense:
    """After the next row of days off that is longer than a weekend; without a calendar, after the turn of the year."""
    if asked.days_off:
        for ahead in range(366):
            on = later(asked.said_on, ahead)
            if all(is_off(later(on, more), asked) for more in range(3)):
                return day(next_working(on, asked), bound="after")
        return None
    on = next_working(later(yearly(asked, 1, 1), 1), asked)
    return day(on, bound="after", others=_other_holidays(asked))


def _other_holidays(asked: Asked) -> tuple[date, ...]:
    return () if asked.said_on.month >= 10 else (yearly(asked, 9, 1),)


def bound_by(word: str) -> Build:
    return lambda found, _: _bound(found, word)


def _bound(found: Found, bound: str) -> Sense:
    when: When = found("when")
    return ("when", replace(when, bound=bound)) if when.grade < HIDDEN else None


BOTH = Layer(
    Rule("from tomorrow to the 15th", "from? when (to|dash|until|or) the? when", both),
    Rule("between Monday and Wednesday", "from when and the? when", both),
)
BOUNDS = Layer(
    Rule("from tomorrow", "(since|from|every|last|not) the? when", no_day),
    Rule("due by Friday", "due is? comma? (by|on|at|in|until|for)? the? when", bound_by("due")),
    Rule("by Friday", "by comma? (the|at|on|our)? when", due_by),
    Rule("before the 15th", "before (the|our)? when", before),
    Rule("until Friday", "until (the|at|our)? when", bound_by("until")),
    Rule("after Easter", "after (the|our)? when", after),
    Rule("on Friday", "(on|at) (the|our)? when", bound_by("on")),
    Rule("in May", "(in|for) (the|our)? when", bound_by("in")),
)
