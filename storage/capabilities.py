"""Doors: the ways to reach the bot, and for whom the chat has them."""

FULL, GUEST, EXTERNAL, BOT = "full", "guest", "external", "bot"
"""Full members of the installing workspace; its guests; people of another workspace in a shared channel; programs."""

COMMAND, SHORTCUT, ANYWHERE = "command", "message shortcut", "global shortcut"
MENTION, PRIVATE, BUTTON, REACTION = "mention", "private message", "button", "reaction"
HOME, PANE = "home", "assistant pane"

EVERY = (COMMAND, SHORTCUT, ANYWHERE, MENTION, PRIVATE, BUTTON, REACTION, HOME, PANE)
OPEN_TO_ALL = frozenset({MENTION, PRIVATE, BUTTON, REACTION})
PERHAPS = {EXTERNAL: frozenset({HOME})}
"""What the chat gives some of them, and does not promise."""

OF_KIND = {FULL: frozenset(EVERY), GUEST: OPEN_TO_ALL | {HOME}, EXTERNAL: OPEN_TO_ALL, BOT: frozenset[str]()}


def open_to(kind: str, *, is_single_channel: bool = False) -> frozenset[str]:
    """The doors of this kind of people.

    Source for commands and shortcuts: https://docs.slack.dev/apis/slack-connect; for guests and the assistant pane:
    https://docs.slack.dev/ai/developing-ai-apps. A guest who is shut in one channel has the doors of other guests,
    but mentions and reactions count only in that channel.
    """
    return OF_KIND.get(kind, OPEN_TO_ALL)
