"""The forms of the purpose: what holds, the ways to say it, and when it comes back."""

from collections.abc import Iterable, Sequence

from bot.chat.messages import ChoiceField, Form, HourField, Paragraph, Part, SeveralField, SmallPrint, TextField
from bot.features.purpose import LONGEST, LONGEST_REASON, PurposeWording, wordings
from bot.features.recurrences.forms import DAYS, where
from storage.channels import Channel
from storage.partnerships import Partner
from storage.purpose import MISSION, PURPOSE, QUESTION, QUOTE, STATEMENT, STORY, VISION, PurposeForm

FORMS = {STATEMENT: "A statement", STORY: "A short story", QUESTION: "A question", QUOTE: "A partner's words"}


def state(stated: PurposeWording, *, memo: str) -> Form:
    again = bool(stated.purpose)
    why = TextField("Why does it change?", "reason", optional=not again, long=True, longest=LONGEST_REASON)
    return Form(
        "purpose_form",
        "Why we exist",
        (
            TextField("Purpose: why are we here?", PURPOSE, stated.purpose, long=True, longest=LONGEST),
            TextField("Vision: what will be different?", VISION, stated.vision, True, True, longest=LONGEST),
            TextField("Mission: what do we do for it?", MISSION, stated.mission, True, True, longest=LONGEST),
            *((why,) if again else ()),
            SmallPrint(("Every earlier wording is kept, with who changed it, when and why.",)),
        ),
        "Save",
        memo=memo,
    )


def say(there: Sequence[PurposeForm], partners: Iterable[Partner]) -> Form:
    """What is there, to be kept or let go, and room for one more."""
    names = tuple((partner.name, str(partner.id)) for partner in partners)
    kept = tuple((_label(way), str(way.id)) for way in there)
    keep = (SeveralField("Keep these", "keep", kept, tuple(value for _, value in kept)),) if kept else ()
    agreed = (("This partner has agreed to be quoted", "yes"),)
    quote: tuple[Part, ...] = (
        ChoiceField("Whose words, if you quote a partner?", "partner", names, optional=True),
        SeveralField("If you quote a partner", "has_agreed", agreed),
    )
    return Form(
        "purpose_ways_form",
        "Ways to say it",
        (
            *keep,
            ChoiceField("One more", "kind", tuple((name, kind) for kind, name in FORMS.items()), STORY),
            TextField("In these words", "text", optional=True, long=True, longest=wordings.LONGEST),
            *(quote if names else ()),
            SmallPrint(("I take them in turn: nothing comes again before all have come.",)),
        ),
        "Save",
    )


def recurrence(rooms: Sequence[Channel]) -> Form:
    return Form(
        "purpose_rhythm_form",
        "Bring the purpose back",
        (
            SeveralField("On which days?", "weekdays", DAYS, ("0",), optional=False),
            HourField("At what hour?", "hour", "09:30"),
            where(rooms, "In which channel?"),
            SmallPrint(("Not on days off of the whole partnership. You can pause it at any time.",)),
        ),
        "Begin",
    )


def recall(rooms: Sequence[Channel]) -> Form:
    return Form(
        "recall_form",
        "Did it stick?",
        (
            Paragraph("Once a quarter I ask everybody: _In one sentence: why are we here?_"),
            HourField("At what hour of theirs?", "hour", "10:00"),
            where(rooms, "Where do the answers go?"),
            SmallPrint(("Anonymous. On the first Monday of the quarter that is no day off, open until Friday.",)),
        ),
        "Begin",
    )


def _label(way: PurposeForm) -> str:
    """Short enough for a box to tick: 75 characters."""
    words = " ".join(way.text.split()) or "the purpose as it stands"
    kind = FORMS[way.kind]
    room = 75 - len(kind) - 2
    return f"{kind}: {words if len(words) <= room else words[: room - 1] + '…'}"
