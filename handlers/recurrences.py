"""Conveners put rounds on the calendar, and begin, pause, skip and try out what comes back by itself."""

from datetime import timedelta

from bot.chat.messages import Form, Message
from bot.chat.words import weekday
from bot.dispatch.interactions import Click
from bot.dispatch.payloads import Answers, day_on
from bot.dispatch.requests import Request
from bot.dispatch.router import Routes
from bot.errors import Refusal
from bot.features import recurrences, surveys
from bot.features.catalogue import check_convener
from bot.features.conveners import forms as convener_forms
from bot.features.conveners import preview
from bot.features.surveys import SurveyPlan, pulses, question_sets
from bot.features.surveys import questions as survey_questions
from bot.features.surveys.questions import QuestionSet
from bot.notifications import preferences
from bot.surfaces import home
from storage import channels, deliveries, partnerships

OPEN_FOR = timedelta(days=7)  # proposed in the form
POINTS = 5  # to share out in a question of one's own


def ask_for_survey(request: Request) -> Form:
    check_convener(request.me)
    with request.begin(reading=True) as db:
        today = request.now.astimezone(partnerships.own(db).zone).date()
        rooms, partners = channels.shared_with(db, request.me.person), partnerships.here(db)
    sets = question_sets.shipped().values()
    return convener_forms.survey_form(sets, rooms, partners, today=today, closes_on=today + OPEN_FOR)


def plan_survey(filled: Answers, request: Request) -> None:
    asked = chosen(filled)
    wanted = SurveyPlan(
        title=asked.title,
        set_key=asked.key,
        questions=asked.questions,
        channel=filled["channel"],
        opens_on=filled.day("opens_on"),
        closes_on=filled.day("closes_on"),
        privacy=filled["privacy"],
        fewest=filled.number("fewest"),
        audience=filled["audience"],
    )
    with request.begin() as db:
        surveys.plan(db, wanted, by=request.me, at=request.now)
    home.show(request)


def chosen(filled: Answers) -> QuestionSet:
    """The set that was chosen, or a set of the one question that was written. Raises Refusal when it does not fit."""
    if filled["set_key"] != convener_forms.OWN:
        if filled["set_key"] not in question_sets.shipped():
            raise Refusal("Choose what I shall ask, please.", field="set_key")
        return question_sets.shipped()[filled["set_key"]]
    points = POINTS if filled["kind"] == survey_questions.QuestionKind.POINTS else 0
    own = survey_questions.written(filled["kind"], filled["text"], choices=filled["choices"], points=points)
    return QuestionSet(key=own.key, title=own.text[:75], about=own.text, questions=(own,))


def cancel_survey(number: int, request: Request) -> None:
    with request.begin() as db:
        survey = surveys.cancel(db, number, by=request.me, at=request.now)
        if survey.post:
            key = f"round:{survey.id}:cancelled"
            deliveries.plan(db, surveys.RESULTS, about_id=survey.id, key=key, at=request.now)
    home.show(request)


def ask_for_pulse(request: Request) -> Form:
    check_convener(request.me)
    with request.begin(reading=True) as db:
        rooms = channels.shared_with(db, request.me.person)
    sets = sorted(question_sets.shipped().values(), key=lambda each: not each.weekly)
    return convener_forms.pulse_form(sets, rooms)


def begin_pulse(filled: Answers, request: Request) -> None:
    with request.begin() as db:
        pulses.begin_recurrence(
            db,
            filled["set_key"],
            weekday=filled.number("weekday"),
            hour=filled.hour("hour"),
            channel=filled["channel"],
            every_weeks=filled.number("every_weeks"),
            by=request.me,
            at=request.now,
        )
    home.show(request)


def pause(noun: str, request: Request) -> None:
    with request.begin() as db:
        recurrences.pause(db, noun, by=request.me, at=request.now)
    home.show(request)


def resume(noun: str, request: Request) -> None:
    with request.begin() as db:
        recurrences.resume(db, noun, by=request.me, at=request.now)
    home.show(request)


def skip(click: Click, request: Request) -> None:
    noun, _, meant = click.payload.partition(" ")
    with request.begin() as db:
        is_off = preferences.days_off_of_all(db)
        day = recurrences.skip_next(db, noun, by=request.me, at=request.now, is_off=is_off, day=day_on(meant))
    home.show(request)
    if click.channel:
        words = f"The one on {weekday(day)} is left out." if day else "Nothing is coming that could be left out."
        request.chat.post(click.channel, Message(words))


def show_first(noun: str, request: Request) -> None:
    check_convener(request.me)
    with request.begin(reading=True) as db:
        shown = preview.next_of(db, noun, now=request.now)
    request.chat.dm(request.me.person, shown)


ROUTES = Routes(
    clicks={
        "round_plan": ask_for_survey,
        "round_cancel": cancel_survey,
        "pulse_plan": ask_for_pulse,
        "rhythm_pause": pause,
        "rhythm_resume": resume,
        "rhythm_skip": skip,
        "rhythm_try": show_first,
    },
    forms={"round_plan_form": plan_survey, "pulse_plan_form": begin_pulse},
)
