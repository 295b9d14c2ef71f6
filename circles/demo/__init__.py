"""The demo's program, Springboard: a season in full swing, and one that waits for its first people.

The season's weeks so far are lived through when the demo is filled, counted back from today, with people who
answer by a script (script.py) through the same services, templates and reading as real mail.
"""

from circles.demo.filling import fill_if_empty, reset

__all__ = ["fill_if_empty", "reset"]
