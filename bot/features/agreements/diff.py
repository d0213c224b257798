"""What has changed between two wordings, word by word, short enough to be read at a glance."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

KEPT, ADDED, REMOVED, LEFT_OUT = "kept", "added", "removed", "left out"
AROUND = 4  # words that stand on either side of a change, so that it can be understood
MOST_PAIRS = 40_000  # of the same word in both; a text of 500 words of English has about 3,000
MOST_BITS = 40  # a longer list of changes is no help: whoever wants it all reads the whole text


@dataclass(frozen=True)
class Bit:
    """A few words, and what became of them; what is the same for long is left out."""

    words: str
    what: str


def changed_words(before: str, after: str) -> tuple[Bit, ...]:
    """What was taken out and put in, with the words around it. Nothing when only spaces differ.

    Both texts are at most 2,800 characters.
    """
    old, new = before.split(), after.split()
    codes = _opcodes(old, new)
    ends = (codes[:1], codes[-1:])  # what stands before the first change, and after the last
    bits = [bit for each in codes for bit in _bits(old, new, each, *([each] == end for end in ends))]
    if all(bit.what in (KEPT, LEFT_OUT) for bit in bits):
        return ()
    return tuple(bits[:MOST_BITS])


def how_many_changed(before: str, after: str) -> int:
    """How many words were put in or taken out, whichever is more."""
    old, new = before.split(), after.split()
    changes = [each for each in _opcodes(old, new) if each[0] != "equal"]
    return sum(max(i2 - i1, j2 - j1) for _, i1, i2, j1, j2 in changes)


Opcode = tuple[str, int, int, int, int]


def _opcodes(old: list[str], new: list[str]) -> list[Opcode]:
    """How the one becomes the other. Words that come again and again are not compared: that takes seconds."""
    there, here = Counter(old), Counter(new)
    if sum(count * here[word] for word, count in there.items()) > MOST_PAIRS:
        return [("equal" if old == new else "replace", 0, len(old), 0, len(new))]
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _bits(old: list[str], new: list[str], code: Opcode, is_first: bool, is_last: bool) -> Iterator[Bit]:
    what, i1, i2, j1, j2 = code
    if what == "equal":
        yield from _kept(old[i1:i2], is_first=is_first, is_last=is_last)
        return
    if i1 < i2:
        yield Bit(" ".join(old[i1:i2]), REMOVED)
    if j1 < j2:
        yield Bit(" ".join(new[j1:j2]), ADDED)


def _kept(words: list[str], *, is_first: bool, is_last: bool) -> Iterator[Bit]:
    """The words next to the changes before and after; what lies between them is left out."""
    head = [] if is_first else words[:AROUND]
    tail = [] if is_last else words[max(len(head), len(words) - AROUND) :]
    if head:
        yield Bit(" ".join(head), KEPT)
    if len(head) + len(tail) < len(words):
        yield Bit("", LEFT_OUT)
    if tail:
        yield Bit(" ".join(tail), KEPT)
