"""`python -m bot.sandbox`: just the pretend Slack."""

import sys

from bot.sandbox import standalone

sys.exit(standalone.main())
