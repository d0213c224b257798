"""Rights over what is remembered: one's own file, being erased, who changed what, and how long things are kept."""

from collections.abc import Mapping, Sequence
from datetime import date, tzinfo

from bot.chat.messages import (
    Button,
    Buttons,
    Divider,
    Form,
    Message,
    NumberField,
    Page,
    Paragraph,
    Part,
    PeopleField,
    RadioField,
    SeveralField,
    SmallPrint,
    Title,
)
from bot.chat.words import bold, mention, plural, said
from bot.features import catalogue
from bot.features.privacy.audit import Act
from bot.features.privacy.erasure import Prospect
from bot.features.privacy.retention import Expiring
from bot.notifications.kinds import DigestSection

KNOW = Button("What do you know about me?", "rights_know")
ERASE = Button("Erase me", "rights_erase", "", "danger")
CONVENERS_DOORS = (
    Button("Who changed what", "rights_trail"),
    Button("How long I keep things", "rights_keep"),
    Button("Erase somebody who left", "rights_erase_left"),
)
SURE = "sure"
WORDS = "words"
ACTS = 15  # lines in a window


def own_data_parts(*, convenes: bool = False) -> tuple[Part, ...]:
    """Everybody's doors to their own data, and conveners' to what they answer for."""
    parts = (Title("Your data"), *doors())
    return (*parts, Buttons(CONVENERS_DOORS)) if convenes else parts


def doors() -> tuple[Part, ...]:
    words = "Everything that I know about you is yours to read, and yours to take back."
    return (Paragraph(words), Buttons((KNOW, ERASE)))


def conveners_doors() -> tuple[Part, ...]:
    """Who answers for what is kept finds it in their room."""
    return (Title("What is kept"), Buttons(CONVENERS_DOORS))


def offer(*, convenes: bool) -> Message:
    text = "Your data: you can read everything that I know about you, and have it erased."
    return Message(text, own_data_parts(convenes=convenes))


def on_its_way() -> Message:
    return Message("I am collecting everything that I know about you. It comes to you here in a minute or two.")


def here_it_is() -> Message:
    text = (
        "Here is everything that I know about you: one file to read, one for a program. You find them in the reply"
        " beneath, and only you can see them."
    )
    hint = "Something in it is wrong, or should go? Correct it where you said it, or choose _Erase me_."
    return Message(text, (Paragraph(text), SmallPrint((hint,)), Buttons((ERASE,))))


def erase_form(found: Prospect, *, is_own: bool) -> Form:
    """The second step: what goes, what stays, and under which name."""
    you, your, are = ("you", "your", "You are") if is_own else (said(found.name), "their", "They are")
    goes = (
        f"*What goes*: who {you if is_own else 'they'} are to me, {your} settings, drafts, unsent messages,"
        f" open answers and files; {your} name wherever it stands, also in the search and in exports from now on."
    )
    kept = plural(found.decisions, "decision", "decisions")
    kept += f" and {plural(found.promises, 'open promise', 'open promises')}" if found.promises else ""
    stays = f"*What stays*, without {'you' if is_own else 'them'}: {kept}. What was decided is the partnership's."
    parts: list[Part] = [Paragraph(goes), Paragraph(stays)]
    if found.is_last_convener:
        parts.append(Paragraph(f":warning: {are} the only convener: nobody looks after the partnership then."))
    parts += [
        RadioField(
            "What shall stand there instead?", "called", tuple((each, each) for each in found.called), found.called[0]
        ),
        SeveralField(
            "Wording",
            "also",
            ((f"Also withdraw how {'I' if is_own else 'they'} worded promises, questions and explanations", WORDS),),
        ),
        SeveralField("Nobody can undo this", SURE, (("I am sure", SURE),), optional=False),
        SmallPrint(
            ("What was posted in Slack stays there until it is deleted there. An old backup put back is erased again.",)
        ),
    ]
    return Form(
        "rights_erase_form", "Erase me" if is_own else "Erase somebody", tuple(parts), "Erase", memo=found.person
    )


def who_left_form() -> Form:
    hint = "Only somebody who has left. Everybody else asks for it themselves."
    return Form(
        "rights_left_form", "Erase somebody", (PeopleField("Who?", "person", optional=False, hint=hint),), "Next"
    )


def erased(called: str) -> Message:
    name = said(called.removeprefix("said:"))
    return Message(
        f"It is done. Where you stood, it says “{name}” now. If you ever write to me again, we meet for the first time."
    )


def nobody() -> Page:
    return Page((Title("I do not know you"), Paragraph("Write me a message, and we meet for the first time.")))


def somebody_erased(called: str) -> Message:
    return Message(f"It is done. Where they stood, it says “{said(called.removeprefix('said:'))}” now.")


def trail(acts: Sequence[Act], zone: tzinfo) -> Form:
    """The latest of it; the whole comes as a file."""
    lines = [f"• {act.at.astimezone(zone):%-d %b, %H:%M}  {_who(act.who)}  {_what(act)}" for act in acts[:ACTS]]
    words = "\n".join(lines) or "Nothing has been changed so far."
    hint = "Each line is sealed with the one before; nobody can change one unseen. There are no words of anybody in it."
    parts: tuple[Part, ...] = (Paragraph(words), Divider(), SmallPrint((hint,)))
    return Form("rights_trail_form", "Who changed what", parts, "Send me the whole", close="Close")


def trail_file(lines: int) -> Message:
    return Message(f"Here is who changed what: {plural(lines, 'line', 'lines')}, with their seals. It is in the reply.")


def keep_form(days: Mapping[str, int], soon: Sequence[Expiring], monday: date) -> Form:
    fields = tuple(
        NumberField(_capital(kept.title), kind, days[kind], least=kept.least, most=kept.most, optional=False)
        for kind, kept in catalogue.retention_rules().items()
    )
    intro = "How many days shall I keep each of these? Decisions, promises and why we exist stay for good."
    return Form(
        "rights_keep_form", "How long I keep", (Paragraph(intro), Paragraph(_soon(soon, monday)), *fields), "Keep it so"
    )


def kept(soon: Sequence[Expiring], monday: date) -> Message:
    return Message(f"Noted. {_soon(soon, monday)}")


def going(found: Sequence[Expiring], monday: date) -> DigestSection:
    text = _soon(found, monday)
    return DigestSection(text, (Paragraph(text), Buttons((Button("How long I keep things", "rights_keep"),))))


def leaving(partner: str, speaker: str) -> Message:
    """To the convener who said that a partner leaves."""
    name = said(partner)
    if not speaker:
        return Message(
            f"{name} has left. Nobody spoke for it, so I gave nobody its copy. What was decided stays, with its name."
        )
    return Message(
        f"{mention(speaker)} gets the copy of {name} from me within minutes. Then it has left: I ask its people nothing"
        " more. What was decided together stays, with its name."
    )


def farewell(decisions: int) -> Message:
    """To whoever spoke for a partner that leaves."""
    text = (
        "Your organisation leaves the partnership. Here is its copy of what it took part in:"
        f" {plural(decisions, 'decision', 'decisions')}. You find the file in the reply beneath."
    )
    stays = (
        "What was decided together stays with the partnership, with your organisation's name."
        " I ask your people nothing more."
    )
    return Message(text, (Paragraph(text), SmallPrint((stays,))))


def _soon(found: Sequence[Expiring], monday: date) -> str:
    if not found:
        return f"On Monday, {monday:%-d %B}, nothing would go."
    lines = "\n".join(f"• {each.count:,} of {each.title}, older than {each.days:,} days" for each in found)
    return f"On Monday, {monday:%-d %B}, this would go:\n{lines}"


def _who(person: str) -> str:
    return mention(person) if person else "_somebody_"


def _what(act: Act) -> str:
    """ "D-12 withdrawn", "rhythm 3 paused"."""
    noun, _, verb = act.act.replace("_", " ").partition(".")
    what = act.subject if act.subject.startswith("D-") else f"{noun} {act.subject}"
    return f"{bold(said(what))} {verb}"


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
