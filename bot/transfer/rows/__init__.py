"""Rows of Steward's own export: which travel, how they are written, and how they find their place elsewhere."""
