"""`python -m worker`: the same as `circles worker`."""

import sys

from circles.cli import main

main(["worker", *sys.argv[1:]])
