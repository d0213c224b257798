"""English words cut down to their stems, so that "deciding" finds "decided". Porter's algorithm of 1980.

It is frozen by its author, as the stems we have stored must be: another stemmer would not find them again.
Source: https://tartarus.org/martin/PorterStemmer/ (with its two later departures, as in SQLite's own)
"""

import re
import unicodedata
from functools import lru_cache

CONSONANT = "(?:[^aeiouy]|(?<![^aeiou])y)"  # y is one at the start and after a vowel
VOWEL = "(?:[aeiou]|(?<=[^aeiou])y)"
ONCE = re.compile(f"^{CONSONANT}*{VOWEL}+{CONSONANT}")  # "measure above 0": a vowel, then a consonant
TWICE = re.compile(f"^{CONSONANT}*(?:{VOWEL}+{CONSONANT}+){{2}}")
WITH_VOWEL = re.compile(VOWEL)
DOUBLED = re.compile(r"([^aeiouylsz])\1$")
SHORT = re.compile(f"{CONSONANT}{VOWEL}(?![wxy]){CONSONANT}$")

LONGER = {  # of two endings that fit, the longer one comes first
    **{"ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "bli": "ble"},
    **{"alli": "al", "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate"},
    **{"alism": "al", "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive"},
    **{"biliti": "ble", "logi": "log"},
}
SHORTER = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
LAST = {
    *("al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent"),
    *("ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize"),
}


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in small letters; words of one or two letters stay as they are."""
    if len(word) <= 2:
        return word
    for step in (_plural, _past, _y, _longer, _shorter, _last, _silent_e, _double_l):
        word = step(word)
    return word


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if ONCE.match(word[:-3]) else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            start = word.removesuffix(ending)
            return _mended(start) if WITH_VOWEL.search(start) else word
    return word


def _mended(start: str) -> str:
    """What "hoped" and "hopping" lose with their ending is given back or taken off."""
    if start.endswith(("at", "bl", "iz")):
        return start + "e"
    if DOUBLED.search(start):
        return start[:-1]
    return start + "e" if SHORT.search(start) and not TWICE.match(start) and ONCE.fullmatch(start) else start


def _y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and WITH_VOWEL.search(word[:-1]) else word


def _longer(word: str) -> str:
    return _replaced(word, LONGER)


def _shorter(word: str) -> str:
    return _replaced(word, SHORTER)


def _replaced(word: str, endings: dict[str, str]) -> str:
    for ending, instead in endings.items():
        if word.endswith(ending):
            start = word.removesuffix(ending)
            return start + instead if ONCE.match(start) else word
    return word


def _last(word: str) -> str:
    ending = max((ending for ending in LAST if word.endswith(ending)), key=len, default="")
    start = word.removesuffix(ending) if ending else word
    if not ending or not TWICE.match(start) or (ending == "ion" and start[-1] not in "st"):
        return word
    return start


def _silent_e(word: str) -> str:
    start = word.removesuffix("e")
    heard = not TWICE.match(start) and (SHORT.search(start) or not ONCE.match(start))
    return word if heard else start


def _double_l(word: str) -> str:
    return word[:-1] if word.endswith("ll") and TWICE.match(word[:-1]) else word


LONGEST_WORD = 40  # characters; what is longer is no word but a key or an address
MOST_WORDS = 20_000  # of one text; PostgreSQL keeps at most 1 MB of words in a row

COMMON = """
a about above after again against ago all also although always am among an and another any anybody anyone anything are
around as at away back be became because been before being below between both but by came can cannot come could did do
does doing done down during each either else ever every everybody everyone everything few for from further get gets got
had has have having he hence her here hers herself him himself his how however i if in into is it its itself just least
less let like made make many may maybe me might mine more most much must my myself never no nobody none nor not nothing
now of off often on once one only onto or other others our ours ourselves out over own perhaps please put quite rather
really said same say see shall she should since so some somebody someone something still such than that the their theirs
them themselves then there therefore these they thing things this those though through thus to together too toward
under until up upon us use used very via was way we well went were what when where whether which while who whole whom
whose why will with within without would yes yet you your yours yourself yourselves
d don didn doesn isn wasn weren aren couldn wouldn shouldn hasn haven hadn ll m re s t ve
"""
ASKING = """
agree agreed answer choose choosing chose chosen conclude concluded conclusion decide decided decision drop dropped
explain happen happened instead option picked reason reject rejected settle settled tell think thought turn turned want
wanted wonder
"""
STOP = frozenset(COMMON.split())
ASKED_WITH = frozenset(map(stem, ASKING.split()))
"""What a question is put with, not what it is about: "what did we decide about …", "why did we drop the option …"."""

UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"  # Thai, Lao, Japanese, Chinese, Korean
WORD = re.compile(rf"[{UNSPACED}]+|[^\W_{UNSPACED}]+")
RUN = re.compile(f"[{UNSPACED}]")


def words(text: str) -> list[str]:
    """The words of a record, in their order, with repetitions."""
    found: list[str] = []
    for word in WORD.findall(_plain(text)):
        found += _pairs(word) if RUN.match(word) else _stems(word)
        if len(found) >= MOST_WORDS:
            break
    return found[:MOST_WORDS]


def asked(question: str) -> list[str]:
    """The words that a question is about, each once. Empty when there is nothing to look for."""
    every = dict.fromkeys(words(question))
    return [word for word in every if word not in ASKED_WITH] or list(every)


def _plain(text: str) -> str:
    text = text.casefold()
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFKD", text)
    return unicodedata.normalize("NFC", "".join(sign for sign in apart if unicodedata.category(sign)[0] != "M"))


def _stems(word: str) -> list[str]:
    return [] if word in STOP or len(word) > LONGEST_WORD else [stem(word)]


def _pairs(run: str) -> list[str]:
    """Scripts without spaces are found by any two neighbouring signs."""
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]
