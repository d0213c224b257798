"""How minutes mark a decision, an action, who was there, and when."""

import re

MARKED = re.compile(
    r"^\s*(?:[-*+>]\s*|\d{1,3}[.)]\s*)*(?:\[[ xX]\]\s*)?[*_`]{0,3}"
    r"(?:#(?P<tag>agreed|decision|decided|resolved|action|todo)\b:?"
    r"|(?P<word>resolutions?|resolved|decisions?|decided|agreed|agreement|action(?: items?| points?)?|todo|to do|ai)"
    r"(?:\s*[#-]?\s*\d{1,4})?\s*[*_`]{0,3}\s*:)"
    r"[*_`]{0,3}\s*(?P<text>.*)$",
    re.IGNORECASE,
)
LABEL = r"^\s*(?:[-*+>]\s*)?[*_]{0,3}(?:%s)[*_]{0,3}\s*:[*_]{0,3}\s*"
PRESENT = re.compile(
    LABEL % "(?P<role>present|attendees|attending|attendance|participants|chair|chaired by|in attendance)"
    + "(?P<names>.*)$",
    re.IGNORECASE,
)
DATED = re.compile(LABEL % "date|when|held on|meeting date", re.IGNORECASE)
WHY = re.compile(LABEL % "why|reason|rationale|because" + "(?P<why>.*)$", re.IGNORECASE)
NAME = r"[A-Z][\w'’.-]{0,40}"  # noqa: RUF001
OWNER = re.compile(
    rf"^@?(?P<name>{NAME}(?: {NAME}){{0,2}})\s*(?::|-|–|—|\bto\b|\bwill\b)\s+(?P<rest>.+)$",  # noqa: RUF001
    re.DOTALL,
)
VERBS = (
    "add agree apply back bring change come commit continue convert do get give go hand invite keep listen look"
    " migrate move need port publish refer rename reply report respond return send speak submit subscribe switch"
    " talk tell translate try update upgrade want work write"
)
DOING = frozenset(VERBS.split(" "))
"""Verbs that "to" may follow at the beginning of an action: "Rename to v1" is nobody called Rename."""

ACTIONS = ("action", "actions", "action items", "action points", "todo", "to do", "ai", "next steps")
DECISIONS = ("decisions", "decision", "resolutions", "decisions made", "agreements", "agreed", "decisions taken")
PEOPLE = ("present", "attendees", "attending", "attendance", "participants", "in attendance")
