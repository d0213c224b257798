"""Measurements, run by hand: each module prints JSON lines."""
