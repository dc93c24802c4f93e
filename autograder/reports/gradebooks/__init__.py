"""The marks of a class as tables for other programs: ours, Canvas's, Moodle's."""
