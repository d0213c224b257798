"""How the pretend Slack reaches a bot in another process: Socket Mode, or signed HTTP; and when it tries again."""

ACK_WITHIN = 3.0  # seconds; https://docs.slack.dev/interactivity/handling-user-interaction#acknowledgment_response
