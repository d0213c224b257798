"""Numbers in words that belong together: twenty-seventh, two thousand and thirty."""

from bot.domain.due.days import Asked
from bot.domain.due.grammar import Found, Layer, Rule, Sense


def twenty_seventh(found: Found, _: Asked) -> Sense:
    tens, ones = found("number"), found("ordinal")
    fits = tens in (20, 30) and ones < 10 and _in_words(found, "number") and _in_words(found, "ordinal")
    return ("ordinal", tens + ones) if fits else None


def twenty_seven(found: Found, _: Asked) -> Sense:
    tens, ones = found("number"), found("number2")
    if not (_in_words(found, "number") and _in_words(found, "number2")):
        return None
    if tens == 20 and 20 <= ones < 100:
        return "year", 2000 + ones
    return ("number", tens + ones) if tens % 10 == 0 and 20 <= tens < 100 and ones < 10 else None


def thousands(found: Found, _: Asked) -> Sense:
    if found("number") != 2 or found("number2") != 1000:
        return None
    return "year", 2000 + (found("number3") or 0)


def _in_words(found: Found, name: str) -> bool:
    return not found.word(name)[:1].isdigit()


def in_zone(found: Found, _: Asked) -> Sense:
    return "time", found("time")


NUMBERS = Layer(
    Rule("7 PM CET", "time zone", in_zone),
    Rule("two thousand and twenty", "number number and? number", thousands),
    Rule("twenty-seventh", "number dash? ordinal", twenty_seventh),
    Rule("twenty seven", "number dash? number", twenty_seven),
)
