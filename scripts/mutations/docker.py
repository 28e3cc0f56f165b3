"""One thing broken at a time in a rendered Dockerfile: (what, file, text, replacement)."""

DOCKERFILE = "Dockerfile"
FINAL = "FROM docker.io/library/node:20-bookworm-slim\n"
HEALTH = """HEALTHCHECK --interval=10s --timeout=7s --start-period=60s --retries=3 \\
    CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health',{signal:AbortSignal.timeout(5000)}).then(r=>process.exit(r.ok?0:1),()=>process.exit(1))"]
"""

MUTATIONS = [
    # What it is made from.
    ("base without a version", DOCKERFILE, FINAL, "FROM docker.io/library/node\n"),
    ("base that is the latest", DOCKERFILE, FINAL, "FROM docker.io/library/node:latest\n"),
    ("word that is no instruction", DOCKERFILE, "WORKDIR /app\nCOPY --from=init", "WORKDIRS /app\nCOPY --from=init"),
    ("stage that is not there", DOCKERFILE, "COPY --from=build /app/build", "COPY --from=biuld /app/build"),
    ("two stages of one name", DOCKERFILE, "bookworm AS build", "bookworm AS init"),
    # How it runs.
    ("server as root", DOCKERFILE, "USER 10001:10001", "USER root"),
    ("server as root by number", DOCKERFILE, "USER 10001:10001", "USER 0:0"),
    ("nobody says who runs it", DOCKERFILE, "USER 10001:10001\n", ""),
    ("user by name", DOCKERFILE, "USER 10001:10001", "USER node"),
    ("user of the host", DOCKERFILE, "USER 10001:10001", "USER 1000:1000"),
    ("shell around the server", DOCKERFILE, 'CMD ["node", "build/index.js"]', "CMD node build/index.js"),
    ("compiler at the start", DOCKERFILE, 'CMD ["node", "build/index.js"]', 'CMD ["npx", "tsx", "src/index.ts"]'),
    ("package manager at the start", DOCKERFILE, 'CMD ["node", "build/index.js"]', 'CMD ["npm", "start"]'),
    ("two commands", DOCKERFILE, "STOPSIGNAL", 'CMD ["node", "build/old.js"]\nSTOPSIGNAL'),
    ("server that is not in the image", DOCKERFILE, "COPY --from=build /app/build /app/build\n", ""),
    ("server elsewhere", DOCKERFILE, "COPY --from=build /app/build /app/build\n", "COPY --from=build /app/build /srv/build\n"),
    ("relative folder", DOCKERFILE, "WORKDIR /app\nCOPY --from=init", "WORKDIR app\nCOPY --from=init"),
    ("signal that kills", DOCKERFILE, "STOPSIGNAL SIGTERM", "STOPSIGNAL SIGKILL"),
    ("development mode", DOCKERFILE, 'NODE_ENV="production"', 'NODE_ENV="development"'),
    ("cache where nothing can be written", DOCKERFILE, 'npm_config_cache="/tmp/.npm"', 'npm_config_cache="/app/.npm"'),
    ("volume of somebody else", DOCKERFILE, "--chown=10001:10001 /opt/empty/ /app/cache/", "--chown=1000:1000 /opt/empty/ /app/cache/"),
    ("port that is none", DOCKERFILE, "EXPOSE 3000 9090", "EXPOSE 3000 99090"),
    # How it is asked for its health.
    ("nobody asks", DOCKERFILE, HEALTH, ""),
    ("question with a tool that is not there", DOCKERFILE, HEALTH, "HEALTHCHECK CMD curl -f http://localhost:3000/health || exit 1\n"),
    ("question that cannot fail", DOCKERFILE, HEALTH, "HEALTHCHECK CMD node health.js || true\n"),
    ("answer that does not count", DOCKERFILE, "r=>process.exit(r.ok?0:1),()=>process.exit(1)", "()=>process.exit(0),()=>process.exit(0)"),
    ("question at another port", DOCKERFILE, "http://127.0.0.1:3000/health", "http://127.0.0.1:8080/health"),
    ("seconds without their unit", DOCKERFILE, "--interval=10s", "--interval=10"),
    ("no failure counts", DOCKERFILE, "--retries=3", "--retries=0"),
    ("asked every hour", DOCKERFILE, "--interval=10s", "--interval=1h"),
    ("question without a command", DOCKERFILE, '    CMD ["node", "-e"', '    ["node", "-e"'),
    # What it gives away.
    ("secret in a variable", DOCKERFILE, 'LOG_LEVEL="info"', 'API_KEY="9f3c1d7a5b2e48f6"'),
    ("secret as an argument", DOCKERFILE, "ARG CREATED", "ARG NPM_TOKEN"),
    ("secret among the files", DOCKERFILE, "COPY package.json package-lock.json ./", "COPY package.json package-lock.json .env ./"),
    ("registry's key among the files", DOCKERFILE, "COPY package.json package-lock.json ./", "COPY package.json package-lock.json .npmrc ./"),
    ("files that everybody may change", DOCKERFILE, "chmod -R u=rwX,go=rX .", "chmod -R 777 ."),
    ("way back to root", DOCKERFILE, "'tini=0.19.*'", "'tini=0.19.*' sudo"),
    # How it is built.
    ("file from the network", DOCKERFILE, "COPY . .\n", "ADD https://example.com/server.tgz .\n"),
    ("install of whatever there is", DOCKERFILE, "npm ci --ignore-scripts", "npm install --ignore-scripts"),
    ("no lock file", DOCKERFILE, "COPY package.json package-lock.json ./", "COPY package.json ./"),
    ("build without its compiler", DOCKERFILE, "npm ci --ignore-scripts", "npm ci --omit=dev --ignore-scripts"),
    ("development tools in the image", DOCKERFILE, "    && npm prune --omit=dev --ignore-scripts --no-audit --no-fund \\\n", ""),
    ("sources before the install", DOCKERFILE, "COPY package.json package-lock.json ./", "COPY . ."),
    ("several files into no folder", DOCKERFILE, "COPY package.json package-lock.json ./", "COPY package.json package-lock.json /app"),
    ("install that waits for an answer", DOCKERFILE, "install --yes", "install"),
    ("install without the lists", DOCKERFILE, "RUN apt-get update \\\n    && apt-get", "RUN apt-get"),
    ("install after root is gone", DOCKERFILE, "STOPSIGNAL", "RUN apt-get update && apt-get install --yes git && rm -rf /var/lib/apt/lists/*\nSTOPSIGNAL"),
    ("lists kept in the image", DOCKERFILE, "WORKDIR /app\nCOPY --from=init", "RUN apt-get update && apt-get install --yes git\nWORKDIR /app\nCOPY --from=init"),
    ("pipe that hides a failure", DOCKERFILE, "npm run build \\", "npm run build | tee build.log \\"),
]
