# The web process. The graph and Redis are containers of their own: docker-compose.yml.
FROM python:3.11-slim-bookworm

RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-noto-core fonts-noto-color-emoji \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /plumbline --create-home plumbline

WORKDIR /plumbline
COPY requirements.lock ./
RUN pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock

COPY --chown=plumbline . ./
RUN for package in webapp reports; do \
      pybabel --quiet compile --directory "$package/translations" --domain messages; \
    done \
 && pip install --no-cache-dir --no-build-isolation --no-deps --editable . \
 && mkdir --mode 0700 var && chown plumbline var

USER plumbline
ENV PYTHONUNBUFFERED=1 PLUMBLINE_HOST=0.0.0.0 PLUMBLINE_DATA=/plumbline/var
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
  CMD ["python", "-m", "webapp.health.probe"]
CMD ["gunicorn", "--config", "python:webapp.gunicorn_conf", "webapp.wsgi:app"]
