"""The pages: one blueprint per audience over the same use cases."""

from pathlib import Path
from typing import Any

from flask import Flask, g, request
from flask.typing import ResponseReturnValue
from flask_bootstrap import Bootstrap5
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from circles.runtime import Runtime
from circles.web import errors, health, hooks, organizer, participant, paths, security, showing, signup

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates" / "web"
LARGEST_UPLOAD = 6_000_000


def create_app(runtime: Runtime) -> Flask:
    """Make the WSGI application of the pages."""
    app = App(runtime)
    app.config.from_mapping(
        SETTINGS=runtime.settings,
        SECRET_KEY=runtime.settings.secret_keys[0],
        SECRET_KEY_FALLBACKS=list(runtime.settings.secret_keys[1:]),
        SESSION_COOKIE_NAME=security.cookie_name("circles", secure=runtime.settings.secure),
        SESSION_COOKIE_SECURE=runtime.settings.secure,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=LARGEST_UPLOAD,
        MAX_FORM_MEMORY_SIZE=LARGEST_UPLOAD,
        BOOTSTRAP_SERVE_LOCAL=True,
        WTF_CSRF_TIME_LIMIT=None,  # a form may lie open as long as its session lasts
        WTF_CSRF_SSL_STRICT=False,  # it wants a Referer, and our pages tell browsers to send none
    )
    app.url_map.converters |= {"int": paths.RowId, "slug": paths.Slug}
    app.jinja_env.undefined = StrictUndefined
    if runtime.settings.secure:  # a proxy in front of us speaks https and says who is asking
        app.wsgi_app = ProxyFix(app.wsgi_app)  # type: ignore[method-assign]  # Flask's documented way

    Bootstrap5(app)
    security.protect(app, runtime)
    showing.register(app, runtime)
    errors.register(app)

    app.register_blueprint(organizer.blueprint)
    app.register_blueprint(signup.blueprint)
    app.register_blueprint(participant.blueprint)
    app.register_blueprint(health.blueprint)
    app.register_blueprint(hooks.blueprint)
    if runtime.settings.demo:
        from circles.web import demo  # noqa: PLC0415  # takes memory: it reads and writes mails

        app.register_blueprint(demo.blueprint)
    else:
        app.add_url_rule("/", "front_door", redirect_to="/organizer/")
    return app


class App(Flask):
    """Flask with one transaction around each view.

    A view finds `g.db`, `g.now` and `g.runtime`. What it wrote is committed before the response leaves,
    and rolled back when the answer is an error. A request that only reads can't write.
    """

    def __init__(self, runtime: Runtime) -> None:
        super().__init__("circles.web", template_folder=str(TEMPLATES))
        self._runtime = runtime

    def dispatch_request(self) -> ResponseReturnValue:
        if request.endpoint is None or request.endpoint.endswith("static"):
            return super().dispatch_request()
        runtime = g.runtime = self._runtime
        g.now = runtime.now()
        reads = request.method in {"GET", "HEAD", "OPTIONS"}
        with runtime.transaction(read_only=reads) as g.db:
            response: Any = self.make_response(super().dispatch_request())
            if response.status_code >= 400:
                g.db.rollback()
                g.db.info["wake"].clear()
        return response  # type: ignore[no-any-return]
