"""Views of a score report for what runs graders: a module for each format. See README.md."""
