"""How people look on the page: initials on the colour of their partner, and what they are called beside it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from bot.sandbox.page.icons import icon
from bot.sandbox.page.tags import Html, tag
from bot.sandbox.workspace.directory import Team, User

HUES = 8  # colours in the style sheet; a ninth partner shares the first one's

OUTSIDE = {"guest": "guests", "external": "external people"}  # for whom some of Slack does not exist
BADGES = {"guest": "Guest", "external": "External"}

Partners = Mapping[str, str]  # the partner of everybody, by id


def partners(people: Iterable[User], teams: Mapping[str, Team]) -> dict[str, str]:
    return {user.id: _partner(user, teams) for user in people if not user.is_bot}


def hue(user: User, partners: Partners) -> str:
    """The colour of a person's partner: the partners in their order of arrival."""
    order = list(dict.fromkeys(partners.values()))
    return f"hue-{order.index(partners[user.id]) % HUES}" if user.id in partners else ""


def avatar(user: User, partners: Partners, *, small: bool = False) -> Html:
    size = " small" if small else ""
    if user.is_bot:
        return tag("span", icon("helm"), class_=f"avatar app{size}", aria_hidden="true")
    look = f"avatar {hue(user, partners)}{size}"
    return tag("span", initials(user.real_name), class_=look, aria_hidden="true", title=user.real_name)


def chip(user: User, partners: Partners) -> Html:
    """Which partner somebody is of, or that it is an app."""
    if user.is_bot:
        return tag("span", "App", class_="badge")
    return tag("span", partners.get(user.id, ""), class_=f"partner {hue(user, partners)}")


def badge(user: User) -> Html:
    words = BADGES.get(user.kind)
    return tag("span", words, class_="badge") if words else Html("")


@lru_cache(maxsize=512)
def initials(name: str) -> str:
    first, *others = name.split() or ["?"]
    return (first[:1] + (others[-1][:1] if others else "")).upper()


def _partner(user: User, teams: Mapping[str, Team]) -> str:
    """Of another workspace: that one. Of this one: told by the domain of the e-mail address."""
    if user.kind == "external" or not user.email:
        return teams[user.team].name if user.team in teams else user.team
    domain = user.email.rpartition("@")[2].rsplit(".", 1)[0]
    return domain.replace("-", " ").title()
