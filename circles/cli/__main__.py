"""`python -m circles.cli`: what the supervisor starts its processes with."""

from circles.cli import main

main()
