"""What Slack refuses in blocks and views, each in its own words."""

from typing import Any

import pytest

from bot.sandbox.api.web_api import ANSWERS
from bot.sandbox.spec import check
from bot.sandbox.spec.blocks import BLOCKS, SURFACES
from bot.sandbox.spec.methods import METHODS
from tests.sandbox.harbour import FORM, asked, button, modal, plain, section, select

FIVE = [{"text": plain(str(number)), "value": str(number)} for number in range(5)]


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


PROBLEMS: list[tuple[str, list[Any]]] = [
    ("must be an object [json-pointer:/blocks/0]", ["hat"]),
    ("missing required field: type [json-pointer:/blocks/0]", [{}]),
    ("unsupported type: hat [json-pointer:/blocks/0/type]", [{"type": "hat"}]),
    ("missing required field: text or fields [json-pointer:/blocks/0]", [{"type": "section"}]),
    ("invalid additional property: colour [json-pointer:/blocks/0/colour]", [{"type": "divider", "colour": "red"}]),
    ("must be more than 0 characters [json-pointer:/blocks/0/text/text]", [section("")]),
    ("must be less than 3001 characters [json-pointer:/blocks/0/text/text]", [section("x" * 3_001)]),
    (
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
        [{"type": "header", "text": plain("x" * 151)}],
    ),
    (
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
        [{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}],
    ),
    ("must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]", [actions(button("x" * 76, "a"))]),
    (
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
        [actions(button("x", "a", value="x" * 2_001))],
    ),
    (
        "must be one of primary, danger [json-pointer:/blocks/0/elements/0/style]",
        [actions(button("x", "a", style="red"))],
    ),
    ("no fewer than 1 items allowed [json-pointer:/blocks/0/elements]", [actions()]),
    (
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
        [actions(*(button("x", str(n)) for n in range(26)))],
    ),
    ("no more than 50 items allowed [json-pointer:/blocks]", [{"type": "divider"}] * 51),
    (
        '`action_id` "a" already exists for another element [json-pointer:/blocks/0]',
        [actions(button("x", "a"), button("y", "a"))],
    ),
    (
        '`block_id` "b" already exists for another block [json-pointer:/blocks]',
        [{"type": "divider", "block_id": "b"}] * 2,
    ),
    (
        "missing required field: options or option_groups [json-pointer:/blocks/0/elements/0]",
        [actions({"type": "static_select"})],
    ),
    (
        "initial option must exactly match one of the options [json-pointer:/blocks/0]",
        [actions({**select("a", "North"), "initial_option": {"text": plain("South"), "value": "south"}})],
    ),
    (
        "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
        [actions({"type": "overflow", "options": FIVE + FIVE[:1]})],
    ),
    (
        "must match \\d{4}-\\d{2}-\\d{2} [json-pointer:/blocks/0/elements/0/initial_date]",
        [actions({"type": "datepicker", "initial_date": "3/5"})],
    ),
    (
        "unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]",
        [actions({"type": "plain_text_input"})],
    ),
    ("file_input works only in modals [json-pointer:/blocks/0]", [asked("f", "File", {"type": "file_input"})]),
    (
        "min_value must not be above max_value [json-pointer:/blocks/0]",
        [
            asked(
                "n", "Boats", {"type": "number_input", "is_decimal_allowed": False, "min_value": "10", "max_value": "9"}
            )
        ],
    ),
    ("only one table is allowed [json-pointer:/blocks]", [{"type": "table", "rows": []}] * 2),
    (
        "markdown blocks must have less than 12001 characters together [json-pointer:/blocks]",
        [{"type": "markdown", "text": "x" * 6_001}] * 2,
    ),
]


@pytest.mark.parametrize(("problem", "blocks"), PROBLEMS, ids=[each[0] for each in PROBLEMS])
def test_what_is_wrong_is_told_with_its_place(problem, blocks):
    assert check.blocks(blocks) == [problem]


VIEWS: list[tuple[str, Any]] = [
    ("must be an object [json-pointer:/view]", None),
    ("unsupported type: drawer [json-pointer:/view/type]", {"type": "drawer", "blocks": []}),
    ("missing required field: title [json-pointer:/view]", {"type": "modal", "blocks": []}),
    ("must be less than 25 characters [json-pointer:/view/title/text]", modal("x" * 25)),
    (
        "must be less than 3001 characters [json-pointer:/view/private_metadata]",
        modal("x", private_metadata="x" * 3_001),
    ),
    ("no more than 100 items allowed [json-pointer:/view/blocks]", modal("x", *[{"type": "divider"}] * 101)),
    (
        "unsupported type: markdown on a modal [json-pointer:/view/blocks/0/type]",
        modal("x", {"type": "markdown", "text": "x"}),
    ),
    (
        "invalid additional property: submit [json-pointer:/view/submit]",
        {"type": "home", "blocks": [], "submit": plain("x")},
    ),
    (
        "only one element may have focus_on_load [json-pointer:/view/blocks]",
        modal("x", *(asked(name, name, {"type": "plain_text_input", "focus_on_load": True}) for name in "ab")),
    ),
]


@pytest.mark.parametrize(("problem", "view"), VIEWS, ids=[each[0] for each in VIEWS])
def test_what_is_wrong_in_a_view_is_told_with_its_place(problem, view):
    assert check.view(view) == [problem]


def test_a_good_form_has_nothing_wrong():
    assert check.view(FORM) == []


def test_every_block_has_its_surfaces_and_every_method_its_answer():
    assert BLOCKS.keys() == SURFACES.keys()
    assert METHODS.keys() == ANSWERS.keys()
