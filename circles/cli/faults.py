"""What a person can do about an error that came from outside: a folder, an address, a database."""

from sqlalchemy.exc import OperationalError

from circles.errors import CirclesError


def sentence(error: Exception) -> str | None:
    """Say what is wrong and which setting to look at; None for what is a bug or nobody's business."""
    match error:
        case CirclesError():
            return str(error)
        case OperationalError():
            why = str(error.orig).strip().partition("\n")[0].rstrip(".")
            return f"The database can't be used: {why}. Look at DATABASE_URL, and whether its server runs."
        case BrokenPipeError():  # whoever read our output has seen enough
            return None
        case OSError(filename=str(path)):
            return f"{path} can't be used: {error.strerror}. DATA_DIR names the folder for all that is kept."
        case OSError():
            return f"{error.strerror or error}. WEB_LISTEN and MAIL_LISTEN name the ports to listen on."
    return None
