# Builds the server with the Swift standard library linked in, and puts it into
# an image without compiler, shell tools of ours, or anything that needs root.
#
#   docker build --tag plimsoll .
#   docker run --rm --publish 8080:8080 --read-only plimsoll
#   docker run --rm --publish 8080:8080 --read-only \
#     --volume "$PWD/catalog:/etc/plimsoll/catalog:ro" plimsoll   # reloads on change

FROM swift:6.3-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libssl-dev pkg-config zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The dependencies are a layer of their own: they change far less often.
COPY Package.swift ./
RUN swift package resolve
# The manifest names the targets of tests and benchmarks, so the build looks for their folders.
COPY Tests Tests
COPY scripts/bench.d scripts/bench.d
COPY Sources Sources
RUN swift build -c release --static-swift-stdlib --product plimsoll \
    && install -D "$(swift build -c release --show-bin-path)/plimsoll" /out/plimsoll \
    && strip /out/plimsoll

FROM debian:bookworm-slim
# What the binary still loads: OpenSSL, zlib and the C++ runtime. No CA
# certificates: the server opens no connection of its own.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libgcc-s1 libssl3 libstdc++6 zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --system --gid 10001 plimsoll \
    && useradd --system --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent \
        --shell /usr/sbin/nologin plimsoll
COPY --from=build /out/plimsoll /usr/local/bin/plimsoll
# Not a VOLUME: an anonymous one would outlive the image and hide newer entries.
COPY catalog /etc/plimsoll/catalog
COPY LICENSE /usr/share/doc/plimsoll/LICENSE

ARG VERSION=unversioned
ARG REVISION=unknown
LABEL org.opencontainers.image.title="plimsoll" \
      org.opencontainers.image.description="Will this model fit, on which GPUs, how fast, and for how much?" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"

# By number, so that Kubernetes can see that it is not root.
USER 10001:10001
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s --retries=3 \
    CMD ["plimsoll", "healthcheck", "--url", "http://127.0.0.1:8080/healthz"]
ENTRYPOINT ["plimsoll"]
CMD ["serve", "--catalog", "/etc/plimsoll/catalog", "--host", "0.0.0.0", "--port", "8080"]
