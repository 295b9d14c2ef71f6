"""The compiled heart of forming circles: numpy arrays in, numpy arrays out, nothing but whole numbers.

`people` holds what never changes, `table` who sits where, `trial` what a change would make of a circle,
`anneal` searches by exchanges, `rebuilding` by circles formed anew, `placing` brings in who waits, `polish`
lifts the worst-off, `pricing` looks through all circles there could be. All are compiled by numba at
the first call and cached; importing this package costs memory, so only who forms circles does.
"""
