"""What a rule is: a name, a pattern, how much it says, and a line that it is about."""

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["decision", "commitment"]


@dataclass(frozen=True, slots=True)
class DetectionRule:
    """One thing that a sentence can say for, or against, being a decision or a commitment.

    `weight`, from 0 to 1: for, how sure the rule is by itself; against, how much of the score it leaves.
    `reads` says which form of the sentence (see `sentences.Sentence`) the pattern meets.
    """

    name: str  # unique among all rules: learning counts by it
    weight: float
    says: re.Pattern[str]
    example: str  # a whole line on which the rule speaks
    reads: Literal["plain", "whole", "cased"] = "plain"
    answering: re.Pattern[str] | None = None  # speaks only when the line before says this
    asks: str = ""  # the line before, in the example


def rule(name: str, weight: float, says: str, example: str) -> DetectionRule:
    """A rule about what somebody says of their own accord."""
    return DetectionRule(name, weight, re.compile(says), example)


def reply(name: str, weight: float, says: str, example: str, *, to: str, asks: str) -> DetectionRule:
    """A rule about an answer, "yes" and "sure" included, to a line that says `to`, such as `asks`."""
    return DetectionRule(name, weight, re.compile(says), example, "whole", re.compile(to), asks)


def cased(name: str, weight: float, says: str, example: str) -> DetectionRule:
    """A rule that must see which letters are capital, as names have."""
    return DetectionRule(name, weight, re.compile(says), example, "cased")


def one_of(words: str) -> str:
    """A pattern for any of the words or phrases, which commas part; the longest is tried first."""
    return "(?:" + "|".join(sorted((re.escape(word.strip()) for word in words.split(",")), key=len, reverse=True)) + ")"
