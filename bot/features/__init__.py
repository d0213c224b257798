"""The rules: one module per noun. No Slack, no clock, no sentence except a Refusal's."""
