internal import Foundation

/// An authority of the tests' own, and certificates it signed: `ca.pem`, `NAME.pem` and `NAME.key` in a folder.
///
/// `server`, `client`, and `expired`, whose time was over yesterday.
package struct Certificates: Sendable {
    package let folder: TemporaryFolder

    package init() throws {
        folder = try TemporaryFolder()
        try openssl(
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=Tests",
            "-keyout",
            "ca.key",
            "-out",
            "ca.pem"
        )
        try sign("server", names: "DNS:localhost,DNS:api.internal,IP:127.0.0.1")
        try sign("client", names: "DNS:client")
        try sign("expired", names: "IP:127.0.0.1", days: "-1")
    }

    private func sign(_ name: String, names: String, days: String = "2") throws {
        try openssl(
            "req",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-subj",
            "/CN=\(name)",
            "-keyout",
            "\(name).key",
            "-out",
            "\(name).csr"
        )
        try folder.write("subjectAltName=\(names)\n", to: "\(name).ext")
        try openssl(
            "x509",
            "-req",
            "-in",
            "\(name).csr",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            days,
            "-extfile",
            "\(name).ext",
            "-out",
            "\(name).pem"
        )
    }

    /// Waits for the process itself: `Process.waitUntilExit` wants a thread that tests in parallel may all have taken.
    private func openssl(_ words: String...) throws {
        let script = "cd \"$0\" && exec openssl \"$@\" > /dev/null 2>&1"
        var arguments = (["sh", "-c", script, folder.path] + words).map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        var status: Int32 = 0
        guard posix_spawn(&process, "/bin/sh", nil, nil, &arguments, environ) == 0,
            waitpid(process, &status, 0) == process, status == 0
        else { throw CocoaError(.executableLoad) }
    }

    package func path(_ name: String) -> String { "\(folder.path)/\(name)" }
    package func bytes(_ name: String) -> [UInt8] { Array((folder.text(of: name) ?? "").utf8) }
}
