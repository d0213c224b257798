"""Onboarding: a newcomer's steps, and the texts that conveners look after."""
