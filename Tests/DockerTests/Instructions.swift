import Diagnostics
import Render
import Values
import YAML

/// A Dockerfile as templates write it.
func dockerfile(_ yaml: String) throws -> Dockerfile {
    try Dockerfile(list: YAML.document(in: SourceFile(name: "dockerfile.yaml", text: yaml)))
}

/// A Dockerfile that no check has anything against, line by line, so that one line can be replaced.
let goodLines = [
    "- FROM: {image: 'node:20-bookworm', as: build}",
    "- HEALTHCHECK: NONE",
    "- WORKDIR: /app",
    "- COPY: {sources: [package.json, package-lock.json], to: ./}",
    "- RUN: {mounts: [{type: cache, target: /root/.npm}], script: [npm ci]}",
    "- COPY: {sources: [.], to: .}",
    "- RUN: {script: [npm run build, npm prune --omit=dev]}",
    "- FROM: {image: 'node:20-bookworm-slim'}",
    "- ENV: {HOME: /tmp}",
    "- COPY: {from: build, sources: [/app/], to: /app/}",
    "- USER: '10001:10001'",
    "- EXPOSE: [3000]",
    "- HEALTHCHECK: {test: [node, -e, ask()], interval: 10s}",
    "- CMD: [node, /app/build/index.js]",
]
