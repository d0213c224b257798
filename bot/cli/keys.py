"""`steward keys`: make a key, and seal everything with a newer one."""

import argparse

from bot.cli.run import open_memory
from bot.errors import Refusal
from bot.settings import read_settings
from storage import installations
from storage.db.encryption import NoKeyError, new_key


def new(given: argparse.Namespace) -> int:
    print(new_key())
    return 0


def rotate(given: argparse.Namespace) -> int:
    """Safe while the bot runs, as long as every replica already knows both keys."""
    settings = read_settings()
    if not settings.keys:
        raise Refusal("STEWARD_KEYS is missing. Put the new key first, a comma, and the old one after it.")
    memory = open_memory(settings)
    try:
        with memory.everywhere() as db:
            many = installations.seal_anew(db)
    except NoKeyError as error:
        raise Refusal("A token opens with none of STEWARD_KEYS: the key that it was sealed with is missing.") from error
    finally:
        memory.close()
    print(f"{many} {'token is' if many == 1 else 'tokens are'} sealed with the first key. The others may go now.")
    return 0
