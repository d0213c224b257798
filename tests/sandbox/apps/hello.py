"""A small app in the manner of Slack's own samples. It knows nothing of the sandbox: only SLACK_API_URL is new."""

import os

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient

app = App(
    signing_secret=os.environ.get("SLACK_SIGNING_SECRET"),
    client=WebClient(
        token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ.get("SLACK_API_URL", "https://slack.com/api/")
    ),
)


@app.message("hello")
def message_hello(message, say):
    say(
        blocks=[
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": f"Hey there <@{message['user']}>!"},
                "accessory": {
                    "type": "button",
                    "text": {"type": "plain_text", "text": "Click Me"},
                    "action_id": "button_click",
                },
            }
        ],
        text=f"Hey there <@{message['user']}>!",
    )


@app.action("button_click")
def action_button_click(body, ack, say):
    ack()
    say(f"<@{body['user']['id']}> clicked the button")


@app.command("/ticket")
def open_modal(ack, body, client):
    ack()
    client.views_open(
        trigger_id=body["trigger_id"],
        view={
            "type": "modal",
            "callback_id": "ticket",
            "title": {"type": "plain_text", "text": "New ticket"},
            "submit": {"type": "plain_text", "text": "Submit"},
            "blocks": [
                {
                    "type": "input",
                    "block_id": "title",
                    "label": {"type": "plain_text", "text": "Title"},
                    "element": {"type": "plain_text_input", "action_id": "title"},
                }
            ],
        },
    )


@app.view("ticket")
def handle_ticket(ack, body, client, view):
    title = view["state"]["values"]["title"]["title"]["value"]
    if len(title) < 5:
        ack(response_action="errors", errors={"title": "A title has at least five letters"})
        return
    ack()
    client.chat_postMessage(channel=body["user"]["id"], text=f"Ticket: {title}")


@app.event("app_home_opened")
def update_home_tab(client, event):
    client.views_publish(
        user_id=event["user"],
        view={
            "type": "home",
            "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": f"*Welcome home, <@{event['user']}>*"}}],
        },
    )


api = SlackRequestHandler(app)  # for HTTP: waitress-serve hello:api

if __name__ == "__main__":
    SocketModeHandler(app, os.environ["SLACK_APP_TOKEN"]).start()
