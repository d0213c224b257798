"""Rows of the memory as a file holds them, and how they come back."""
