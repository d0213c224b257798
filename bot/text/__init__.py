"""Reading what people write, in any chat: days, decisions and promises in a sentence, a text and its reason."""
