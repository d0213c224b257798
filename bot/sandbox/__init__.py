"""A pretend Slack that speaks Slack's own protocols, people in it, and a page to use it in a browser."""

from bot.sandbox.answers import Answer
from bot.sandbox.changes import Change
from bot.sandbox.client import client
from bot.sandbox.clock import Clock
from bot.sandbox.direct import direct
from bot.sandbox.errors import SlackError, Unavailable
from bot.sandbox.messages import Message
from bot.sandbox.people import Channel, Team, User
from bot.sandbox.person import Person
from bot.sandbox.server import Server
from bot.sandbox.views import View
from bot.sandbox.webapi import web_api
from bot.sandbox.wire import Reply, Wire
from bot.sandbox.workspace import Workspace

__all__ = [
    "Answer",
    "Change",
    "Channel",
    "Clock",
    "Message",
    "Person",
    "Reply",
    "Server",
    "SlackError",
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
