"""Commitments: made by command, form, words or reaction; then kept, moved, handed over or dropped."""
