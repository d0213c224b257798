"""What the messages of a welcome are called among deliveries."""

from storage import welcomes

KIND = welcomes.KIND
CARE = "welcome_care"  # to a human: somebody new stays silent
WISH = "welcome_wish"  # to a human: what somebody new would like
