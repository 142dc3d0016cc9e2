# One image for web, worker, beat and migrate; what it runs is said in docker-compose.yml.
FROM python:3.11-slim-bookworm

# What WeasyPrint loads to lay out reports; and pg_dump and pg_restore for backups, of the server's
# version, which Debian does not have: they read only servers that are not newer than they are.
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
        ca-certificates postgresql-common \
    && /usr/share/postgresql-common/pgdg/apt.postgresql.org.sh -y \
    && apt-get install -y --no-install-recommends postgresql-client-18 \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_NO_CACHE_DIR=1 HOME=/tmp

WORKDIR /app
COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt
COPY . .

# A user of its own, without a password and without a home; the files folder is its only property.
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin mdps \
    && mkdir -p /data/files /data/static /data/beat \
    && MDPS_CASE_KEYS="$(python -c 'import base64, os; print(base64.urlsafe_b64encode(os.urandom(32)).decode())')" \
        SECRET_KEY=build DATABASE_URL=postgresql://build MDPS_STATIC=/data/static \
        python manage.py collectstatic --noinput --verbosity 0 \
    && chown -R mdps /data/files /data/beat
USER mdps
ENV MDPS_FILES=/data/files MDPS_STATIC=/data/static

EXPOSE 8000
CMD ["gunicorn", "mdps.wsgi:application", "--bind", "0.0.0.0:8000", "--workers", "2", \
     "--worker-class", "mdps.web_worker.Worker", "--threads", "4", "--no-control-socket"]
