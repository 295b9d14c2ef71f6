"""The rules of Circles: pure functions over plain values. No clock, no I/O."""
