"""Carriage: bringing records in from elsewhere, and carrying the memory away."""
