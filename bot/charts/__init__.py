"""Results as pictures that a phone shows well, each with the same facts in words for those who cannot see it."""

from bot.charts.draw import Picture, choices, distribution, gap, of, overview, trend

__all__ = ["Picture", "choices", "distribution", "gap", "of", "overview", "trend"]
