"""What a user does, each one transaction."""
