"""What people do: `person` is how tests speak of them, `acts` what they say and where they go, `presses` commands,
buttons and forms, `admin` what happens to channels and accounts.
"""
