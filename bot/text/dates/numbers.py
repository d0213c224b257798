"""Numbers in words that belong together: twenty-seventh, two thousand and thirty."""

from bot.text.dates.calendar import DateContext
from bot.text.dates.grammar import DateRule, Layer, RuleMatch, Sense


def twenty_seventh(found: RuleMatch, _: DateContext) -> Sense:
    tens, ones = found("number"), found("ordinal")
    fits = tens in (20, 30) and ones < 10 and _in_words(found, "number") and _in_words(found, "ordinal")
    return ("ordinal", tens + ones) if fits else None


def twenty_seven(found: RuleMatch, _: DateContext) -> Sense:
    tens, ones = found("number"), found("number2")
    if not (_in_words(found, "number") and _in_words(found, "number2")):
        return None
    if tens == 20 and 20 <= ones < 100:
        return "year", 2000 + ones
    return ("number", tens + ones) if tens % 10 == 0 and 20 <= tens < 100 and ones < 10 else None


def thousands(found: RuleMatch, _: DateContext) -> Sense:
    if found("number") != 2 or found("number2") != 1000:
        return None
    return "year", 2000 + (found("number3") or 0)


def _in_words(found: RuleMatch, name: str) -> bool:
    return not found.word(name)[:1].isdigit()


def in_zone(found: RuleMatch, _: DateContext) -> Sense:
    return "time", found("time")


NUMBERS = Layer(
    DateRule("7 PM CET", "time zone", in_zone),
    DateRule("two thousand and twenty", "number number and? number", thousands),
    DateRule("twenty-seventh", "number dash? ordinal", twenty_seventh),
    DateRule("twenty seven", "number dash? number", twenty_seven),
)
