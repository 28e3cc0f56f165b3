import Diagnostics
import Render
import Testing

@Suite struct `Checks of a Dockerfile` {
    @Test func `have nothing against a good one`() throws {
        let findings = try dockerfile(goodLines.joined(separator: "\n")).findings(ports: [3000])
        #expect(findings.isEmpty, "\(findings)")
    }

    /// The id, the line that is replaced, and what stands there then.
    private static let mistakes: [(String, Int, String)] = [
        ("unpinned-base", 7, "- FROM: {image: node}"),
        ("unpinned-base", 7, "- FROM: {image: 'registry:5000/node'}"),
        ("unpinned-base", 0, "- FROM: {image: 'node:latest', as: build}"),
        ("unknown-stage", 9, "- COPY: {from: biuld, sources: [/app/], to: /app/}"),
        ("unknown-stage", 9, "- COPY: {from: '1', sources: [/app/], to: /app/}"),
        ("duplicate-stage", 7, "- FROM: {image: 'node:20-slim', as: BUILD}"),
        ("runs-as-root", 10, "- USER: root"),
        ("runs-as-root", 10, "- USER: '0:0'"),
        ("runs-as-root", 10, "- USER: node"),
        ("runs-as-root", 10, "- USER: '1000'"),
        ("runs-as-root", 10, "- WORKDIR: /app"),
        ("shell-form", 13, "- CMD: node build/index.js"),
        ("shell-form", 13, "- ENTRYPOINT: exec node build/index.js"),
        ("several-commands", 8, "- CMD: [node]"),
        ("downloads-at-start", 13, "- CMD: [npx, tsx, src/index.ts]"),
        ("downloads-at-start", 13, "- CMD: [node_modules/.bin/tsx, src/index.ts]"),
        ("downloads-at-start", 13, "- CMD: [sh, -c, 'x', npm, install]"),
        ("missing-health-check", 12, "- ENV: {A: b}"),
        ("health-check-tool", 12, "- HEALTHCHECK: {test: [curl, -f, 'http://127.0.0.1:3000/health']}"),
        ("health-check-tool", 12, "- HEALTHCHECK: {test: 'wget -q http://127.0.0.1:3000 || exit 1'}"),
        ("health-check-tool", 12, "- HEALTHCHECK: {test: [node, -e, process.exit(0)]}"),
        ("health-check-tool", 12, "- HEALTHCHECK: {test: 'node ask.js || true'}"),
        (
            "health-check-tool", 12,
            "- HEALTHCHECK: {test: [node, -e, 'ask().then(()=>process.exit(0),()=>process.exit(0))']}"
        ),
        ("ports", 11, "- EXPOSE: [9090]"),
        ("ports", 11, "- EXPOSE: [3000/tcp, 9090]"),
        ("read-only-paths", 8, "- ENV: {npm_config_cache: /home/node/.npm}"),
        ("secret", 8, "- ENV: {API_KEY: s3cr3t-value-of-ours}"),
        ("secret", 8, "- ARG: NPM_TOKEN"),
        (
            "secret", 4,
            "- RUN: {script: ['npm ci --//registry.npmjs.org/:_authToken=npm_0123456789abcdefghij']}"
        ),
        ("secret-file", 5, "- COPY: {sources: [.env], to: ./}"),
        ("secret-file", 5, "- COPY: {sources: [certs/server.key], to: ./}"),
        ("remote-add", 5, "- ADD: {sources: ['https://example.com/x.tgz'], to: /app/}"),
        ("sudo", 4, "- RUN: {script: [sudo npm ci]}"),
        ("production-before-build", 4, "- RUN: {script: [npm ci --omit=dev]}"),
        ("production-before-build", 4, "- RUN: {script: [npm ci --production]}"),
        ("sources-before-install", 3, "- COPY: {sources: [.], to: .}"),
        ("package-cache", 8, "- RUN: {script: [apt-get update, apt-get install -y tini]}"),
        ("package-cache", 8, "- RUN: {script: [pip install mcp==1.0]}"),
        ("package-cache", 8, "- RUN: {script: [apk add tini]}"),
        ("unsafe-pipe", 4, "- RUN: {script: ['cat list | xargs npm ci']}"),
        ("unlocked-install", 4, "- RUN: {script: [npm install]}"),
        ("unlocked-install", 4, "- RUN: {script: [yarn]}"),
        ("unlocked-install", 4, "- RUN: {script: [npm ci, pip install poetry]}"),
        ("missing-lock-file", 3, "- COPY: {sources: [package.json], to: ./}"),
        ("development-packages", 6, "- RUN: {script: [npm run build]}"),
        ("manager-at-start", 13, "- CMD: [npm, start]"),
        ("manager-at-start", 13, "- CMD: [yarn, --silent, run, serve]"),
        ("health-check-timing", 12, "- HEALTHCHECK: {test: [node, -e, ask()], interval: '10'}"),
        ("health-check-timing", 12, "- HEALTHCHECK: {test: [node, -e, ask()], timeout: 5 s}"),
        ("health-check-timing", 12, "- HEALTHCHECK: {test: [node, -e, ask()], interval: 1h30m}"),
        ("health-check-timing", 12, "- HEALTHCHECK: {test: [node, -e, ask()], retries: 0}"),
        ("health-check-port", 12, "- HEALTHCHECK: {test: [node, ask.js, 'http://127.0.0.1:8080/health']}"),
        ("health-check-port", 12, "- HEALTHCHECK: {test: [node, ask.js, 'http://localhost/health']}"),
        ("working-directory", 8, "- WORKDIR: app"),
        ("stop-signal", 8, "- STOPSIGNAL: SIGKILL"),
        ("stop-signal", 8, "- STOPSIGNAL: '9'"),
        ("writable-by-all", 5, "- RUN: {script: ['chmod -R 777 /app']}"),
        ("writable-by-all", 5, "- RUN: {script: ['chmod a+rwX /app']}"),
        ("writable-by-all", 5, "- COPY: {sources: [a.js], to: ./, chmod: '0666'}"),
        ("exposed-ports", 11, "- EXPOSE: [70000]"),
        ("exposed-ports", 11, "- EXPOSE: [3000/http]"),
        ("file-owner", 8, "- COPY: {from: build, chown: '1000:1000', sources: [/app/a], to: /app/a}"),
        ("development-mode", 8, "- ENV: {NODE_ENV: development}"),
        ("system-packages", 2, "- RUN: {script: [apt-get update, apt-get install git]}"),
        ("system-packages", 2, "- RUN: {script: [apt-get install --yes git]}"),
        ("missing-program", 13, "- CMD: [node, /srv/index.js]"),
        (
            "missing-program", 9,
            "- COPY: {from: build, sources: [/app/node_modules/], to: /app/node_modules/}"
        ),
        ("missing-program", 9, "- COPY: {from: build, sources: [/app/package.json], to: /app/}"),
        ("secret-file", 5, "- COPY: {sources: [.npmrc], to: ./}"),
        ("secret", 8, "- ARG: {SOURCE: 'https://me:s3cr3t@example.com/x'}"),
    ]

    @Test(arguments: mistakes)
    func `find a planted mistake, and only that`(_ id: String, _ line: Int, _ replacement: String) throws {
        var lines = goodLines
        lines[line] = replacement
        let findings = try dockerfile(lines.joined(separator: "\n")).findings(ports: [3000])
        #expect(findings.contains { $0.check == "dockerfile/\(id)" }, "\(findings.map(\.check))")
        // Without the line, what it brought is missed too.
        let others = Set(findings.map(\.check)).subtracting([
            "dockerfile/\(id)", "dockerfile/missing-health-check", "dockerfile/runs-as-root",
            "dockerfile/ports",
        ])
        #expect(others.isEmpty, "\(others)")
        for finding in findings {
            #expect(finding.diagnostic.location != nil && finding.diagnostic.hint != nil, "\(finding)")
        }
    }

    /// What is right although it looks like a mistake.
    @Test(arguments: [
        (12, "- HEALTHCHECK: NONE"),
        (0, "- FROM: {image: 'node@sha256:\(String(repeating: "a", count: 64))', as: build}"),
        (8, "- RUN: {mounts: [{type: bind, from: build, target: /x}], script: [cp -R /x/build /app]}"),
        (8, "- ENV: {TOKEN_EXPIRATION: 3600, XDG_CACHE_HOME: /tmp/.cache}"),
        (8, "- RUN: {script: [apt-get update, apt-get install -y tini, rm -rf /var/lib/apt/lists/*]}"),
        (5, "- COPY: {sources: [.env.example], to: ./}"),
        (9, "- COPY: {from: 'ghcr.io/acme/tools:1.0', sources: [/app/], to: /app/}"),
        (8, "- STOPSIGNAL: SIGQUIT"),
        (5, "- RUN: {script: ['chmod 1777 /scratch', 'chmod u=rwX,go=rX .', 'chmod 755 x']}"),
        (3, "- COPY: {sources: ['package*.json'], to: ./}"),
        (4, "- RUN: {script: [npm ci --include=dev, npm install --global tsc-watch@6]}"),
        (12, "- HEALTHCHECK: {test: [node, ask.js, 'http://127.0.0.1:3000/x'], startPeriod: 1m30s}"),
        (9, "- WORKDIR: /srv\n- COPY: {from: build, sources: [/app/build], to: ../app/build}"),
        (9, "- COPY: {from: build, sources: [/app/build/index.js], to: /app/build/}"),
        (2, "- RUN: {script: [apt-get update, apt-get install -yq git]}\n- WORKDIR: /app"),
    ])
    func `let pass what is no mistake`(_ line: Int, _ replacement: String) throws {
        var lines = goodLines
        lines[line] = replacement
        let findings = try dockerfile(lines.joined(separator: "\n")).findings(ports: [3000])
        #expect(findings.isEmpty, "\(findings)")
    }

    /// Dockerfiles that people publish for MCP servers, and what is wrong with them.
    private static let published: [(String, Set<String>)] = [
        (
            """
            - FROM: 'node:18-alpine'
            - WORKDIR: /app
            - COPY: {sources: ['package*.json'], to: ./}
            - RUN: npm install --production
            - COPY: {sources: [.], to: .}
            - EXPOSE: [9090]
            - CMD: [npx, tsx, src/index.ts]
            """, ["runs-as-root", "missing-health-check", "downloads-at-start", "ports", "unlocked-install"]
        ),
        (
            """
            - FROM: 'node:20-alpine'
            - WORKDIR: /app
            - COPY: {sources: [.], to: .}
            - RUN: npm ci --production
            - RUN: npm run build
            - HEALTHCHECK: {test: 'curl -f http://localhost:3000/health', interval: 30s}
            - CMD: [node, dist/index.js]
            """,
            [
                "runs-as-root", "health-check-tool", "production-before-build", "sources-before-install",
                "ports",
            ]
        ),
    ]

    @Test(arguments: published)
    func `know published mistakes`(_ yaml: String, _ ids: Set<String>) throws {
        let found = Set(try dockerfile(yaml).findings(ports: [3000]).map { String($0.check.dropFirst(11)) })
        #expect(found == ids)
    }
}
