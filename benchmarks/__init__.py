"""What performance claims are measured with; `circles bench NAME` runs one.

Each module has `SHORT` and `FULL` sizes and `run(sizes)`, which gives a report. What is compared is measured
in one run, in turns, and told as a median, for no machine is ever quiet. The wheel leaves this folder out.
"""
