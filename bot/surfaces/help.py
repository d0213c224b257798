"""What somebody can do here, in the words of the doors that are open to them."""

from collections.abc import Sequence

from bot.chat.port import Button, Buttons, Message, Paragraph
from storage.members import Member

HELLO = (
    "I keep what this partnership decides, and why, and answer when somebody asks."
    " What you promise I remember with you, and for you."
)

NOT_UNDERSTOOD = "I did not understand that. This is what I can do:"

TOGETHER = 15  # lines in one paragraph, each below 200 characters

COMMANDS = {
    "decisions": (
        "`/decision We meet on Tuesdays because the ferry does` keeps a decision; `/decision` alone opens a form",
        "_Log as decision_, in the menu of any message, takes the message over",
    ),
    "commitments": (
        "`/commit I'll send the tide data to Bo by Friday` remembers a promise of yours; `/commit list` shows them",
        "_Remember as promise_, in the menu of any message, takes the message over; somebody else is asked first",
    ),
    "answers": ("`/ask-why did we choose the harbour site?` answers from the memory",),
}
"""Doors that exist only for full members of the installing workspace, by the feature behind them."""

OPEN_DOORS = {
    "decision_logs": ("`decision log`, said to me in a channel, lists what was decided there, and can stay there",),
    "drafts": ("Mention me, or write me in private: `we decided … because …` comes back as a draft to save",),
    "reactions": (
        "React to a message with :{reaction}: and it is kept as a decision of its author; take it back to undo",
    ),
    "groundhog": ("When something is decided that may be settled already, I show you the earlier decision first",),
    "reopenings": ("_Why?_ under a decision has _Reopen_: say what has changed, and I ask where it was decided",),
    "promises": ("`done with …`, said to me, closes a promise; `what is open between …` helps with an agenda",),
    "promise_drafts": (
        "Mention me, or write me in private: `I'll … by Friday` comes back as a draft to save, only for you",
    ),
    "promise_lists": ("`my promises`, said to me, lists yours and those made to you",),
    "keeping": ("Under every promise: _Done_, _New day_, _Let go_; those it was made to can _Ask kindly_",),
    "handovers": ("_Hand over_ asks somebody else; it stays yours until they accept",),
    "reviews": ("`review D-12`, said to me, asks whether it is still right; `keep D-12` says so",),
    "ownership": (),
    "handshakes": ("React to your own message with :{handshake}: and I remember it as your promise",),
    "answers": ("Mention me, or write me in private: `why …?` gets an answer that only you see",),
    "whys": (
        "Where nothing is recorded, _Ask those who would know_ brings your question to two people, once you say yes;"
        " `ask around: why …?`, said to me, does it too",
    ),
    "why_answers": ("Asked what you may know? _Answer_, or reply in the thread; whoever asked gets it from me",),
    "why_lists": ("`open questions`, said to me, shows yours; take them back whenever you like",),
    "why_replies": (),
    "letters": ("Whatever I send you unasked has its exits: _Later_ and _Stop these_",),
    "rounds": ("A question from the partnership reaches you in private; one click answers it, until it closes",),
    "purpose": ("`purpose`, said to me anywhere, shows why we are here, and how that came to be",),
    "attention": (),
    "agreements": ("`agreements`, said to me anywhere, shows what we all agree to, and what waits for your yes",),
    "agreement_questions": (),
    "buddies": ("`buddy`, said to me anywhere: have one when you are new; `I'd be a buddy` offers to be one",),
    "buddy_asks": (),
    "agreement_drafts": (),
    "spotlights": (),
    "welcomes": ("`welcome me`, said to me, tells you over three working days why we are here, who is who, and how",),
    "welcome_texts": (),
    "proposals": (),
    "exports": (),
    "rights": ("`what do you know about me`, said to me, brings you all of it; `erase me` takes it back",),
    "conveners": (),
    "setting_up": (),
    "doors": (),
    "joining": ("`my other account`, said to me in private, joins two accounts of yours; I ask both before I do it",),
    "partners": (),
    "rhythms": (),
    "home": ("My Home tab is your own page; `home`, `settings`, `my data` or `my partner`, said to me, shows it here",),
    "my_partner": (),
    "installations": (),
    "channels": ("I hear what is said to me, in the channels that I am invited to",),
    "noticing": (
        "I look out for promises and decisions only where somebody says `@Steward notice on`; `notice off` ends it",
    ),
    "conversation": ("`help`, said to me anywhere, shows this",),
}
"""Doors for everybody, guests and people of other workspaces too. Conveners find theirs on the Home tab."""

FOR_CONVENERS = (
    "`partners`, said to me, shows who speaks for whom, and who is of no partner yet; `set up` leads through all of it",
    "`which doors are open`, said to me, shows what works here for members, guests and people of other workspaces",
)


def lines(me: Member, reaction: str, handshake: str, *, at_home: bool = False) -> tuple[str, ...]:
    """Commands are only named to those for whom they exist; the Home tab need not be named to who is there."""
    everybody = [door for feature, door in OPEN_DOORS.items() if not (at_home and feature == "home")]
    doors = [*COMMANDS.values(), *everybody] if me.has_commands else everybody
    doors = [*doors, FOR_CONVENERS] if me.is_convener else doors
    return tuple(line.format(reaction=reaction, handshake=handshake) for door in doors for line in door)


def message(me: Member, reaction: str, handshake: str, *, understood: bool) -> Message:
    opening = HELLO if understood else NOT_UNDERSTOOD
    text = "\n".join((opening, *(f"• {line}" for line in lines(me, reaction, handshake))))
    doors = Buttons((Button("Log a decision", "decision_open", "", "primary"), Button("Ask why", "why_open")))
    return Message(text, (Paragraph(opening), *paragraphs(lines(me, reaction, handshake)), doors))


def paragraphs(doors: Sequence[str]) -> list[Paragraph]:
    """All of them, in as many paragraphs as a chat takes: one alone would be cut at its end."""
    return [
        Paragraph("\n".join(f"• {door}" for door in doors[at : at + TOGETHER])) for at in range(0, len(doors), TOGETHER)
    ]
