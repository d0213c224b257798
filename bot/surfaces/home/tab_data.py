"""The room of somebody's own data: what is kept about them, in numbers."""

from bot.chat.messages import Paragraph, Part, SmallPrint, Title
from bot.chat.words import plural
from bot.features.catalogue import HomeContext
from storage import home


def kept(glance: HomeContext) -> tuple[Part, ...]:
    numbers = home.kept_of(glance.db, glance.me.person)
    lines = (
        f"{plural(numbers.promises, 'promise', 'promises')} of yours, {numbers.open_commitments} still open",
        f"{plural(numbers.decisions, 'decision', 'decisions')} that you decided,"
        f" and {plural(numbers.took_part, 'decision', 'decisions')} in which you are named",
        f"{plural(numbers.answered, 'round', 'rounds')} of questions in which you took part",
        f"{plural(numbers.asked_why, 'question', 'questions')} that you asked around",
        f"{plural(numbers.messages, 'message', 'messages')} that I wrote to you, or am about to",
    )
    words = "*What I keep about you, in numbers*\n" + "\n".join(f"• {line}" for line in lines)
    return (Title("My data"), Paragraph(words), SmallPrint((WHAT_I_DO_NOT,)))


WHAT_I_DO_NOT = (
    "What you answer anonymously is parted from you when the round closes: then I know that you took part, and no more."
)
