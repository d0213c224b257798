"""A pretend Slack that speaks Slack's own protocols, people in it, and a page to use it in a browser."""

from bot.sandbox.api.web_api import ApiAnswer, web_api
from bot.sandbox.delivery.in_process import client, direct
from bot.sandbox.delivery.wire import Change, Reply, Wire
from bot.sandbox.errors import SlackError, Unavailable
from bot.sandbox.people.person import Person
from bot.sandbox.server import Server
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace.clock import Clock
from bot.sandbox.workspace.directory import SlackChannel, Team, User
from bot.sandbox.workspace.messages import SlackMessage
from bot.sandbox.workspace.views import View

__all__ = [
    "ApiAnswer",
    "Change",
    "Clock",
    "Person",
    "Reply",
    "Server",
    "SlackChannel",
    "SlackError",
    "SlackMessage",
    "Team",
    "Unavailable",
    "User",
    "View",
    "Wire",
    "Workspace",
    "client",
    "direct",
    "web_api",
]
