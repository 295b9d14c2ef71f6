"""The compiled heart of forming circles: numpy arrays in, numpy arrays out, nothing but whole numbers.

`people` holds what never changes, `table` who sits where, `trial` what a change would make of a circle,
`anneal` the search, `placing` brings in who waits, `polish` lifts the worst-off. All are compiled by numba at
the first call and cached; importing this package costs memory, so only who forms circles does.
"""
