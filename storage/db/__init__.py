"""How anything is stored: sessions of one partnership, both databases, migrations, backups, what is encrypted."""
