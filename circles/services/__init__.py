"""The use cases: functions `f(db, ..., now)` that change rows and post mail.

They never commit, send, render or read the clock: their caller opens the transaction.
"""
