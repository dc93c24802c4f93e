"""Taking a submission in: from a folder, an archive or a file to the text of its exercises."""
