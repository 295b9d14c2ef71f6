FROM python:3.13-slim-bookworm AS build
WORKDIR /build
RUN python -m venv /opt/circles
COPY requirements.lock .
RUN /opt/circles/bin/pip install --no-cache-dir --only-binary :all: \
    --no-binary authheaders,authres,dkimpy,pyspf --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY circles circles
COPY worker worker
COPY templates templates
RUN /opt/circles/bin/pip install --no-cache-dir --no-build-isolation --no-deps .
# Whoever forms circles doesn't wait for the compiler.
ENV NUMBA_CACHE_DIR=/opt/circles/compiled
RUN /opt/circles/bin/python -m worker.compiling

FROM python:3.13-slim-bookworm
RUN useradd --system --home-dir /data --create-home circles
COPY --from=build /opt/circles /opt/circles
# Everything is read-only but /data; what Python would cache is already compiled by pip.
ENV PATH=/opt/circles/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    NUMBA_CACHE_DIR=/opt/circles/compiled DATA_DIR=/data WEB_LISTEN=0.0.0.0:8000 MAIL_LISTEN=0.0.0.0:2525
USER circles
VOLUME /data
EXPOSE 8000 2525
CMD ["circles", "serve"]
