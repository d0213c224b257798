"""`python -m bot.sandbox`: just the pretend Slack."""

import sys

from bot.sandbox import alone

sys.exit(alone.main())
