"""The questions that come with the bot: small sets in data files, each saying where its idea comes from."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from bot.features.surveys.questions import Question, QuestionSet


@cache
def shipped() -> Mapping[str, QuestionSet]:
    """All sets by key, in the order of their titles."""
    folder = files("bot") / "content" / "question_sets"
    texts = [each.read_text(encoding="utf-8") for each in folder.iterdir() if each.name.endswith(".toml")]
    sets = [QuestionSet.model_validate(tomllib.loads(text)) for text in texts]
    return {each.key: each for each in sorted(sets, key=lambda one: one.title)}


def of_week(set_: QuestionSet, number: int) -> Question:
    """The question whose turn it is in the round with this number, counted from 0; then they start again."""
    return set_.questions[number % len(set_.questions)]
