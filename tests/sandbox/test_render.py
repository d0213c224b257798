"""What people and bots write, as HTML: tables of examples, hostile ones too."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.page.emoji import emoji
from bot.sandbox.page.markdown import markdown
from bot.sandbox.page.moments import day
from bot.sandbox.page.mrkdwn import mrkdwn, only_emoji
from bot.sandbox.page.reader import Reader
from bot.sandbox.page.templates import blocks
from tests.support.conformance import FOLDER, needs_conformance

READER = Reader(
    me="U1",
    people={"U1": "Ada", "U2": 'Bo "the boat" <b>'},
    channels={"C1": "general", "C2": "steering"},
    private=frozenset({"C2"}),
    zone=ZoneInfo("Europe/Lisbon"),
    now=datetime(2026, 3, 2, 9, tzinfo=UTC),
    hosts=frozenset({"haven.slack.com"}),
)

HARMLESS = {"href", "class", "dir", "title", "datetime", "target", "rel", "id", "for", "name", "type", "value", "role"}
HARMLESS |= {"placeholder", "rows", "hidden", "checked", "selected", "autocomplete", "autofocus", "start", "label"}
HARMLESS |= {"viewbox", "points", "fill", "d", "x", "y", "width", "height", "tabindex", "step", "open", "src", "alt"}


class Seen(HTMLParser):
    """What a browser makes of it: the words, the tags, and whether an attribute or an address could do harm."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words, self.tags, self.harm = "", [], []
        self.feed(html)

    def handle_starttag(self, name: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(name)
        for key, value in attributes:
            if key not in HARMLESS and not key.startswith(("data-", "aria-")):
                self.harm.append(key)
            if key in ("href", "src") and not re.match(r"https?://|mailto:|tel:|/(?!/)", value or ""):
                self.harm.append(value)
        if name in ("script", "style", "iframe", "object", "embed", "base", "form"):
            self.harm.append(name)

    def handle_data(self, words: str) -> None:
        self.words += words


def inner(text: str) -> str:
    return mrkdwn(text, READER).removeprefix('<div class="words" dir="auto">').removesuffix("</div>")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("*bold* _leaning_ ~gone~", "<b>bold</b> <i>leaning</i> <s>gone</s>"),
        ("*_both_*", "<b><i>both</i></b>"),
        ("`*no*` and `a&lt;b`", "<code>*no*</code> and <code>a&lt;b</code>"),
        ("snake_case_name 2*3*4 a ~ b", "snake_case_name 2*3*4 a ~ b"),
        ("* not bold *", "* not bold *"),
        ("one\ntwo", "one<br>two"),
        ("AT&amp;T &lt;3", "AT&amp;T &lt;3"),
        ("&amp;lt;", "&amp;lt;"),
        (":scroll: :no_such_thing: at 10:30:45", "📜 :no_such_thing: at 10:30:45"),
        (":wave::skin-tone-3: :flag-pt:", "👋🏼 🇵🇹"),
        ("مرحبا *بكم*", "مرحبا <b>بكم</b>"),
    ],
)
def test_words_are_marked_as_slack_marks_them(text: str, html: str) -> None:
    assert inner(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<@U1>", '<span class="mention me" data-person="U1">@Ada</span>'),
        ("<@U2|x>", '<span class="mention" data-person="U2">@Bo &#34;the boat&#34; &lt;b&gt;</span>'),
        ("<@U404>", '<span class="mention" data-person="U404">@U404</span>'),
        ("<#C1|old-name>", '<a class="mention" href="/as/U1/C1">#general</a>'),
        ("<#C9|secret-plan>", '<span class="mention hidden-channel">a private channel</span>'),
        ("<!here>", '<span class="mention all">@here</span>'),
        ("<!subteam^S1|@harbour>", '<span class="mention">@harbour</span>'),
        ("<!nonsense>", "&lt;!nonsense&gt;"),
    ],
)
def test_ids_are_shown_as_names_that_the_reader_may_know(text: str, html: str) -> None:
    assert inner(text) == html


@pytest.mark.parametrize(
    ("text", "href"),
    [
        ("<https://a.example/x_y_z?b=1&amp;c=2|here>", "https://a.example/x_y_z?b=1&amp;c=2"),
        ("see https://a.example/x_y_z.", "https://a.example/x_y_z"),
        ("<mailto:ada@haven.example>", "mailto:ada@haven.example"),
        ("<https://haven.slack.com/archives/C1/p1772442000000100|that>", "/archives/C1/p1772442000000100"),
        (
            "<https://haven.slack.com/archives/C1/p1772442000000200?thread_ts=1772442000.000100&amp;cid=C1|that>",
            "/archives/C1/p1772442000000200?thread_ts=1772442000.000100&amp;cid=C1",
        ),
        ("<https://else.slack.com/archives/C1/p1772442000000100|that>", "https://else.slack.com/archives/C1/p1772442000000100"),
    ],
)  # fmt: skip
def test_links_lead_where_they_say(text: str, href: str) -> None:
    assert f'href="{href}"' in inner(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!date^1772442000^{date_short} at {time}|then>", "2 Mar 2026 at 09:00"),
        ("<!date^1772442000^{date_short_pretty}|then>", "today"),
        ("<!date^1772355600^{date_long_pretty}|then>", "yesterday"),
        ("<!date^1780300800^{date_num} {time}|then>", "2026-06-01 09:00"),
        ("<!date^1772438400^{ago}|then>", "1 hour ago"),
        ("<!date^soon^{date}|then>", "then"),
        ("<!date^99999999999999^{date}|then>", "then"),
    ],
)
def test_dates_are_told_in_the_readers_zone(text: str, words: str) -> None:
    assert Seen(inner(text)).words == words


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("&gt; quoted\n&gt; *twice*\nthen", ["blockquote", "div", "br", "b", "div"]),
        ("before\n&gt;&gt;&gt; all\nthe rest", ["div", "blockquote", "div", "br"]),
        ("• a\n• b", ["ul", "li", "li"]),
        ("```\n*no* <b>\n```\nyes", ["pre", "div"]),
    ],
)
def test_lines_become_quotes_lists_and_code(text: str, tags: list[str]) -> None:
    assert Seen(mrkdwn(text, READER)).tags == tags


HOSTILE = [
    "<script>alert(1)</script>",
    "<javascript:alert(1)|click>",
    "<https://a.example/\" onmouseover=\"alert(1)|x>",
    "<https://a.example/|<img src=x onerror=alert(1)>>",
    "*<b onclick=alert(1)>*",
    "\x00\x00\x00 <@U1> \x00",
    "`</code><script>`",
    "```</pre><script>```",
    "<@U1|\"><script>alert(1)</script>>",
    "<!date^1^{date}\"><script>^https://x|</time><script>>",
    "&lt;img src=x onerror=alert(1)&gt;",
    "<data:text/html,<script>alert(1)</script>|x>",
    "https://a.example/'\"><script>alert(1)</script>",
    "<https://[half|x>",
    "\u202egnirts lanretxe\u202c",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_stay_words(text: str) -> None:
    named = mrkdwn("<@U9>", replace(READER, people={"U9": text}))
    everywhere = [mrkdwn(text, READER), markdown(text, READER), named, every_block(text)]

    assert [Seen(html).harm for html in everywhere] == [[], [], [], []]


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("<>&\"'*_~`:|/!@#^\x00\n U1Cabhtps.()[]-=;"), max_size=60))
def test_no_text_at_all_makes_a_tag_of_its_own(text: str) -> None:
    assert Seen(mrkdwn(text, READER)).harm == []
    assert Seen(markdown(text, READER)).harm == []


def every_block(words: str) -> str:
    plain, marked = {"type": "plain_text", "text": words}, {"type": "mrkdwn", "text": words}
    option = {"text": plain, "value": words, "description": plain}
    confirm = {"title": plain, "text": marked, "confirm": plain, "deny": plain}
    elements = [
        {"type": "button", "text": plain, "value": words, "url": words, "confirm": confirm},
        {"type": "overflow", "options": [option]},
        {"type": "image", "image_url": words, "alt_text": words},
        *({"type": kind, "options": [option], "placeholder": plain, "action_id": words} for kind in CHOOSERS),
        *({"type": kind, "initial_value": words, "placeholder": plain, "multiline": True} for kind in TYPED),
        {"type": "datepicker", "initial_date": words, "placeholder": plain},
        {"type": words},
    ]
    return blocks([*every_quiet_block(words), {"type": "actions", "block_id": words, "elements": elements}], READER)


CHOOSERS = (
    "static_select",
    "multi_static_select",
    "users_select",
    "conversations_select",
    "checkboxes",
    "radio_buttons",
)
TYPED = ("plain_text_input", "email_text_input", "url_text_input", "number_input")


def every_quiet_block(words: str) -> list[dict[str, Any]]:
    plain, marked = {"type": "plain_text", "text": words}, {"type": "mrkdwn", "text": words}
    line = {"type": "text", "text": words, "style": {"bold": True}}
    rich = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [line, {"type": "link", "url": words}]}],
    }
    return [
        {"type": "section", "text": marked, "fields": [marked]},
        {"type": "header", "text": plain},
        {"type": "context", "elements": [marked, {"type": "image", "image_url": words, "alt_text": words}]},
        {"type": "input", "label": plain, "hint": plain, "block_id": words, "element": {"type": "plain_text_input"}},
        {"type": "image", "image_url": words, "alt_text": words, "title": plain},
        rich,
        {"type": "markdown", "text": words},
        {"type": "table", "rows": [[{"type": "raw_text", "text": words}, rich]]},
        {"type": "video", "title": plain, "title_url": words, "description": plain},
        {"type": "alert", "text": marked, "level": words},
        {"type": "card", "title": marked, "body": marked, "hero_image": {"image_url": words, "alt_text": words}},
        {"type": "task_card", "title": words, "details": rich, "status": words},
        {"type": "plan", "title": words, "tasks": [{"title": words}]},
        {"type": words},
    ]  # fmt: skip


@needs_conformance
def test_every_block_that_slack_has_recorded_is_shown() -> None:
    recorded = [
        json.loads(line)["payload"]
        for line in Path(FOLDER, "corpus", "block.jsonl").read_text("utf-8").splitlines()
        if '"__' not in line and '"type": "call"' not in line
    ]

    shown = [Seen(blocks([block], READER)) for block in recorded]

    assert len(shown) > 100
    assert [each.harm for each in shown if each.harm] == []
    assert [each.words for each in shown if "does not show" in each.words] == []


def test_an_element_says_only_which_one_it_is() -> None:
    button = {"type": "button", "action_id": "save", "text": {"type": "plain_text", "text": "Save"}, "value": "secret"}

    html = blocks([{"type": "actions", "block_id": "b1", "elements": [button]}], READER)

    assert html == (
        '<div class="block actions" data-block="b1"><span class="el" data-action="save" data-type="button">'
        '<button type="button" class="btn">Save</button></span></div>'
    )


@pytest.mark.parametrize(
    ("element", "answer", "expected"),
    [
        ({"type": "plain_text_input", "initial_value": "old"}, {"value": "new"}, 'value="new"'),
        ({"type": "datepicker", "initial_date": "2026-01-01"}, {"selected_date": "2026-02-02"}, 'value="2026-02-02"'),
        ({"type": "users_select"}, {"selected_user": "U1"}, '<option value="U1" selected>Ada'),
        ({"type": "multi_users_select"}, {"selected_users": ["U1"]}, '<span class="chip">Ada</span>'),
        ({"type": "plain_text_input", "initial_value": "old"}, {"value": None}, 'value=""'),
    ],
)
def test_what_was_chosen_stays_chosen(element: dict[str, Any], answer: dict[str, Any], expected: str) -> None:
    label = {"type": "plain_text", "text": "Who?"}
    part = {"type": "input", "block_id": "b", "label": label, "element": {**element, "action_id": "a"}}

    assert expected in blocks([part], READER, {"b": {"a": answer}})


def test_a_private_channel_is_offered_only_where_it_is_wanted() -> None:
    def offered(wanted: list[str]) -> str:
        element = {"type": "conversations_select", "filter": {"include": wanted}}
        return Seen(blocks([{"type": "actions", "elements": [element]}], READER)).words

    assert offered(["public", "private"]) == "Choose…# general🔒 steering"
    assert offered(["public"]) == "Choose…# general"


def test_markdown_is_shown_with_headings_lists_and_tables() -> None:
    seen = Seen(markdown("# One\n\n- a\n- **b**\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n[go](https://a.example)", READER))

    assert seen.tags == [
        "h3",
        "ul",
        "li",
        "li",
        "b",
        "div",
        "table",
        *["tr", "th", "th"],
        *["tr", "td", "td"],
        "p",
        "a",
    ]


@pytest.mark.parametrize(
    ("text", "only"),
    [(":tada:", True), (":tada: :scroll:", True), (":tada: yes", False), (":nope:", False), ("", False)],
)
def test_a_message_of_nothing_but_emoji_is_known(text: str, only: bool) -> None:
    assert only_emoji(text) is only


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2026-03-02", "Today"),
        ("2026-03-01", "Yesterday"),
        ("2026-02-26", "Thursday"),
        ("2026-02-12", "Thursday, 12 February"),
        ("2025-12-24", "Wednesday, 24 December 2025"),
    ],
)
def test_days_are_named_by_how_far_they_are(date: str, words: str) -> None:
    assert day(datetime.fromisoformat(date).date(), READER.now.date()) == words


@pytest.mark.parametrize(("name", "sign"), [("scroll", "📜"), ("octopus", "🐙"), ("flag-nl", "🇳🇱"), ("latin", None)])
def test_emoji_are_found_by_slacks_names(name: str, sign: str | None) -> None:
    assert emoji(name) == sign
