"""The memory as a book, a table, or a file for programs."""
