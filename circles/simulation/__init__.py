"""A whole season at full speed: the acceptance test, the demo and the benchmark at once.

Everything is real but the people and the clock: RQ workers send and read, mail comes in through the SMTP
door, and what the record says in the end is compared with what was said.
"""
