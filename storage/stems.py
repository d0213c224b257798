"""English words cut down to their stems, so that "deciding" finds "decided". Porter's algorithm of 1980.

It is frozen by its author, as the stems we have stored must be: another stemmer would not find them again.
Source: https://tartarus.org/martin/PorterStemmer/ (with its two later departures, as in SQLite's own)
"""

import re
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
