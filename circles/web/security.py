"""What guards every page: headers, CSRF tokens and rate limits."""

from flask import Flask, Response, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_wtf.csrf import CSRFProtect

from circles.runtime import Runtime

SOURCES = {
    "default-src": "'none'",
    "style-src": "'self'",
    "script-src": "'self'",
    "img-src": "'self' data:",  # Bootstrap draws its ticks and arrows as data: images
    "connect-src": "'self'",
    "form-action": "'self'",
    "frame-src": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "Content-Security-Policy": "; ".join(f"{name} {source}" for name, source in SOURCES.items()),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
}

csrf = CSRFProtect()
limiter = Limiter(get_remote_address, in_memory_fallback_enabled=True, swallow_errors=True)


def protect(app: Flask, runtime: Runtime) -> None:
    """Ask every POST for a CSRF token, count what is limited, and set the headers of every response."""
    app.config["RATELIMIT_STORAGE_URI"] = "redis://"
    app.config["RATELIMIT_STORAGE_OPTIONS"] = {"connection_pool": runtime.redis.connection_pool}
    csrf.init_app(app)
    limiter.init_app(app)

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.endpoint is None or not request.endpoint.endswith("static"):
            response.headers.setdefault("Cache-Control", "no-store")
        if runtime.settings.secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        return response


def cookie_name(name: str, *, secure: bool) -> str:
    """Give the name that browsers accept only over https and for our own host, where there is https."""
    return f"__Host-{name}" if secure else name
