"""Readers of what others have written down: minutes, tables, records of decisions, exports of Slack."""
