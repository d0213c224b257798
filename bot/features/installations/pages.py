"""Installing: the pages that somebody sees in their browser on the way to the chat and back."""

from html import escape

TEMPLATE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>body {{ font: 1.1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1rem; }}</style>
<h1>{title}</h1>
<p>{words}</p>
<p><a href="{link}">{label}</a></p>
</html>
"""


def installed(team: str, link: str) -> str:
    words = (
        f"I live in {team or 'your organisation'} now. Mention me in the channels where you decide things: Slack"
        " offers to add me. Nobody gets a message from me because of this."
    )
    return _page("I am in", words, link, "Open Slack")


def declined(again: str) -> str:
    return _page("Nothing was installed", "You chose not to let me in, and that is fine.", again, "Try again")


def too_late(again: str) -> str:
    words = (
        "This way in has been used, is more than ten minutes old, or was begun in another browser."
        " Nothing was installed. Begin once more, here in this browser."
    )
    return _page("Please begin again", words, again, "Begin again")


def not_taken(code: str, again: str) -> str:
    words = (
        f"Slack did not take it ({code}). Nothing was installed. Begin once more; a code from Slack works only once."
    )
    return _page("Please begin again", words, again, "Begin again")


def unreachable(again: str) -> str:
    return _page("Slack did not answer", "Nothing was installed. Please try again in a minute.", again, "Try again")


def crowded(again: str) -> str:
    return _page("One moment", "Too many are installing me right now. Try again in ten minutes.", again, "Try again")


def _page(title: str, words: str, link: str, label: str) -> str:
    told = {"title": title, "words": words, "link": link, "label": label}
    return TEMPLATE.format(**{name: escape(text) for name, text in told.items()})
