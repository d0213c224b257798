"""What a partnership can do here, one noun a folder, known to the others by its `feature.py` and its face alone."""
