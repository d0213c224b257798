"""Finding records: their stored words and vectors, the order of the hits, and what a question names: people, time."""
