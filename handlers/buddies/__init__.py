"""Buddies: who would like one, who would be one, and who is asked."""
