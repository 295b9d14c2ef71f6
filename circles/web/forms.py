"""The forms of the organizer's pages."""
