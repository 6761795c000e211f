"""The treasurer's program of a gold-mining cooperative: members, trainings, purchases, Premium projects, receipts."""

__version__ = "0.1.0"
