# One image for web, worker, beat and one-off commands; compose.yaml says which is which.
FROM python:3.11-slim-bookworm AS build
ENV PATH=/opt/environment/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN apt-get update \
    && apt-get install --yes --no-install-recommends gettext \
    && rm -rf /var/lib/apt/lists/*
RUN python -m venv /opt/environment
WORKDIR /srv/portal
COPY requirements.txt .
RUN pip install -r requirements.txt
COPY . .
# The settings want these to be there; neither command connects to anything, and none of it stays in the image.
RUN export SGBC_MODE=demonstration SECRET_KEY=only-to-build \
        DATABASE_URL=postgres://unused@localhost/unused REDIS_URL=redis://localhost/0 \
    && python manage.py compilemessages \
    && python manage.py collectstatic --noinput

FROM python:3.11-slim-bookworm
RUN useradd --create-home --uid 10001 portal && install --directory --owner=portal /var/lib/portal
ENV PATH=/opt/environment/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# Several processes share the cores already; NumPy's threads in each of them would wait for one another.
ENV OPENBLAS_NUM_THREADS=1
COPY --from=build /opt/environment /opt/environment
COPY --from=build /srv/portal /srv/portal
WORKDIR /srv/portal
USER portal
EXPOSE 8000
CMD ["gunicorn", "sgbc.wsgi:application", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--preload", \
     "--no-control-socket", "--access-logfile=-"]
