"""The organizer's pages: everything on them is reached through the organizer's own program."""

from flask import Blueprint

blueprint = Blueprint("organizer", __name__)
