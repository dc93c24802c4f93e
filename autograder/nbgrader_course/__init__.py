"""nbgrader courses: notebooks out, isolated grading inside nbgrader, scores in and out."""
