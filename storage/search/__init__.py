"""Records found by their words, their people, their time, and what they mean."""
