"""What people say and click about accounts, partners and who is of which."""
