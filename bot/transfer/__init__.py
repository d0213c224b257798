"""What comes into the memory from elsewhere, and what is carried away: readers, writers, and rows that travel whole."""
