"""Records brought in from elsewhere, the memory carried away: importers, exporters, and the rows between them."""
