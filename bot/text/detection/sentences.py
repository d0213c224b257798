"""A line of chat, cut into sentences that rules can read: without code, quotation, greeting and filler."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_LINE = 2_000  # characters; who decides or promises says so early, and a pasted report must not cost a second
LONGEST_SENTENCE = 400  # characters; beyond that, it is a list or a transcript without full stops
MOST_SENTENCES = 24

CODE, QUOTE = "\ue000", "\ue001"  # private-use letters that stand in for masked words, so that offsets stay
FENCED = re.compile(r"```.*?(?:```|\Z)", re.DOTALL)
QUOTED_LINE = re.compile(r"^[ \t]*(?:>|&gt;).*$", re.MULTILINE)
CODED = re.compile(r"`[^`\n]{1,200}`")
QUOTED = re.compile(r"[\"“«„][^\"“”«»„\n]{1,400}[\"”»“]")
END = re.compile(r"(?<=[.!?…。！？])[\"')\]]*\s+|\n\s*|;\s+")  # noqa: RUF001

STRAIGHT = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\x00": None, "*": None, "_": " "})  # noqa: RUF001
SLACK = (  # Slack's own markup, and what it means to a reader
    (re.compile(r"<@[^>\s]{1,40}>"), "@one"),
    (re.compile(r"<![^>\s]{1,60}>"), " "),
    (re.compile(r"<#[^>\s]{1,80}>"), "channel"),
    (re.compile(r"<?https?://[^\s>]{1,300}>?"), "link"),
)
FILLER = re.compile(r"\b(?:uh|um|uhm|erm|hmm)\b[,.]?\s*")
TWICE = re.compile(r"\b([\w']{1,15})(?:,?\s+\1\b)+")
MASKED = re.compile(f"[{CODE}{QUOTE}]+")
SPACES = re.compile(r"\s+")
LIST_MARK = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.)])\s+")  # noqa: RUF001
HELLO = r"hi|hello|hey|dear|thanks|thank you|good (?:morning|afternoon|evening)"
PEOPLE = r"(?:all|everyone|everybody|team|folks|colleagues|@[\w.-]{1,40})"
GREETING = re.compile(
    rf"(?:(?:(?:{HELLO})(?: {PEOPLE}\b| \w{{2,20}}(?=[,!.]))?"
    rf"|{PEOPLE}(?=[,:!])|@[\w.-]{{1,40}}|ok|okay|so|well|and|but|yes|yeah|yep|yup|right|alright|all right|great|sure"
    r"|then|now|anyway|actually|oh|ah|cool|perfect|fine|no problem|no worries|sounds good|good point|makes sense"
    r"|of course|absolutely|in that case|fyi|quick note|update|you know|i mean)\b[\s,:!.–—-]*)+",  # noqa: RUF001
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: as it was `said`, and as rules read it.

    `cased` leaves out what is quoted or code; `whole` is besides in small letters, without markup and stutter;
    `plain` has lost its greeting, too.
    """

    said: str
    cased: str
    whole: str
    plain: str


def sentences(text: str) -> list[Sentence]:
    """The sentences of a line; at most 24, of its first 2,000 characters, none that only quotes or shows code."""
    text = text[:LONGEST_LINE]
    masked = _masked(text)
    found = (_sentence(text[start:end], masked[start:end]) for start, end in _spans(masked))
    return [each for each in found if each.plain][:MOST_SENTENCES]


def _masked(text: str) -> str:
    """The text with every quoted or coded letter replaced, at the same length."""
    text = FENCED.sub(lambda found: "\n" * len(found[0]), text)
    text = QUOTED_LINE.sub(lambda found: "\n" * len(found[0]), text)
    text = CODED.sub(lambda found: CODE * len(found[0]), text)
    return QUOTED.sub(lambda found: QUOTE * len(found[0]), text)


def _spans(masked: str) -> Iterator[tuple[int, int]]:
    start = 0
    for end in END.finditer(masked):
        yield start, end.start()
        start = end.end()
    yield start, len(masked)


def _sentence(said: str, masked: str) -> Sentence:
    whole = plain_words(masked)
    greeting = GREETING.match(whole)
    plain = (whole[greeting.end() :] if greeting else whole) or whole
    if _only_quotes(masked):
        plain = ""
    return Sentence(said.strip(), LIST_MARK.sub("", masked[:LONGEST_SENTENCE]), whole, plain)


def _only_quotes(masked: str) -> bool:
    return not any(letter.isalnum() for letter in masked)


def plain_words(text: str) -> str:
    """The words as rules read them: small letters, straight quotation marks, no markup, no stutter."""
    text = text[:LONGEST_SENTENCE].translate(STRAIGHT)
    for markup, meaning in SLACK:
        text = markup.sub(meaning, text)
    text = LIST_MARK.sub("", MASKED.sub(" something ", text))
    text = SPACES.sub(" ", FILLER.sub("", text.lower()))
    return TWICE.sub(r"\1", text).strip()


BECAUSE = re.compile(
    r"[\s,;:.–—-]*\b(?:because(?: of)?|due to|so that|in order to|given that|the reason (?:is|being))\b[\s:,]*",  # noqa: RUF001
    re.IGNORECASE,
)
SINCE = re.compile(r"\s*[,;]?\s(?:since|as)\s+(?=(?:the|we|it|i|our|they|that|this|there|he|she|you)\b)", re.I)
REASON_FOLLOWS = re.compile(r"(?:because|since|so that|that way|(?:the )?reason(?: is)?|why)\b[\s:,]*", re.I)
ASKING = re.compile(
    r"\b(?:(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody|one of you)(?: please| kindly)?|please"
    r"|(?:shall|should|could) we|why don't we|how about we|what if we|let's|i (?:propose|suggest)(?: that)? we)\s+",
    re.IGNORECASE,
)
AROUND = ' "“”«»*_~,;:-–—'  # noqa: RUF001


def what_was_asked(before: str) -> str:
    """What the line before asks somebody to do, or proposes that all do, as a record of it would begin; or ""."""
    opening = ASKING.search(before[:LONGEST_SENTENCE])
    return _begun(before[opening.end() : LONGEST_SENTENCE].rstrip("?!. \n")) if opening else ""


def what_and_why(said: str) -> tuple[str, str]:
    """The sentence as a record of it would begin, and its reason or ""."""
    said = LIST_MARK.sub("", said.replace("\x00", ""))
    greeting = GREETING.match(said)
    said = said[greeting.end() :] if greeting and greeting.end() < len(said) else said
    for mark in (BECAUSE, SINCE):
        what, *rest = mark.split(said, maxsplit=1)
        if rest and rest[0] and len(what.split()) > 1:
            return _begun(what), rest[0].strip(AROUND).rstrip(".")
    return _begun(said), ""


def reason_after(sentence: Sentence, said: Sequence[Sentence]) -> str:
    """The next sentence, when it is the reason: "We use one calendar. Because two were never in step."."""
    following = said[said.index(sentence) + 1 :]
    reason = REASON_FOLLOWS.match(following[0].said) if following else None
    return following[0].said[reason.end() :].strip(AROUND).rstrip(".") if reason else ""


def _begun(what: str) -> str:
    what = what.strip(AROUND)
    return what[:1].upper() + what[1:]
