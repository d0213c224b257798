"""Open_questions."""
