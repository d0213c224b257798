"""Words as they are stored and looked for: small, and cut down to their stems, so that "deciding" finds "decided"."""

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache

import snowballstemmer

WORD_FORM = 1
"""The form of all stored words: folded and split as below, with the English stems of snowballstemmer 3.1.

Whoever changes what `words` makes of a text counts it up, and at the next start all records are stored anew.
"""
STEMMER, TURN = snowballstemmer.stemmer("english"), threading.Lock()  # it works on one word at a time


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a word in small letters; words of one or two letters stay as they are."""
    with TURN:
        stemmed: str = STEMMER.stemWord(word)
    return stemmed


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


@dataclass(frozen=True)
class Query:
    """What somebody asks or decides, made where it comes in and passed on: its words are cut to stems once."""

    text: str

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All its words, each once."""
        return tuple(dict.fromkeys(words(self.text)))

    @cached_property
    def about(self) -> tuple[str, ...]:
        """The words that it is about. Empty when there is nothing to look for."""
        return tuple(word for word in self.words if word not in ASKED_WITH) or self.words


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
