"""The background: RQ jobs that carry ids only, and the clock that sweeps what was not woken."""
