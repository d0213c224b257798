"""Words that nobody should write, and that somebody will."""

from hypothesis import strategies as st

PINGS = ("<!channel>", "<!here>", "<!everyone>", "<!subteam^S0CREW>", "<@U0EVIL>")
FORGED = "<https://evil.example|click>"
CANARY = "kanarienvogel"  # in everything that people say here: it must be in no log
NAMES = ("*Bob*", FORGED, "@channel", "<!here>", "`rm`", "~gone~ _so_", "\u202egnihton", "a|b>c<d&e", "😀" * 20)

NASTY = (
    "",
    " ",
    "\n\n",
    "\x00",
    "a\x00b",
    "\ud800",
    "x\udfffy",
    "\u202eback to front",
    "\u200b\u200d\ufeff",
    "Z" + "\u0301" * 300,
    "👩‍👩‍👧‍👦🏳️‍🌈🇪🇺🦀" * 20,
    *PINGS,
    FORGED,
    "<#C0STEERING|steering>",
    "*_~`bold`~_*",
    "```",
    "&lt;!channel&gt; &amp;lt;",
    "&",
    "<",
    "<>",
    "<|>",
    "<<<<>>>>",
    "=HYPERLINK(1)",
    "+1+1|cmd",
    "@SUM(A1)",
    "-2",
    "null",
    "[]",
    "{}",
    "1e999",
    "-1",
    "0",
    "9" * 30,
    "٣",
    "²",
    "1; DROP TABLE decisions",
    "../../etc/passwd",
    "%s%n{0}{me}",
    "\r\nX: y",
    "x" * 3_000,
    "w" * 700 + " " + "<" * 700,
    "because " * 400,
    "D-" * 1_000,
    "I'll " * 600,
    "by by by by " * 250,
    "((((((((" * 300,
    " " * 2_999 + "x",
    "\t" * 1_500 + "because" + " " * 1_400,
    "<@" * 1_200,
    "a@" * 1_200,
    "1." * 1_400,
    "- " * 1_400,
    "31 February 99999",
    "by 0000-00-00",
    "99999-99-99",
    "we decided " * 250,
    f"{CANARY} because {CANARY}",
    f"I'll send {CANARY} by Friday",
    "why " * 700,
)

SHORT = tuple(each for each in NASTY if len(each) <= 400)

hostile = st.sampled_from(NASTY) | st.text(max_size=40) | st.sampled_from(NAMES)
"""What somebody may have typed, at most 3,000 characters, as Slack lets them."""

wrong = (
    st.sampled_from([None, "", 0, -1, 1, 2, 3, 7, 10**6, 10**12, 10**25, True, 1.5, [], {}, ["x"], {"x": 1}]) | hostile
)
"""Anything at all where something else was expected."""
