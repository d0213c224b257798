"""Meaning: a small language model on this machine, that makes numbers of a text. Its packages are the extra `semantic`.

A folder holds it: `model.onnx`, whose first answer is a vector per token or per text, and `tokenizer.json`.
Nothing leaves the machine, and no code of the folder is run.
"""

import hashlib
import logging
import threading
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from storage.search.vectors import SemanticIndex

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
MOST_TOKENS = 128  # of a text that are read: what a sentence model was taught with; more of them blur the meaning
LONGEST = 4_000  # characters of a text that are looked at: far more than so many tokens have
AT_ONCE = 16  # texts of about one length
THREADS = 1  # the other cores are for people


log = logging.getLogger(__name__)


def sense_of(folder: Path) -> SemanticIndex | None:
    """The model of a folder, ready to be asked; None, with a line in the log where something is amiss, without one."""
    if not is_there(folder):
        return None
    if not is_installed():
        log.warning("there is a model in %s, but not what runs it: pip install 'steward[semantic]'", folder)
        return None
    from storage.search.embeddings import EmbeddingMatrix as Kept

    try:
        return Kept(EmbeddingModel(folder))
    except ValueError as error:
        log.warning("questions are answered by words alone: %s", error)
        return None


def is_installed() -> bool:
    """Whether the extra's packages are here."""
    return all(find_spec(name) is not None for name in ("onnxruntime", "tokenizers", "numpy"))


def is_there(folder: Path) -> bool:
    """Whether a folder holds a model."""
    return (folder / MODEL).is_file() and (folder / TOKENIZER).is_file()


class EmbeddingModel:
    """The model of a folder, at work. Raises ValueError, with what the libraries say, when it is none."""

    def __init__(self, folder: Path) -> None:
        import onnxruntime
        from tokenizers import Tokenizer

        self.name = _fingerprint(folder)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = THREADS
        options.log_severity_level = 3  # errors; it warns of what it cannot make quicker
        try:
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
            self._session = onnxruntime.InferenceSession(
                str(folder / MODEL), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # each library raises its own, down to a bare Exception
            raise ValueError(f"{folder} holds no model that I can use: {error}") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(MOST_TOKENS)
        self._wanted = {each.name for each in self._session.get_inputs()}
        self._last: tuple[str, bytes] | None = None
        self._lock = threading.Lock()

    def of(self, texts: Sequence[str]) -> list[bytes]:
        """The vector of each text, of length 1, as 16-bit floats. About 10 ms for a question, 40 for a long text.

        A question that is asked again at once, as by "Not what I meant", costs nothing.
        """
        with self._lock:  # one at a time: more would only fight for the same cores
            if self._last is None or list(texts) != [self._last[0]]:
                return self._made(texts)
            return [self._last[1]]

    def _made(self, texts: Sequence[str]) -> list[bytes]:
        tokens = [each.ids for each in self._tokenizer.encode_batch([_plain(text) for text in texts])]
        by_length = sorted(range(len(texts)), key=lambda at: len(tokens[at]))
        made: dict[int, bytes] = {}
        for start in range(0, len(texts), AT_ONCE):
            places = by_length[start : start + AT_ONCE]
            made.update(zip(places, self._batch([tokens[at] for at in places]), strict=True))
        if len(texts) == 1:
            self._last = texts[0], made[0]
        return [made[at] for at in range(len(texts))]

    def _batch(self, tokens: Sequence[Sequence[int]]) -> list[bytes]:
        import numpy as np

        longest = max(1, *(len(each) for each in tokens)) if tokens else 1
        ids = np.zeros((len(tokens), longest), np.int64)
        there = np.zeros_like(ids)
        for row, each in enumerate(tokens):
            ids[row, : len(each)], there[row, : len(each)] = each, 1
        given = {"input_ids": ids, "attention_mask": there, "token_type_ids": np.zeros_like(ids)}
        answer = self._session.run(None, {name: given[name] for name in self._wanted})[0]
        return [row.astype("<f2").tobytes() for row in _of_length_one(_averaged(np.asarray(answer), there))]


def _averaged(answer: Any, there: Any) -> Any:
    """One vector for a text: the mean of its tokens', where the model has not done so itself."""
    if answer.ndim == 2:
        return answer
    return (answer * there[:, :, None]).sum(1) / there.sum(1).clip(1)[:, None]


def _of_length_one(rows: Any) -> Any:
    lengths = (rows * rows).sum(1, keepdims=True) ** 0.5
    return rows / lengths.clip(1e-9)


def _plain(text: str) -> str:
    """The beginning, without what UTF-8 cannot say: half of a pair, as some keyboards leave behind."""
    return text[:LONGEST].encode("utf-8", "replace").decode()


def _fingerprint(folder: Path) -> str:
    """The same for the same files, wherever they are."""
    both = hashlib.sha256()
    for name in (MODEL, TOKENIZER):
        with (folder / name).open("rb") as file:
            both.update(hashlib.file_digest(file, "sha256").digest())
    both.update(f"{MOST_TOKENS}".encode())
    return both.hexdigest()[:16]
