"""Writing the memory down for people and programs: JSON that comes home again, tables, a book, one's own data."""
