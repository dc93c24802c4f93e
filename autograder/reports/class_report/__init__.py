"""The class report: one file of HTML that tells how a class did, and opens without a network."""
