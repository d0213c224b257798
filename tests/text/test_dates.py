"""Due days: what chat says for a day to come, and what it does not."""

import os
import sys
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.text import dates
from bot.text.dates.calendar import DateContext
from bot.text.dates.due_days import LAYERS
from bot.text.dates.tokens import CODES, LANGUAGES, tokens
from tests.benchmarks.due import accuracy, false_dates, lines
from tests.support.tables import table

WEDNESDAY = date(2026, 3, 4)
FOLDER = Path(os.environ.get("STEWARD_DATA", ""))
measurable = pytest.mark.skipif(
    not (FOLDER / "due/expressions.jsonl").is_file(), reason="set STEWARD_DATA to the folder of the development sets"
)
SUNDAY = 6


def found_day(said: str, **how: object) -> str | None:
    found = dates.find(said, **{"said_on": WEDNESDAY, **how})
    return found.on.isoformat() if found else None


@table(
    ("said", "on"),
    [
        # days
        ("I'll have it ready EOD", "2026-03-04"),
        ("I'll have it by COB tomorrow", "2026-03-05"),
        ("will bring the map tonight", "2026-03-04"),
        ("I'll do it today", "2026-03-04"),
        ("due today", "2026-03-04"),
        ("Ada will bring the gauge tomorrow", "2026-03-05"),
        ("done by tmrw", "2026-03-05"),
        ("the ferry leaves the day after tomorrow", "2026-03-06"),
        # weekdays
        ("I'll send the tide data by Friday", "2026-03-06"),
        ("by Fri!", "2026-03-06"),
        ("by wed", "2026-03-04"),
        ("how about thurs?", "2026-03-05"),
        ("I can do it firday", "2026-03-06"),
        ("we decide next Friday", "2026-03-13"),
        ("the coming Monday", "2026-03-09"),
        ("Tuesday next week", "2026-03-10"),
        ("let's meet Monday week", "2026-03-16"),
        ("the Monday after next", "2026-03-16"),
        ("from Monday to Wednesday", "2026-03-11"),
        ("could you have it for Monday's call?", "2026-03-09"),
        ("before the Friday meeting", "2026-03-05"),
        # weeks, months, quarters, years
        ("I'll finish it this week", "2026-03-06"),
        ("by the end of the week", "2026-03-06"),
        ("EOW", "2026-03-06"),
        ("early next week", "2026-03-10"),
        ("the middle of next week", "2026-03-11"),
        ("sometime next week", "2026-03-13"),
        ("the week after next", "2026-03-20"),
        ("by the weekend", "2026-03-06"),
        ("early next weekend", "2026-03-14"),
        ("over the weekend", "2026-03-08"),
        ("EOM at the latest", "2026-03-31"),
        ("the end of next month", "2026-04-30"),
        ("by year end", "2026-12-31"),
        ("we ship it in Q2", "2026-06-30"),
        ("by the end of Q3", "2026-09-30"),
        ("the first week of May", "2026-05-08"),
        ("the second Tuesday of next month", "2026-04-14"),
        ("the last Friday of the month", "2026-03-27"),
        ("the last day of the year", "2026-12-31"),
        ("the week of the 16th", "2026-03-20"),
        # counted
        ("I can do it in two weeks", "2026-03-18"),
        ("within 10 days", "2026-03-14"),
        ("in a fortnight", "2026-03-18"),
        ("in half an hour", "2026-03-04"),
        ("in 48 hours", "2026-03-06"),
        ("in 5 business days", "2026-03-11"),
        ("in 2-3 weeks", "2026-03-25"),
        ("in a day or two", "2026-03-06"),
        ("over the next couple of months", "2026-05-04"),
        ("three weeks from tomorrow", "2026-03-26"),
        ("a week before Christmas", "2026-12-18"),
        ("the Friday after Easter", "2026-04-10"),
        # dates
        ("let's ship on 2026-03-21", "2026-03-21"),
        ("by 21/3", "2026-03-21"),
        ("by 3/21", "2026-03-21"),
        ("21 March", "2026-03-21"),
        ("by March 21st", "2026-03-21"),
        ("the twenty-first of march", "2026-03-21"),
        ("by the 21st", "2026-03-21"),
        ("on the 2nd", "2026-04-02"),
        ("2 March", "2027-03-02"),
        ("Friday the 13th", "2026-03-13"),
        ("Fri, 6 March 2026", "2026-03-06"),
        ("March 9 - 11", "2026-03-11"),
        ("mid-April", "2026-04-15"),
        ("in March", "2026-03-31"),
        ("it will be done by summer", "2026-06-01"),
        ("by midnight", "2026-03-04"),
        # bound by a word
        ("we need the budget before the 15th", "2026-03-14"),
        ("before the end of March", "2026-03-31"),
        ("before Wednesday", "2026-03-10"),
        ("I'm away until Monday", "2026-03-09"),
        ("I'll do it after Easter", "2026-04-07"),
        ("after next week", "2026-03-16"),
        ("deadline: 15 May", "2026-05-15"),
        # of several days the bound one
        ("tomorrow I'll begin, and it will be done by Friday", "2026-03-06"),
        ("by Friday, not by Thursday", "2026-03-06"),
        # told of the past, but of what is to come
        ("We agreed that I'll send it by Friday", "2026-03-06"),
        ("It needs to be reviewed on Monday", "2026-03-09"),
    ],
)
def test_a_day_to_come_is_found(said, on):
    assert found_day(said) == on


@table(
    "said",
    [
        "",
        "hello",
        # what was
        "last Friday",
        "on Friday we met",
        "We sent it on Tuesday",
        "It was discussed on Monday",
        "two weeks ago",
        "the last two weeks",
        "since May",
        "released 2026-02-21",
        "Minutes of 2 March 2026",
        "Sunday July 18th 2021",
        "the deadline was Friday",
        # what comes again and again
        "every Tuesday we meet",
        "every other Friday",
        "on the first Monday of every month",
        "we usually meet on Tuesday",
        "Fridays are fine",
        # what belongs to something else
        "Friday's minutes",
        "the Friday meeting",
        "in the 21st century",
        "on the 4th floor",
        "Q2 results showed growth",
        "the March release",
        "today's build is red",
        # nowadays
        "it works today",
        "as it does today",
        "we can't decide that today",
        # no days at all
        "version 3.4",
        "v2026.3",
        "room 21",
        "1/2 cup of sugar",
        "we are open 24/7",
        "5 of 7 are done",
        "PR 3/4",
        "May I come in?",
        "June said she will",
        "March on!",
        "I have second thoughts",
        "in a second",
        "in a minute",
        "at the end of the day it is fine",
        "it is midnight here",
        "over six months of talks",
        "scheduled at 2027-12-06T17:33:46Z by the runner",
        "since Linux 6.3.28",
        "it takes two weeks",
        "she sat in the sun",
        "Monday.com",
        "any day but not Friday",
        "31 April",
        "next to the harbour, next time",
        # shut away
        "see https://example.org/2026-03-21/tomorrow",
        "run `by Friday`",
        "```\nby Friday\n```",
        'she said "by Friday"',
        "> I'll do it by Friday",
        "call +41 44 123 21 03",
        "write to friday@example.org",
        "the field next_friday",
        "<https://example.org|tomorrow>",
    ],
)
def test_what_names_no_day_to_come_is_left_alone(said):
    assert dates.find(said, said_on=WEDNESDAY) is None


@table(
    ("language", "said", "on"),
    [
        ("de", "Ich schicke es bis Freitag", "2026-03-06"),
        ("de", "Ich mache das heute noch", "2026-03-04"),
        ("de", "morgen um 14 Uhr", "2026-03-05"),
        ("de", "Ende des Monats", "2026-03-31"),
        ("de", "Anfang nächster Woche", "2026-03-10"),
        ("de", "übernächste Woche", "2026-03-20"),
        ("de", "vor dem 15.", "2026-03-14"),
        ("de", "am 21.3.", "2026-03-21"),
        ("de-AT", "in zwei Wochen", "2026-03-18"),
        ("de", "vor zwei Wochen", None),
        ("de", "jeden Dienstag", None),
        ("de", "Guten Morgen", None),
        ("de", "Wir haben uns am Freitag getroffen", None),
        ("fr", "Je l'envoie d'ici vendredi", "2026-03-06"),
        ("fr", "demain matin", "2026-03-05"),
        ("fr", "après-demain", "2026-03-06"),
        ("fr", "la semaine prochaine", "2026-03-13"),
        ("fr", "avant le 15", "2026-03-14"),
        ("fr", "fin du mois", "2026-03-31"),
        ("fr", "mi-avril", "2026-04-15"),
        ("fr", "il y a deux semaines", None),
        ("fr", "lundi dernier", None),
        ("es", "para el viernes", "2026-03-06"),
        ("es", "pasado mañana", "2026-03-06"),
        ("es", "la semana que viene", "2026-03-13"),
        ("es", "antes del 15", "2026-03-14"),
        ("es", "a mediados de abril", "2026-04-15"),
        ("es", "hace dos semanas", None),
        ("es", "el viernes pasado", None),
        ("xx", "by Friday", "2026-03-06"),
        ("de", "I'll send it by Friday", "2026-03-06"),
        ("de", "am 15. August wurde es beschlossen", None),
    ],
)
def test_other_languages_say_it_in_their_own_words(language, said, on):
    assert found_day(said, language=language) == on


@table(
    ("said", "how", "on", "others"),
    [
        ("next Friday", {}, "2026-03-13", ["2026-03-06"]),
        ("next Friday", {"said_on": date(2026, 3, 6)}, "2026-03-13", []),  # said on a Friday
        ("by 3/4", {}, "2026-04-03", ["2026-03-04"]),
        ("by 3/4", {"said_on": date(2026, 3, 1), "order": "mdy"}, "2026-03-04", ["2026-04-03"]),
        ("by 21/3", {"order": "mdy"}, "2026-03-21", []),
        ("by May", {}, "2026-05-01", ["2026-05-31"]),
        ("on Wednesday", {}, "2026-03-04", ["2026-03-11"]),
        ("Thursday or Friday", {}, "2026-03-06", ["2026-03-05"]),
        ("by Thursday", {}, "2026-03-05", []),
        ("Saturday 21/3", {}, "2026-03-21", []),
        ("Friday 21/3", {}, "2026-03-21", ["2026-03-20"]),  # which is a Saturday
    ],
)
def test_what_can_be_read_in_two_ways_says_so(said, how, on, others):
    found = dates.find(said, **{"said_on": WEDNESDAY, **how})

    assert found is not None
    assert (found.on.isoformat(), [each.isoformat() for each in found.others]) == (on, others)


def test_the_next_meeting_is_asked_for_when_nobody_knows_it():
    unknown = dates.find("I'll bring it by the next meeting", said_on=WEDNESDAY)
    known = dates.find("I'll bring it by the next meeting", said_on=WEDNESDAY, next_meeting_on=date(2026, 3, 19))

    assert unknown is not None
    assert unknown.needs == "next meeting"
    assert known is not None
    assert (known.on, known.needs) == (date(2026, 3, 19), None)


@table(
    ("said", "on", "at"),
    [
        ("tomorrow at 17:30", "2026-03-05", time(17, 30)),
        ("by 5pm on Friday", "2026-03-06", time(17)),
        ("Friday at 5", "2026-03-06", time(17)),
        ("Friday at 10", "2026-03-06", time(10)),
        ("monday 12 am", "2026-03-09", time(0)),
        ("noon tomorrow", "2026-03-05", time(12)),
        ("at five-thirty tomorrow evening", "2026-03-05", time(17, 30)),
        ("by 14:00 UTC", "2026-03-04", time(14)),
        ("by Friday", "2026-03-06", None),
    ],
)
def test_an_hour_is_kept(said, on, at):
    found = dates.find(said, said_on=WEDNESDAY)

    assert found is not None
    assert (found.on.isoformat(), found.at) == (on, at)


def test_days_off_move_what_is_due_on_working_days():
    def is_off(day: date) -> bool:
        return day == date(2026, 3, 6) or date(2026, 3, 9) <= day <= date(2026, 3, 13)

    assert found_day("by the end of the week", days_off=is_off) == "2026-03-05"
    assert found_day("in 2 working days", days_off=is_off) == "2026-03-16"
    assert found_day("after the holidays", days_off=is_off) == "2026-03-16"


def test_a_week_may_begin_on_sunday():
    sunday = date(2026, 3, 8)

    assert found_day("this week, please", said_on=sunday) == "2026-03-08"
    assert found_day("by the end of the week", said_on=sunday, first_weekday=SUNDAY) == "2026-03-13"


@table(
    ("said", "said_on", "on"),
    [
        ("tomorrow", "2026-12-31", "2027-01-01"),
        ("next week", "2026-12-30", "2027-01-08"),
        ("in a month", "2026-01-31", "2026-02-28"),
        ("EOM", "2028-02-01", "2028-02-29"),
        ("on February 29", "2026-03-04", "2028-02-29"),
        ("in a year", "2028-02-29", "2029-02-28"),
        ("in January", "2026-12-01", "2027-01-31"),
        ("by the 31st", "2026-04-02", "2026-05-31"),
        ("tomorrow", "9999-12-31", None),
        ("in 3 years", "9998-01-01", None),
    ],
)
def test_months_and_years_end(said, said_on, on):
    assert found_day(said, said_on=date.fromisoformat(said_on)) == on


def test_the_words_understood_are_shown_as_written():
    found = dates.find("Hm — I'll *send* it  Before the  15th, Bo!", said_on=WEDNESDAY)

    assert found is not None
    assert found.text == "Before the  15th"
    assert (found.start, found.end) == (21, 37)


def test_all_days_come_in_the_order_of_the_text():
    days = dates.all_in("The map by Friday. The gauge next week. The eels in May.", DateContext(WEDNESDAY))

    assert [(each.text, each.on.day) for each in days] == [("by Friday", 6), ("next week", 13), ("in May", 31)]


WORDS = [word for language in LANGUAGES.values() for word in language.lexicon]
NUMBERS = ["3", "21", "40", "2027", "21st", "67th", "3/4", "21/3", "99/99", "31.12.", "2026-03-21", "5pm", "17:00"]
SIGNS = [*NUMBERS, "I'll", "we", "met", *",.!?-()", "\n"]
SAYINGS = st.lists(st.sampled_from([*WORDS, *SIGNS]), max_size=12).map(" ".join)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))


@given(
    said=st.text() | SAYINGS,
    said_on=DAYS,
    data=st.data(),
)
@settings(max_examples=400, deadline=None)
def test_whatever_is_said_no_day_lies_in_the_past(said, said_on, data):
    language = data.draw(st.sampled_from(sorted(LANGUAGES)))
    order = data.draw(st.sampled_from(["dmy", "mdy"]))

    for found in dates.all_in(said, DateContext(said_on, order), language):
        assert found.on >= said_on
        assert all(other >= said_on and other != found.on for other in found.others)
        assert said[found.start : found.end] == found.text != ""


@table("odd", ["\x00by Friday", "by Friday\ud800", "‮by Friday", "🐟 by Friday <!channel>"])
def test_odd_characters_change_nothing(odd):
    assert found_day(odd) == "2026-03-06"


@table("line", ["by Friday ", "x", '"', "`", "<", "1/", "a@", "in two weeks ", "(", "'a ", "1 "])
def test_a_line_of_a_million_characters_costs_no_more_than_a_page(line):
    assert calls(line * (1_000_000 // len(line))) <= 1.1 * calls(line * (4_000 // len(line)))


def calls(said: str) -> int:
    """Python functions called while reading it: a measure of cost that is the same on every machine."""
    count = 0

    def called(*_: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(called)
    try:
        dates.find(said, said_on=WEDNESDAY)
    finally:
        sys.setprofile(None)
    return count


@table("code", sorted(LANGUAGES))
def test_every_word_of_the_tables_is_read_in_its_example(code):
    language = LANGUAGES[code]

    for row in language.rows:
        read = [(token.kind, token.value) for token in tokens(row.example, language)]
        assert (row.kind, row.value) in read or row.kind == "filler", row


def test_every_rule_is_at_work_in_its_example():
    idle = {rule.example for layer in LAYERS for rule in layer.shown}
    for place, layer in enumerate(LAYERS):
        for rule, (pattern, _) in zip(layer.shown, layer.rules, strict=True):
            if any(pattern.search(codes(rule.example, code, place)) for code in LANGUAGES):
                idle.discard(rule.example)

    assert idle == set()


def codes(said: str, language: str, layers: int) -> str:
    read = tokens(said, LANGUAGES[language])
    for layer in LAYERS[:layers]:
        read = layer.reduce(read, DateContext(WEDNESDAY))
    return "".join(CODES[token.kind] for token in read)


@measurable
def test_the_development_set_is_read_right():
    assert accuracy(lines(FOLDER / "due/expressions.jsonl"))["accuracy"] >= 0.97


@measurable
def test_lines_without_a_day_yield_none():
    assert false_dates(lines(FOLDER / "notice/messages.jsonl"), every=False)["false_dates"] == 0
