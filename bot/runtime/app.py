"""The wiring: the only file that knows everyone, and the only one that asks the clock."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from slack_bolt import BoltContext, BoltResponse
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

import handlers
from bot.chat.messages import Message
from bot.chat.port import GoneError, MessageRef, NotInRoomError, StrangerError, TooFastError
from bot.chat.words import said
from bot.dispatch.requests import Repeated, Request
from bot.errors import Refusal
from bot.features import directory
from bot.runtime.tenants import ManyTenants, SingleTenant, Tenant, Tenants
from bot.settings import Settings
from bot.slack import listeners
from bot.slack.bolt_app import FAILED, REFUSED, REPEATED, MeasuredApp
from bot.slack.client import GONE, Answer, SlackChat
from bot.slack.payloads import Json, is_direct, occurrence
from bot.slack.rate_limits import PATIENCE, Wait
from schedules import timetable
from schedules.outbox import posts
from storage import Begin, Memory
from storage.members import BOT

Clock = Callable[[], datetime]

LONG_PATIENCE = 120.0  # seconds for one call at the start, when nothing is leased and nobody waits

HANDS = 4  # letters written at the same moment: a call takes Slack up to 300 ms, and the pace is one in 220

NOT_HERE = "I am not installed here any more. Whoever manages the apps of this workspace can install me again."

OUT_OF_SIGHT = (
    "I cannot reach that channel or message. Is it still there, and am I in it?"
    " Mention me there, and Slack offers to add me."
)

FAULT = "Sorry, something broke on my side. Please look whether it was saved before you try again."

log = logging.getLogger(__name__)


def utc_now() -> datetime:
    return datetime.now(UTC)


def web_client(settings: Settings, token: str | None = None) -> WebClient:
    """A client that gives up soon, and never repeats a call by itself: Slack may have taken it the first time."""
    if token is None and settings.slack_bot_token is not None:
        token = settings.slack_bot_token.get_secret_value()
    return WebClient(
        token=token, base_url=settings.slack_api_url, timeout=settings.steward_slack_seconds, retry_handlers=[]
    )


def homes_of(
    connect: Callable[[str], WebClient], client: WebClient, memory: Memory, settings: Settings, clock: Clock
) -> Tenants:
    """One home, with the token of the settings; or all that have installed the bot."""
    a_minute = settings.steward_messages_a_minute
    if not settings.is_for_many:
        return SingleTenant(client, memory, clock=clock, messages_a_minute=a_minute)
    return ManyTenants(connect, memory, clock=clock, messages_a_minute=a_minute)


def answer_by_webhook(url: str, body: Json) -> bool:
    """Speak through a response_url; False when it is used up, too old, or out of reach."""
    try:
        return WebhookClient(url, timeout=2, retry_handlers=[]).send_dict(body).status_code == 200
    except OSError:
        return False


class Steward:
    """The bot: a Bolt app that hands each request to whoever listens for it, and answers when something went wrong."""

    def __init__(
        self,
        client: WebClient,
        memory: Memory,
        *,
        settings: Settings,
        clock: Clock = utc_now,
        answer: Callable[[str, Json], bool] = answer_by_webhook,
        connect: Callable[[str], WebClient] | None = None,
    ) -> None:
        """`connect` makes a client for the token of a workspace that has installed the bot."""
        self.client, self.memory, self.settings, self.clock = client, memory, settings, clock
        self.connect = connect or (lambda token: web_client(settings, token))
        self.homes = homes_of(self.connect, client, memory, settings, clock)
        self.wait: Wait | None = None  # how the clock waits for its turn; None: it calls at once, as people do
        self.machine_clock: Clock = utc_now  # which the sandbox cannot move
        self._is_stopping: Callable[[], bool] = lambda: False
        self._answer = answer
        secret = settings.slack_signing_secret
        self.bolt = MeasuredApp(
            name="steward",  # else Bolt looks for one in the whole call stack
            client=WebClient(
                base_url=client.base_url
            ),  # Bolt finds the token through `authorize`, and we speak by `chat`
            authorize=self._authorization(),
            user_facing_authorize_error_message=NOT_HERE,
            signing_secret=secret.get_secret_value() if secret else "no-http",
            process_before_response=True,
        )
        # at INFO it prints the whole body of a request with a bad signature, and so people's words
        logging.getLogger("slack_bolt.RequestVerification").setLevel(logging.WARNING)
        self._connect(self.bolt)
        listeners.listen(self.bolt, handlers.router())

    @property
    def begin(self) -> Begin:
        """Transactions of the first home, which mostly is the only one."""
        return self.homes.all()[0].begin

    @property
    def chat(self) -> SlackChat:
        """The chat of the first home."""
        return self.homes.all()[0].chat

    def get_acquainted(self) -> None:
        """Learn who is here and which channels there are, in every home."""
        for home in self.homes.all():
            self.get_acquainted_in(home)

    def get_acquainted_in(self, home: Tenant) -> None:
        if home.signed_in.team_id is None:
            return  # of a whole organisation: Slack lists its people only by workspace; they are met as they act
        directory.everything(home.begin, home.patient(self.wait, LONG_PATIENCE), now=self.clock())

    def tick(self) -> None:
        """Let the clock speak, in every home: everything that is due now."""
        for home in self.homes.all():
            self.tick_in(home)

    def tick_in(self, home: Tenant) -> None:
        hands = HANDS if self.wait else 1
        timetable.tick(home.begin, home.patient(self.wait, PATIENCE), self.clock(), self._moment, hands)

    def begin_clock(self, is_stopping: Callable[[], bool]) -> None:
        """From here on a sending ends before its next message when it is time to stop."""
        self._is_stopping = is_stopping

    def _moment(self) -> datetime:
        if self._is_stopping():
            raise TooFastError(0)  # as if the chat had asked us to slow down: what is held is given back
        return self.clock()

    def _authorization(self) -> Callable[..., AuthorizeResult]:
        """Bolt wants a plain function: it counts a bound method's self. None where nobody has let us in."""

        def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
            home = self.homes.of(enterprise_id, team_id)
            return home.signed_in if home else None  # type: ignore[return-value]

        return authorize

    def _connect(self, bolt: MeasuredApp) -> None:
        @bolt.middleware
        def hand_over(context: BoltContext, body: Json, next: Callable[[], BoltResponse]) -> BoltResponse:
            home = self.homes.of(context.enterprise_id, context.team_id)
            if home is None:  # they let us go, and we are told so once more
                return BoltResponse(status=200)
            self._hand_over(home, context, body)
            return next()

        @bolt.error
        def explain(error: Exception, body: Json, context: BoltContext) -> BoltResponse:
            return self._explain(error, body, context)

    def _hand_over(self, home: Tenant, context: BoltContext, body: Json) -> None:
        now = self.clock()
        chat = home.chat.answering(self._answer_to(context.response_url), clicked_in(body))
        context["home"] = home
        me, where = None, None if is_direct(body) else context.channel_id
        if context.user_id and context.user_id != context.bot_user_id:
            me = directory.with_request(home.begin, chat, context.user_id, where, now=now)
            if "event" not in body and (me.left_at is not None or me.kind == BOT):
                raise StrangerError(me.person)  # neither clicks nor types: whoever sent this was not they
        context["request"] = Request(
            home.begin,
            occurrence(body),
            chat=chat,
            by=me,
            now=now,
            settings=self.settings,
            send=lambda each: posts.send_made(each.begin, each.chat, each.made, now=each.now),
            sign_out=self.homes.forget,
        )

    def _answer_to(self, url: str | None) -> Answer | None:
        return (lambda body: self._answer(url, body)) if url else None

    def _explain(self, error: Exception, body: Json, context: BoltContext) -> BoltResponse:
        context["outcome"] = REFUSED if isinstance(error, Refusal) else FAILED
        if isinstance(error, (Repeated, StrangerError)):
            context["outcome"] = REPEATED if isinstance(error, Repeated) else REFUSED
            if isinstance(error, StrangerError):
                log.warning("left alone: nobody that Slack tells us of: %s", error)
            return BoltResponse(status=200)
        if is_for_another_try(error, body, context):
            context["request"].forget()
            context["outcome"] = "again"
            log.warning("could not speak, waits to be told again: %s", type(error).__name__)
            return BoltResponse(status=503)
        return self._answer_for(error, body, context)

    def _answer_for(self, error: Exception, body: Json, context: BoltContext) -> BoltResponse:
        """Say what went wrong: in the form, or where the person is."""
        words = self._words_for(error)
        if body.get("type") == "view_submission":
            field = field_for(body, error.field if isinstance(error, Refusal) else None)
            if field:
                return BoltResponse(status=200, body={"response_action": "errors", "errors": {field: words}})
        try:
            self._tell(words, context)
        except (NotInRoomError, StrangerError) as nobody:
            log.warning("nobody there to be told: %s", type(nobody).__name__)
        except Exception:
            log.exception("could not tell the person")
        return BoltResponse(status=200)

    def _words_for(self, error: Exception) -> str:
        """What the person sees. A fault of ours is logged in full and told in one plain sentence."""
        if isinstance(error, Refusal):
            return error.words
        if isinstance(error, (NotInRoomError, GoneError)) or told_by(error) in GONE:
            log.warning("spoken into the void: %s", told_by(error) or type(error).__name__)
            return OUT_OF_SIGHT
        log.error("listener failed", exc_info=error)
        return FAULT

    def _tell(self, words: str, context: BoltContext) -> None:
        home: Tenant | None = context.get("home")
        if home is None:  # it could not even be read
            return
        chat = home.chat.answering(self._answer_to(context.response_url))
        message = Message(said(words))  # a refusal names people, and what people are called is theirs
        if context.user_id and context.channel_id:
            chat.whisper(context.channel_id, context.user_id, message)
        elif context.user_id:
            chat.dm(context.user_id, message)


def told_by(error: Exception) -> str:
    """Slack's own word for what went wrong; empty when it was not Slack who said so."""
    return str(error.response.get("error")) if isinstance(error, SlackApiError) else ""


def is_for_another_try(error: Exception, body: Json, context: BoltContext) -> bool:
    """Whether only the speaking failed. An event that left nothing behind is told again by Slack, three times.

    Clicks and forms are not told again: whoever made them is told at once.
    """
    request = context.get("request")
    speaking = isinstance(error, (SlackApiError, SlackClientError, TooFastError, OSError))
    speaking = speaking and told_by(error) not in GONE
    return speaking and "event" in body and request is not None and not request.wrote


def clicked_in(body: Json) -> MessageRef | None:
    """The message that was clicked, if one was."""
    container = body.get("container") or {}
    if container.get("type") != "message":
        return None
    return MessageRef(str(container.get("channel_id")), str(container.get("message_ts")))


def field_for(body: Json, name: str | None) -> str | None:
    """Where a form shows a refusal: at the field named, at the first of those that it is spread over, or at the top."""
    blocks = body["view"].get("blocks") or ()
    fields = [str(block.get("block_id")) for block in blocks if block.get("type") == "input"]
    meant = [each for each in fields if name and (each == name or each.startswith(f"{name}__"))]
    return next(iter(meant or fields), None)
