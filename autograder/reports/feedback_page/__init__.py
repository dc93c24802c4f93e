"""One student's feedback as a page: HTML that opens anywhere, or Markdown."""
