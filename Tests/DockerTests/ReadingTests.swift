import Diagnostics
import Render
import Testing

@Suite struct `A Dockerfile that somebody wrote` {
    private func findings(_ lines: [String]) -> [String] {
        var files = DeploymentFiles()
        files.add(dockerfile: SourceFile(name: "Dockerfile", text: lines.joined(separator: "\n")))
        return files.findings.map { finding in
            "\(finding.diagnostic.location?.line ?? 0) \(finding.check.replacing("dockerfile/", with: ""))"
        }
    }

    private static let good = [
        "FROM node:22-bookworm AS Build", "WORKDIR /app", "COPY package*.json ./",
        "RUN --mount=type=cache,target=/root/.npm npm ci", "COPY . .",
        "RUN npm run build && npm prune --omit=dev", "FROM node:22-bookworm-slim", "ENV UID=10001",
        "WORKDIR /app", "COPY --from=build --chown=root /app ./", "USER $UID:$UID", "EXPOSE 3000/tcp",
        "HEALTHCHECK --interval=10s CMD [\"node\", \"ask.js\", \"http://127.0.0.1:3000/\"]",
        "CMD [\"node\", \"build/index.js\"]",
    ]

    @Test func `is looked at as a rendered one`() {
        #expect(findings(Self.good) == [])
    }

    /// What stands in a line instead, and what is then found there.
    @Test(arguments: [
        (1, "FROM node:$UNKNOWN AS build", []), (1, "FROM build AS build", ["1 unpinned-base"]),
        (1, "from", ["1 unreadable", "10 unknown-stage"]), (2, "WORKDIR", ["2 unreadable"]),
        (3, "COPY package.json", ["3 unreadable", "4 missing-lock-file"]),
        (3, "COPY [\"package.json\", \"package-lock.json\", \"./\"]", []),
        (4, "RUN <<EOF\nset -e\nnpm install\nEOF", ["4 unlocked-install"]),
        (4, "RUN [\"npm\", \"install\"]", ["4 unlocked-install"]),
        (4, "RUN npm ci && python3 <<EOF\nnpm install\nEOF", []),
        (4, "RUN --mount=type=bind,source=package-lock.json,dst=/app/package-lock.json npm ci", []),
        (5, "COPY <<EOF /app/.env.example\nUSER root\nEOF\nCOPY . .", []),
        (8, "ENV UID=0", ["11 runs-as-root"]), (8, "ARG UID\nENV A=$UID", []),
        (8, "ENV UID=10001 API_KEY=s3cr3t-value-of-ours", ["8 secret"]),
        (13, "HEALTHCHECK NONE", []),
        (13, "HEALTHCHECK curl localhost", ["13 unreadable", "7 missing-health-check"]),
        (13, "HEALTHCHECK --retries=many CMD node ask.js", ["13 unreadable"]),
        (13, "HEALTHCHECK CMD wget -q http://127.0.0.1:3000/", ["13 health-check-tool"]),
        (14, "CMD node build/index.js", ["14 shell-form"]),
        (14, "CMD [\"node\", \"build/index.js\"]\nONBUILD USER root\nMAINTAINER us", []),
        (14, "SHELL /bin/bash\nCMD [\"node\", \"build/index.js\"]", ["14 unreadable"]),
    ])
    func `is read as a builder reads it`(line: Int, text: String, found: [String]) {
        var lines = Self.good
        lines[line - 1] = text
        #expect(findings(lines) == found)
    }

    @Test(arguments: ["", "# nothing", "RUN x"])
    func `without a stage is told once`(text: String) {
        #expect(findings([text]) == ["1 unreadable"])
    }
}
