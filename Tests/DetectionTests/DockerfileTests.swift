@testable import Detection
import Diagnostics
import Testing

@Suite struct `What is insecure in a Dockerfile` {
    @Test(arguments: [
        ("FROM node:20\nUSER 1", ""), ("FROM node:20", "the image runs as root"),
        ("FROM node\nUSER 1", "the base image node is whatever 'latest' is on the day of the build"),
        ("FROM node:20\nCOPY . .\nRUN npm ci\nUSER 1", "everything is copied before the install"),
        (
            "FROM node:20\nRUN npm ci --omit=dev && npm run build\nUSER 1",
            "'npm ci --omit=dev' leaves out the development tools"
        ),
        (
            "FROM node:20\nRUN npm ci --production\nUSER 1\nCMD [\"npx\", \"tsx\", \"a.ts\"]",
            "leaves out what the start command needs"
        ),
        (
            "FROM node:20-alpine\nUSER 1\nHEALTHCHECK CMD curl -f http://localhost/x",
            "the health check needs curl, which node:20-alpine does not have"
        ),
        ("FROM node:20-alpine\nRUN apk add curl\nUSER 1\nHEALTHCHECK CMD curl http://localhost/x", ""),
        (
            "FROM node:20\nENV API_KEY=abcdefghij\nUSER 1",
            "API_KEY holds what looks like a secret, written in clear"
        ),
        ("FROM node:20\nADD https://example.com/a /a\nUSER 1", "ADD fetches a file that nothing verifies"),
        ("FROM node:20\nUSER 1\nCMD node a.js", "CMD is in shell form"),
    ])
    func `is said`(text: String, message: String) {
        var folder = ProjectFolder(name: "x")
        folder.add(text, at: "Dockerfile")
        let told = Detection.detect(in: folder).diagnostics.filter {
            $0.severity == .warning && !$0.message.hasPrefix("not carried")
        }
        #expect(told.allSatisfy { $0.location?.file.name == "Dockerfile" && !$0.text.contains("abcdefghij") })
        if message.isEmpty {
            #expect(told.isEmpty, "\(told.map(\.message))")
        } else {
            #expect(told.contains { $0.message.contains(message) }, "\(told.map(\.message))")
        }
    }
}
