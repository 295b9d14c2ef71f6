"""Mail in and out: composing, calendars, parsing, transports and receiving."""
