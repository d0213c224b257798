"""Conveners put rounds on the calendar, and begin, pause, skip and try out what comes back by itself."""

from datetime import datetime, timedelta

from slack_bolt import Ack, App

from bot.chat.port import Chat, Message
from bot.chat.words import weekday
from bot.errors import Refusal
from bot.features import conveners, recurrences, surveys
from bot.features.conveners import forms as convener_forms
from bot.features.conveners import preview
from bot.features.surveys import SurveyPlan, pulses, question_sets
from bot.features.surveys import questions as survey_questions
from bot.features.surveys.questions import QuestionSet
from bot.notifications import preferences
from bot.settings import Settings
from bot.slack.forms import answers_in, day_on, number_on
from bot.slack.payloads import Payload
from bot.surfaces import home
from storage import Begin, channels, deliveries, partnerships
from storage.members import Member

OPEN_FOR = timedelta(days=7)  # proposed in the form
POINTS = 5  # to share out in a question of one's own


def register(app: App, settings: Settings) -> None:
    app.action("round_plan")(ask_for_survey)
    app.view("round_plan_form")(plan_survey)
    app.action("round_cancel")(cancel_survey)
    app.action("pulse_plan")(ask_for_pulse)
    app.view("pulse_plan_form")(begin_pulse)
    app.action("rhythm_pause")(pause)
    app.action("rhythm_resume")(resume)
    app.action("rhythm_skip")(skip)
    app.action("rhythm_try")(show_first)


def ask_for_survey(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    ack()
    conveners.check(me)
    with begin(reading=True) as db:
        today = now.astimezone(partnerships.own(db).zone).date()
        rooms, partners = channels.shared_with(db, me.person), partnerships.here(db)
    sets = question_sets.shipped().values()
    form = convener_forms.survey_form(sets, rooms, partners, today=today, closes_on=today + OPEN_FOR)
    chat.ask(body["trigger_id"], form)


def plan_survey(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
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
    with begin() as db:
        surveys.plan(db, wanted, by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def chosen(filled: Payload) -> QuestionSet:
    """The set that was chosen, or a set of the one question that was written. Raises Refusal when it does not fit."""
    if filled["set_key"] != convener_forms.OWN:
        if filled["set_key"] not in question_sets.shipped():
            raise Refusal("Choose what I shall ask, please.", field="set_key")
        return question_sets.shipped()[filled["set_key"]]
    points = POINTS if filled["kind"] == survey_questions.QuestionKind.POINTS else 0
    own = survey_questions.written(filled["kind"], filled["text"], choices=filled["choices"], points=points)
    return QuestionSet(key=own.key, title=own.text[:75], about=own.text, questions=(own,))


def cancel_survey(
    ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    with begin() as db:
        survey = surveys.cancel(db, number_on(action.get("value")), by=me, at=now)
        if survey.post:
            key = f"round:{survey.id}:cancelled"
            deliveries.plan(db, surveys.RESULTS, about_id=survey.id, key=key, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def ask_for_pulse(ack: Ack, body: Payload, begin: Begin, chat: Chat, me: Member) -> None:
    ack()
    conveners.check(me)
    with begin(reading=True) as db:
        rooms = channels.shared_with(db, me.person)
    sets = sorted(question_sets.shipped().values(), key=lambda each: not each.weekly)
    chat.ask(body["trigger_id"], convener_forms.pulse_form(sets, rooms))


def begin_pulse(
    ack: Ack, view: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    filled = answers_in(view["state"])
    with begin() as db:
        pulses.begin_recurrence(
            db,
            filled["set_key"],
            weekday=filled.number("weekday"),
            hour=filled.hour("hour"),
            channel=filled["channel"],
            every_weeks=filled.number("every_weeks"),
            by=me,
            at=now,
        )
    ack()
    home.show(begin, chat, me, settings, now)


def pause(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    with begin() as db:
        recurrences.pause(db, action["value"], by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def resume(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings) -> None:
    with begin() as db:
        recurrences.resume(db, action["value"], by=me, at=now)
    ack()
    home.show(begin, chat, me, settings, now)


def skip(
    ack: Ack, action: Payload, body: Payload, begin: Begin, chat: Chat, me: Member, now: datetime, settings: Settings
) -> None:
    noun, _, meant = action["value"].partition(" ")
    with begin() as db:
        is_off = preferences.days_off_of_all(db)
        day = recurrences.skip_next(db, noun, by=me, at=now, is_off=is_off, day=day_on(meant))
    ack()
    home.show(begin, chat, me, settings, now)
    if "channel" in body:
        words = f"The one on {weekday(day)} is left out." if day else "Nothing is coming that could be left out."
        chat.post(body["channel"]["id"], Message(words))


def show_first(ack: Ack, action: Payload, begin: Begin, chat: Chat, me: Member, now: datetime) -> None:
    conveners.check(me)
    ack()
    with begin(reading=True) as db:
        shown = preview.next_of(db, action["value"], now=now)
    chat.dm(me.person, shown)
