"""Decisions: logged by command, form, words or reaction; then changed, looked after, reviewed or reopened."""
