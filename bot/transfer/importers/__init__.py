"""Reading files that others wrote: each kind of file becomes the same records, with a reason for each one left out."""
