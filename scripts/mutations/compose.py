"""One thing broken at a time in a rendered Compose project: (what, file, text, replacement)."""

COMPOSE = "compose.yaml"
IMAGE = "image: registry.example.com/acme/weather:1.4.0@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
# What stands before and after a key of the server, where the gateway has the same.
LIMITS = """      resources:
        limits:
          cpus: "0.5"
          memory: 512m
          pids: 512
"""
PROBE = "        - fetch('http://127.0.0.1:3000/health',{signal:AbortSignal.timeout(5000)}).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))\n"
HARDENED = """    networks:
      backend: {}
      egress: {}
    read_only: true
    restart: unless-stopped
    security_opt:
      - no-new-privileges:true
    stop_grace_period: 50s
"""

MUTATIONS = [
    # The file itself.
    ("version that Compose ignores", COMPOSE, "name: weather\nnetworks", 'version: "3.8"\nname: weather\nnetworks'),
    ("service that is no mapping", COMPOSE, "services:\n", "services:\n  broken:\n"),
    ("word that Compose does not know", COMPOSE, "stop_signal: SIGTERM", "stopsignal: SIGTERM"),
    ("variable that may be empty", COMPOSE, "${API_KEY:?set API_KEY: weather reads it from its environment}", "${API_KEY}"),
    ("network that is not there", COMPOSE, "      egress: {}\n    read_only", "      egres: {}\n    read_only"),
    ("configuration that is not there", COMPOSE, "- source: weather-limits.json", "- source: weather-limit.json"),
    ("volume that is not there", COMPOSE, "- source: archive", "- source: archives"),
    ("file that is not there", COMPOSE, "file: ./config/weather/limits.json", "file: ./config/weather/limit.json"),
    ("start after nothing", COMPOSE, "      weather:\n        condition: service_started", "      wether:\n        condition: service_started"),
    ("two that wait for each other", COMPOSE, "    configs:\n      - source: weather-limits.json", "    depends_on: [gateway]\n    configs:\n      - source: weather-limits.json"),
    ("wait for a health that nobody asks", COMPOSE, "    healthcheck:\n      interval: 10s", "    x-healthcheck:\n      interval: 10s"),
    ("condition that is none", COMPOSE, "condition: service_started", "condition: service_ready"),
    # What a container may do.
    ("image without a version", COMPOSE, IMAGE, "image: registry.example.com/acme/weather"),
    ("image that is the latest", COMPOSE, IMAGE, "image: registry.example.com/acme/weather:latest"),
    ("image that no registry reads", COMPOSE, "com/acme/weather:1.4.0@", "com/Acme/weather:1.4.0@"),
    ("server as root", COMPOSE, 'user: "10001:10001"', 'user: "0:0"'),
    ("nobody says who runs it", COMPOSE, '    user: "10001:10001"\n', ""),
    ("writable root", COMPOSE, HARDENED, HARDENED.replace("read_only: true", "read_only: false")),
    ("capabilities kept", COMPOSE, "    cap_drop:\n      - ALL\n    configs:\n      - source: weather-limits", "    configs:\n      - source: weather-limits"),
    ("capability added", COMPOSE, "    configs:\n      - source: weather-limits.json", "    cap_add: [SYS_ADMIN]\n    configs:\n      - source: weather-limits.json"),
    ("privileges gained", COMPOSE, HARDENED, HARDENED.replace("    security_opt:\n      - no-new-privileges:true\n", "")),
    ("no seccomp", COMPOSE, HARDENED, HARDENED.replace("privileges:true\n", "privileges:true\n      - seccomp:unconfined\n")),
    ("privileged", COMPOSE, "    configs:\n      - source: weather-limits.json", "    privileged: true\n    configs:\n      - source: weather-limits.json"),
    ("network of the host", COMPOSE, HARDENED, HARDENED.replace("    networks:\n      backend: {}\n      egress: {}\n", "    network_mode: host\n")),
    ("processes of the host", COMPOSE, "    configs:\n      - source: weather-limits.json", "    pid: host\n    configs:\n      - source: weather-limits.json"),
    ("Docker's own socket", COMPOSE, "    volumes:\n", "    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock\n"),
    ("configuration of the host", COMPOSE, "    volumes:\n", "    volumes:\n      - /etc:/host:ro\n"),
    ("scratch without a size", COMPOSE, "- /app/cache:gid=10001,mode=0750,size=128m,uid=10001", "- /app/cache:gid=10001,mode=0750,uid=10001"),
    ("secret written in clear", COMPOSE, '"${API_KEY:?set API_KEY: weather reads it from its environment}"', "9f3c1d7a5b2e48f6"),
    ("secret in the command", COMPOSE, "      - build/index.js\n", "      - build/index.js\n      - --api-key=9f3c1d7a5b2e48f6\n"),
    # What becomes of it while it runs.
    ("no limit of memory", COMPOSE, LIMITS, LIMITS.replace("          memory: 512m\n", "")),
    ("no limit of processes", COMPOSE, LIMITS, LIMITS.replace("          pids: 512\n", "")),
    ("unit that Compose does not know", COMPOSE, LIMITS, LIMITS.replace("512m", "512Mi")),
    ("reservation over the limit", COMPOSE, LIMITS, LIMITS.replace("512m", "256m")),
    ("heap larger than the container", COMPOSE, "--max-old-space-size=384", "--max-old-space-size=4096"),
    ("question that cannot fail", COMPOSE, PROBE, "        - process.exit(0)\n"),
    ("question with a tool that is not there", COMPOSE, "        - node\n        - -e\n" + PROBE, "        - curl\n        - -f\n        - http://127.0.0.1:3000/health\n"),
    ("question without its form", COMPOSE, "        - CMD\n        - node\n", "        - node\n"),
    ("question switched off", COMPOSE, "    healthcheck:\n      interval: 10s", "    healthcheck:\n      disable: true\n      interval: 10s"),
    ("seconds without their unit", COMPOSE, "interval: 10s", "interval: 10"),
    ("no failure counts", COMPOSE, "retries: 3\n      start_interval: 5s\n      start_period: 60s", "retries: 0\n      start_interval: 5s\n      start_period: 60s"),
    ("log until the disk is full", COMPOSE, "        max-size: 10m\n    networks:\n      backend: {}\n      egress", "    networks:\n      backend: {}\n      egress"),
    ("never started again", COMPOSE, HARDENED, HARDENED.replace("restart: unless-stopped", 'restart: "no"')),
    ("restart that is none", COMPOSE, HARDENED, HARDENED.replace("unless-stopped", "unless-stoped")),
    ("killed at once", COMPOSE, HARDENED, HARDENED.replace("stop_grace_period: 50s", "stop_grace_period: 0s")),
    ("signal that kills", COMPOSE, "stop_signal: SIGTERM", "stop_signal: SIGKILL"),
    ("one name for three", COMPOSE, "    configs:\n      - source: weather-limits.json", "    container_name: weather\n    configs:\n      - source: weather-limits.json"),
    # Who reaches it.
    ("gateway for everybody", COMPOSE, "      - host_ip: 127.0.0.1\n        name: mcp\n", "      - name: mcp\n"),
    ("metrics for everybody", COMPOSE, "      - host_ip: 127.0.0.1\n        name: mcp\n", "      - host_ip: 0.0.0.0\n        name: metrics\n"),
    ("one port of the host for three", COMPOSE, "    read_only: true\n    restart: unless-stopped\n    security_opt:\n      - no-new-privileges:true\n    stop_grace_period: 50s\n    stop_signal: SIGTERM", "    ports: ['127.0.0.1:3000:3000']\n    read_only: true\n    restart: unless-stopped\n    security_opt:\n      - no-new-privileges:true\n    stop_grace_period: 50s\n    stop_signal: SIGTERM"),
    ("port that is none", COMPOSE, "target: 8080", "target: 80800"),
    ("gateway that does not reach the server", COMPOSE, "    networks:\n      backend: {}\n      edge: {}\n", "    networks:\n      edge: {}\n"),
]
