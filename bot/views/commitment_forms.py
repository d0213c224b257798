"""The forms in which promises are made, given a new day, handed over and let go."""

from collections.abc import Mapping

from bot.chat import Aside, ChoiceField, DayField, Form, PeopleField, TextField, Words, bold, quoted, said
from bot.domain.commitments import LONGEST_PROMISE, Promise
from bot.promising import PARTNER_PREFIX, packed
from bot.views.commitments import day
from storage.commitments import ALL, NOBODY, PERSON, Commitment

MOST_PARTNERS = 90  # in one choice of Slack's, which holds 100


def new(promise: Promise, *, partners: Mapping[int, str], memo: str) -> Form:
    """To promise something; `partners` are those it can be made to."""
    to = packed(promise.to) if promise.to.kind != PERSON else ""
    options = (
        ("Nobody in particular", NOBODY),
        ("Everybody", ALL),
        *((name, f"{PARTNER_PREFIX}{id_}") for id_, name in list(partners.items())[:MOST_PARTNERS]),
    )
    person = (promise.to.person,) if promise.to.person else ()
    decision = f"D-{promise.decision}" if promise.decision else ""
    return Form(
        "commitment_form",
        "A promise",
        (
            TextField("What will you do?", "text", promise.text, long=True, longest=LONGEST_PROMISE),
            DayField("By when?", "due_on", promise.due_on),
            PeopleField("For whom?", "people", person, hint="One person, or choose below."),
            ChoiceField("Or for a whole partner", "to", options, to, optional=True),
            TextField("Which decision does it follow from?", "decision", decision, optional=True, hint="Such as D-12."),
            Aside(("Only you and those you make it to can see it, unless you show it.",)),
        ),
        "Remember it",
        memo=memo,
    )


def new_day(commitment: Commitment, *, memo: str) -> Form:
    now = f"until now {day(commitment.due_on)}" if commitment.due_on else "no day until now"
    return Form(
        "commitment_day_form",
        f"New day for C-{commitment.number}",
        (
            DayField("By when?", "due_on", commitment.due_on, hint=f"{now[0].upper()}{now[1:]}."),
            TextField("What will be done?", "text", commitment.text, long=True, longest=LONGEST_PROMISE),
            Aside(("What it was before stays in its history, for those who can see it.",)),
        ),
        "Change it",
        memo=memo,
    )


def hand_over(commitment: Commitment, *, memo: str) -> Form:
    kept = Aside(("It stays yours until they accept.",))
    who = PeopleField("Who could take it?", "people", optional=False)
    return Form(
        "commitment_hand_form", f"Hand over C-{commitment.number}", (_old(commitment), who, kept), "Ask them", memo=memo
    )


def done(commitment: Commitment, *, memo: str) -> Form:
    return Form("commitment_done_form", f"C-{commitment.number} is done?", (_old(commitment),), "It is done", memo=memo)


def let_go(commitment: Commitment, *, memo: str) -> Form:
    why = TextField("Why, if you like to say", "reason", optional=True, long=True, longest=LONGEST_PROMISE)
    kept = Aside(("Letting go is an honourable end. Those it was made to are told, kindly.",))
    return Form(
        "commitment_let_go_form", f"Let go of C-{commitment.number}", (_old(commitment), why, kept), "Let go", memo=memo
    )


def _old(commitment: Commitment) -> Words:
    return Words(quoted(bold(said(commitment.text))))
