"""Where the expected observation of a case comes from."""
