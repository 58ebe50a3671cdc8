# docker build -t mlorg .
# docker run --rm -v "$PWD:/workspace" mlorg show tree .

FROM python:3.12-slim AS build
RUN apt-get update && apt-get install --yes --no-install-recommends gcc libc6-dev && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY requirements requirements
RUN python -m venv /opt/mlorg \
    && /opt/mlorg/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt \
    && python -m venv tools \
    && tools/bin/pip install --no-cache-dir --require-hashes -r requirements/build.txt
COPY pyproject.toml setup.py README.md LICENSE NOTICE ./
COPY src src
RUN tools/bin/pip wheel --no-deps --no-build-isolation --wheel-dir dist . \
    && /opt/mlorg/bin/pip install --no-cache-dir --no-deps dist/*.whl \
    && /opt/mlorg/bin/python -c "import mlorg.sim._engine"

FROM python:3.12-slim
COPY --from=build /opt/mlorg /opt/mlorg
RUN useradd --create-home --uid 1000 mlorg && mkdir /workspace && chown mlorg /workspace
USER mlorg
WORKDIR /workspace
ENTRYPOINT ["/opt/mlorg/bin/mlorg"]
CMD ["--help"]
