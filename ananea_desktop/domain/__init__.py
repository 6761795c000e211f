"""What the words mean: record types, money, identity numbers, dates, rules, and errors a person can read."""
