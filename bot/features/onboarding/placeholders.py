"""What is filled in for a person where a text of a welcome has braces; a paragraph with nothing to say is left out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from bot.chat.words import DAYS, bold, day, link, mention, said
from bot.features.onboarding.facts import Facts
from bot.features.onboarding.texts import FIELD
from bot.notifications import Attention
from storage.decisions import Decision
from storage.partnerships import Partner
from storage.purpose import MISSION, PURPOSE, VISION

Fields = Mapping[str, str]
"""By name; the words are safe to be said as they are. An empty one has nothing to say."""

EMPTY_LINE = re.compile(r"\n[ \t]*\n")
SHORT = 200  # characters of a decision in a list

BY_COMMAND = "You can ask me anything here in your own words, mention me in a channel, or type `/ask-why` anywhere."
BY_WORDS = "You can ask me anything here in your own words, or mention me in a channel where we both are."


def of(facts: Facts, mine: Attention | None, *, since: date | None = None) -> Fields:
    """`since` is the last day on which somebody who comes back was here."""
    me, partner = facts.me, facts.partner
    return {
        "name": said(me.name),
        "partnership": said(facts.ours.name),
        "partner": said(partner.name) if partner else "",
        "purpose": said(facts.purpose[PURPOSE]),
        "vision": said(facts.purpose[VISION]),
        "mission": said(facts.purpose[MISSION]),
        "conveners": _named(facts.conveners),
        "speakers": "\n".join(_speaking(each) for each in facts.speaking),
        "colleagues": _named(facts.colleagues) if partner else "",
        "buddy": mention(facts.buddy) if facts.buddy else "",
        "decisions": listed(facts.latest),
        "most_asked": listed(facts.most_asked),
        "house_words": house_words(facts.house_words),
        "agreements": "\n".join(f"• {said(each)}" for each in facts.agreements),
        "hours": _hours(mine) if mine else "",
        "doors": BY_COMMAND if me.has_commands else BY_WORDS,
        "since": day(since) if since else "",
    }


def paragraphs(text: str, fields: Fields) -> list[str]:
    """The paragraphs of a text, filled in; without those for which a field has nothing to say."""
    return [filled(each, fields) for each in EMPTY_LINE.split(text) if each.strip() and not _is_empty(each, fields)]


def filled(text: str, fields: Fields) -> str:
    """A convener's words with the fields in their places, escaped as everybody's words are."""
    return FIELD.sub(lambda found: fields.get(found[1], found[0]), said(text)).strip()


def listed(found: Iterable[Decision]) -> str:
    return "\n".join(f"• {_decision(each)}" for each in found)


def _is_empty(paragraph: str, fields: Fields) -> bool:
    return any(not fields.get(name, name) for name in FIELD.findall(paragraph))


def _named(people: Sequence[str]) -> str:
    return ", ".join(map(mention, people))


def _speaking(partner: Partner) -> str:
    deputy = f", or {mention(partner.deputy)}" if partner.deputy else ""
    return f"• {said(partner.name)}: {mention(partner.representative or '')}{deputy}"


def _decision(decision: Decision) -> str:
    number = f"D-{decision.number}"
    named = link(decision.post_link, number) if decision.post_link else number
    return f"{bold(named)} {said(_short(decision.text))}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else line[: SHORT - 1].rsplit(" ", 1)[0] + "…"


def house_words(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return "\n".join(f"• {_word(line)}" for line in lines)


def _word(line: str) -> str:
    word, colon, meaning = line.partition(":")
    return f"{bold(said(word))}: {said(meaning.strip())}" if colon and word.strip() else said(line)


def _hours(mine: Attention) -> str:
    return f"{_days(sorted(mine.work_days))}, {mine.since:%H:%M} to {mine.until:%H:%M} ({mine.zone.key})"


def _days(days: Sequence[int]) -> str:
    """ "Monday to Friday", or each by its name."""
    if len(days) > 2 and days[-1] - days[0] == len(days) - 1:
        return f"{DAYS[days[0]]} to {DAYS[days[-1]]}"
    return ", ".join(DAYS[each] for each in days)
