"""How conveners look after the welcome: who is being welcomed, the texts with a preview, and their history."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from bot.chat.messages import (
    ChoiceField,
    Divider,
    Form,
    Message,
    Paragraph,
    Part,
    PeopleField,
    RadioField,
    SmallPrint,
    TextField,
    Title,
)
from bot.chat.words import bold, day, mention, quoted, said
from bot.features.onboarding import LONGEST_WISH, texts
from bot.features.onboarding.messages import body
from bot.features.onboarding.placeholders import Fields, filled
from bot.features.onboarding.texts import STEP, WORDS, OnboardingScript
from storage.onboarding import HANDED, LEFT, RUNNING, SETTLED, STOPPED, Onboarding, OnboardingText, OnboardingTouch

EDIT, HISTORY, START, STOP = "edit", "history", "start", "stop"
SHOW, SEND, SAVE, BACK = "show", "send", "save", "back"
MOST_SHOWN = 12  # people, and earlier wordings
ENDED = {SETTLED: "settled", STOPPED: "stopped", HANDED: "silent, a human knows", LEFT: "no longer here"}


@dataclass(frozen=True)
class Underway:
    """Somebody's welcome, what they were sent, and the name of their partner."""

    welcome: Onboarding
    touches: Sequence[OnboardingTouch]
    partner: str


def panel(
    people: Sequence[Underway], scripts: Iterable[OnboardingScript], changed: Iterable[str], zone: tzinfo
) -> Form:
    """Where it begins. `changed` are the keys of texts that are no longer as they came."""
    ours = set(changed)
    options = tuple((each.title + (" (yours)" if each.key in ours else ""), each.key) for each in scripts)
    lines = [f"• {_line(each, zone)}" for each in people[:MOST_SHOWN]]
    then = (
        ("Read or change a text", EDIT),
        ("See how a text came to be", HISTORY),
        ("Welcome somebody", START),
        ("Stop welcoming somebody", STOP),
    )
    return Form(
        "welcome_panel_form",
        "Welcoming newcomers",
        (
            Paragraph("*Lately*\n" + "\n".join(lines) if lines else NOBODY),
            RadioField("What would you like to do?", "then", then, EDIT),
            ChoiceField("Which text?", "key", options, options[0][1]),
            PeopleField("Whom?", "person", hint="Only to welcome somebody, or to stop it. One person."),
            SmallPrint((HOW_IT_GOES,)),
        ),
        "Go on",
    )


NOBODY = "Nobody is being welcomed right now."
HOW_IT_GOES = (
    "Whoever is new hears from me on three working days, in their hours, and is asked for one small thing each time."
    " When they stay silent I remind them once, ask whether to stop, and then tell a human."
)


def edit(script: OnboardingScript, *, seen: int, note: Sequence[Part] = (), memo: str) -> Form:
    """A text to be changed. `note` is what came of the last click: how it reads, or what somebody else has saved."""
    is_step = script.kind == STEP
    options = [("Show me how it reads", SHOW), ("Send it to me, to look at", SEND), ("Save it", SAVE)]
    options += [("Back to how it came", BACK)] if seen else []
    ask = (TextField("The one small thing", "ask", script.ask, longest=texts.LONGEST_ASK),) if is_step else ()
    return Form(
        "welcome_text_form",
        "Change a text",
        (
            Paragraph(bold(said(script.title))),
            *note,
            TextField("Text", "text", script.text, script.kind == WORDS, True, _hint(script), texts.LONGEST),
            *ask,
            RadioField("And then?", "then", tuple(options), SHOW),
            *(() if script.kind == WORDS else (SmallPrint((_fields(script),)),)),
        ),
        "Go on",
        memo=memo,
    )


def reads(script: OnboardingScript, fields: Fields) -> tuple[Part, ...]:
    """How it reads for whoever looks at it, with what I know of them."""
    if script.kind == WORDS:
        return (Title("How it reads"), Paragraph(fields["house_words"] or "Nothing yet."), Divider())
    ask = (Paragraph(bold(filled(script.ask, fields))),) if script.ask else ()
    return (Title("How it reads, to you"), *body(script, fields), *ask, Divider())


def sent() -> tuple[Part, ...]:
    return (Paragraph(":incoming_envelope: I have sent it to you, to look at. Nothing is saved yet."),)


def trial(script: OnboardingScript, fields: Fields) -> Message:
    """The text as a message to the convener alone."""
    top = SmallPrint((f"This is how “{said(script.title)}” reads. Only you got it; nothing is saved by it.",))
    parts = [each for each in reads(script, fields) if not isinstance(each, Title | Divider)]
    return Message(f"How “{said(script.title)}” reads", (top, *parts))


def overtaken(theirs: OnboardingText, zone: tzinfo) -> tuple[Part, ...]:
    """To whoever was slower: what is there now. Their own words still stand below."""
    text = (
        f":warning: While you wrote, {mention(theirs.written_by)} has saved another wording"
        f" (version {theirs.version}, {_when(theirs, zone)})."
        " Yours is still below; save once more to put it in its place."
    )
    return (
        Paragraph(text),
        Paragraph(quoted(said(theirs.text)) if theirs.text else "_back to how it came_"),
        Divider(),
    )


def history(script: OnboardingScript, versions: Sequence[OnboardingText], zone: tzinfo) -> Form:
    """Every wording, newest first, and at the end how it came."""
    parts: list[Part] = [Paragraph(bold(said(script.title)))]
    for each in versions[:MOST_SHOWN]:
        words = "\n".join(filter(None, (each.text, each.ask)))
        head = f"*Version {each.version}*, {mention(each.written_by)}, {_when(each, zone)}"
        parts.append(Paragraph(f"{head}\n{quoted(said(words)) if words else '_back to how it came_'}"))
    parts.append(Paragraph(f"*How it came*\n{quoted(said(script.text)) if script.text else '_empty_'}"))
    return Form("welcome_history", "How it came to be", tuple(parts), close="Close")


def done(text: str) -> Form:
    return Form("welcome_done", "Welcoming newcomers", (Paragraph(text),), close="Close")


def started(person: str) -> str:
    return f"I welcome {mention(person)} from now on, in their hours."


def ended(person: str) -> str:
    return f"Done: I no longer write to {mention(person)} about us. I do not tell them who said so."


def saved(script: OnboardingScript, version: int) -> str:
    return f"Saved: “{said(script.title)}” is at version {version} now. Whoever is welcomed next reads it."


def wish(touch_id: int) -> Form:
    label = "One thing you would like from this partnership"
    field = TextField(label, "wish", long=True, longest=LONGEST_WISH)
    return Form("welcome_wish_form", "One thing", (field, SmallPrint((WHO_READS,))), "Send", memo=str(touch_id))


WHO_READS = "A convener reads it, with your name. Nobody else does."


def _hint(script: OnboardingScript) -> str:
    if script.kind == WORDS:
        return "One on each line, with what it means: “gauge: where we read the tide”."
    return "An empty line begins a new paragraph. *Stars* make bold."


def _fields(script: OnboardingScript) -> str:
    names = ", ".join(f"`{{{name}}}`" for name in script.fields)
    return f"I fill in {names}. A paragraph for which there is nothing to fill in is left out."


def _line(each: Underway, zone: tzinfo) -> str:
    welcome = each.welcome
    who = mention(welcome.person) + (f" of {said(each.partner)}" if each.partner else "")
    if welcome.state != RUNNING:
        return f"{who}: {ENDED[welcome.state]}" + (f" since {day(welcome.ended_at, zone)}" if welcome.ended_at else "")
    done = sum(touch.done_at is not None for touch in each.touches)
    waits = "waits for an answer" if done < len(each.touches) else "the next comes by itself"
    return f"{who}: step {max(1, len(each.touches))} of 3, {waits}; since {day(welcome.began_at, zone)}"


def _when(row: OnboardingText, zone: tzinfo) -> str:
    local = row.written_at.astimezone(zone)
    return f"{day(row.written_at, zone)}, {local:%H:%M}"
