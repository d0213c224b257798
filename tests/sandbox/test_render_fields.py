"""Fields, files and tables as HTML, and strange words that must cost no more time than others."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.sandbox import Clock, Workspace
from bot.sandbox.page.markdown import markdown
from bot.sandbox.page.mrkdwn import mrkdwn
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.templates import blocks, files, size
from bot.sandbox.page.uploading import safe_name
from bot.sandbox.page.written import as_rich_text, as_typed
from bot.sandbox.workspace.words import read
from tests.sandbox.town import MANIFEST, people

READER = Reader(
    me="U1",
    people={"U0ADA": "Ada Lindqvist", "U1": "Ada"},
    channels={"C0GENERAL": "general"},
    now=datetime(2026, 3, 2, 9, tzinfo=UTC),
    hosts=frozenset({"127.0.0.1:8000"}),
)
PICTURE = "http://127.0.0.1:8000/files-pri/T1-F1/chart.png"


def plain(words: str) -> dict[str, str]:
    return {"type": "plain_text", "text": words}


def field(**element: Any) -> str:
    part = {"type": "input", "block_id": "b", "label": plain("Which?"), "element": {"action_id": "a", **element}}
    return blocks([part], READER)


STRANGE = ["*a ", "_a ", "~a ", "`a ", "<a ", ":a", "```\n", ">>>", "> ", ">>>a\n", "**a", "[a](", "- a\n", "\n", "*_~"]


@pytest.mark.parametrize("piece", STRANGE)
def test_strange_words_cost_no_more_time_than_others(piece: str) -> None:
    words = piece * (40_000 // len(piece))  # as long as Slack lets a message be
    started = time.process_time()

    mrkdwn(words, READER)
    markdown(words, READER)
    read(words, {})

    assert time.process_time() - started < 3  # quadratic patterns take ten times as long


def test_quotes_within_quotes_end_somewhere() -> None:
    assert mrkdwn("> " * 50 + "deep", READER).count("<blockquote>") <= 4
    assert markdown("> " * 50 + "deep", READER).count("<blockquote>") <= 4


def test_a_select_of_the_apps_own_shows_what_is_chosen_and_asks_as_one_types() -> None:
    one = field(type="external_select", initial_option={"text": plain("North <pier>"), "value": "n"})
    several = field(type="multi_external_select", min_query_length=0, max_selected_items=2)

    assert 'value="n" title="Take it back">North &lt;pier&gt;</button>' in one
    assert 'role="combobox"' in one
    assert 'data-least="3"' in one
    assert 'data-several data-most="2" data-least="0"' in several


def test_rich_text_comes_back_as_it_was_typed() -> None:
    block = {
        "type": "rich_text",
        "elements": [
            {
                "type": "rich_text_section",
                "elements": [
                    {"type": "text", "text": "We "},
                    {"type": "text", "text": "sail", "style": {"bold": True}},
                    {"type": "user", "user_id": "U0ADA"},
                ],
            }
        ],
    }

    assert "We *sail*@Ada Lindqvist</textarea>" in field(type="rich_text_input", initial_value=block)


@pytest.mark.parametrize(
    "text",
    [
        "We *sail* at _dawn_, ~not~ `now`",
        "Before\n• one\n• two *bold*\nafter",
        "1. first\n2. second",
        "> quoted\n> twice",
        "```\ncode *as is*\n```",
        "@Ada Lindqvist in #general, @channel",
        "snake_case 2*3*4 <b>&amp;</b>",
        "",
        "\u202eright to left\u202c 📜",
    ],
)
def test_what_is_typed_survives_the_way_into_slacks_form_and_back(text: str) -> None:
    place = people(Workspace(MANIFEST, Clock()))

    block = as_rich_text(place, text)

    assert as_typed(block, lambda id: place.names[id]) == text


def test_what_is_typed_becomes_lists_quotes_and_styled_words() -> None:
    place = people(Workspace(MANIFEST, Clock()))

    block = as_rich_text(place, "*b*\n- a\n1. n\n> q\n```\nc\n```")

    kinds = [part["type"].removeprefix("rich_text_") for part in block["elements"]]
    assert kinds == ["section", "list", "list", "quote", "preformatted"]
    assert [part.get("style") for part in block["elements"][1:3]] == ["bullet", "ordered"]


def test_a_table_keeps_the_sides_of_its_columns() -> None:
    cells = [{"type": "raw_text", "text": words} for words in ("Berth", "Metres", "Note")]
    settings = [None, {"align": "right"}, {"is_wrapped": True, "align": "center"}]

    html = blocks([{"type": "table", "rows": [cells, cells], "column_settings": settings}], READER)

    assert '<td>Berth</td><td class="to-right">Metres</td><td class="to-center wraps">Note</td>' in html


@pytest.mark.parametrize(
    ("picture", "shown"),
    [
        ({"image_url": PICTURE}, 'src="/files-pri/T1-F1/chart.png"'),
        ({"slack_file": {"url": PICTURE}}, 'src="/files-pri/T1-F1/chart.png"'),
        ({"image_url": "https://elsewhere.example/files-pri/T1-F1/chart.png"}, 'class="picture elsewhere"'),
        ({"image_url": "http://127.0.0.1:8000/api/auth.test"}, 'class="picture elsewhere"'),
    ],
)
def test_only_pictures_that_are_kept_here_are_shown(picture: dict[str, Any], shown: str) -> None:
    html = blocks([{"type": "image", "alt_text": "A chart", "title": plain("Tides"), **picture}], READER)

    assert shown in html
    assert "<figcaption>Tides</figcaption>" in html


def test_files_are_shown_named_or_linked_by_where_they_lie() -> None:
    kept = {"name": "chart.png", "mimetype": "image/png", "url_private": PICTURE, "size": 2048}
    notes = {"name": "<notes>.txt", "mimetype": "text/plain", "url_private": PICTURE, "size": 12}
    elsewhere = {"name": "far.png", "mimetype": "image/png", "url_private": "https://elsewhere.example/far.png"}

    html = files([kept, notes, elsewhere], READER)

    assert html.count("<img") == 1
    assert "<b>&lt;notes&gt;.txt</b><small>12 bytes</small>" in html
    assert '<span class="file">' in html


@pytest.mark.parametrize(("number", "words"), [(0, "0 bytes"), (1023, "1023 bytes"), (2048, "2 kB"), (5 << 20, "5 MB")])
def test_sizes_are_said_in_words(number: int, words: str) -> None:
    assert size(number) == words


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("chart.png", "chart.png"),
        ("../../etc/passwd", "passwd"),
        ("C:\\boats\\petrel.txt", "petrel.txt"),
        ("a?b#c<d>.txt", "a_b_c_d_.txt"),
        ("..", "file"),
        ("", "file"),
        ("\x00\ud800", "_"),
        ("x" * 300 + ".png", "x" * 96 + ".png"),
    ],
)
def test_names_of_files_can_stand_in_an_address(given: str, kept: str) -> None:
    assert safe_name(given) == kept
