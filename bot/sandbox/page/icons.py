"""The few drawings of the page, as lines that take the colour of the words beside them."""

from bot.sandbox.page.tags import Html, tag

PATHS = {
    "waves": "M2 9c3 0 3-2.6 6.5-2.6S12 9 15 9s3-2.6 7-2.6M2 14c3 0 3-2.6 6.5-2.6S12 14 15 14s3-2.6 7-2.6"
    "M2 19c3 0 3-2.6 6.5-2.6S12 19 15 19s3-2.6 7-2.6",
    "helm": "M12 3v18M3 12h18M5.6 5.6l12.8 12.8M18.4 5.6 5.6 18.4M12 6.2a5.8 5.8 0 1 0 0 11.6 5.8 5.8 0 0 0 0-11.6"
    "M12 10.4a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2",
    "lock": "M6 11h12v9H6zM8.5 11V7.5a3.5 3.5 0 0 1 7 0V11",
    "people": "M9 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6M3.5 19a5.5 5.5 0 0 1 11 0"
    "M16 6a2.6 2.6 0 0 1 0 5.2M17 14a4.5 4.5 0 0 1 3.5 5",
    "hash": "M9 4 7 20M17 4l-2 16M4 9h17M3 15h17",
    "home": "M4 11.5 12 5l8 6.5M6.5 10v9h11v-9",
    "talk": "M4 5h16v11H11l-4.5 4v-4H4z",
    "reply": "M4 5h16v11H11l-4.5 4v-4H4zM8 9h8M8 12h5",
    "more": "M5 12h.01M12 12h.01M19 12h.01",
    "eye": "M2.5 12S6 5.8 12 5.8 21.5 12 21.5 12 18 18.2 12 18.2 2.5 12 2.5 12z"
    "M12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6",
    "send": "M4 12 20.5 4.5 15 20l-3.6-6.4zM11.4 13.6 20.5 4.5",
    "close": "M6 6l12 12M18 6 6 18",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "search": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 21 21",
    "bolt": "M13 2.5 5 13.5h6l-1 8 8-11h-6z",
    "clip": "M20 11.5 12 19.5a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8L10 17a1.7 1.7 0 0 1-2.4-2.4L15 7.4",
    "file": "M6 3h8l5 5v13H6zM14 3v5h5",
    "clock": "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M12 7.5V12l3.2 2",
    "storm": "M7 16.5A4.5 4.5 0 0 1 6.4 7.6a6 6 0 0 1 11.4 1.6A3.7 3.7 0 0 1 17.5 16.5M12.5 11l-3 5h4l-2.5 5",
    "glass": "M4 5h16v14H4zM4 9h16M8 13h4M8 16h8",
    "trash": "M5 7h14M10 7V4.5h4V7M7 7l1 13h8l1-13M10.5 11v5.5M13.5 11v5.5",
}


LINES = {
    "viewBox": "0 0 24 24",
    "fill": "none",
    "stroke": "currentColor",
    "stroke_linecap": "round",
    "stroke_linejoin": "round",
    "aria_hidden": "true",
}


def icon(name: str) -> Html:
    weight = "3" if name == "more" else "1.7"
    return tag("svg", tag("path", d=PATHS[name]), stroke_width=weight, **LINES)
