"""What the glossary's buttons and forms carry unseen."""

from bot.dispatch.payloads import Filled, Payload


class AboutWord(Payload):
    """The word, and the wording that its reader was looking at; 0 for none."""

    word: str = ""
    seen: int = 0


class GlossaryForm(Filled):
    word: str = ""
    meaning: str = ""
