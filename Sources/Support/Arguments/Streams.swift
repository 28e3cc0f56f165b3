#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Where a program's own words go, and how wide and how bold they may be.
package struct Streams: Sendable {
    /// In columns; help pages are wrapped to it.
    package var width: Int
    package var style: TextStyle
    package var output: @Sendable (String) -> Void
    package var error: @Sendable (String) -> Void

    package init(
        width: Int = 80,
        style: TextStyle = .plain,
        output: @escaping @Sendable (String) -> Void,
        error: @escaping @Sendable (String) -> Void
    ) {
        self.width = width
        self.style = style
        self.output = output
        self.error = error
    }

    /// The process's own standard output and standard error.
    package static func standard(width: Int = 80, style: TextStyle = .plain) -> Self {
        // A closed pipe must come back as an error of `write`, not as the end of the process.
        signal(SIGPIPE, SIG_IGN)
        return Self(
            width: width,
            style: style,
            output: { text in
                guard let code = send(text, to: STDOUT_FILENO) else { return }
                // Whoever closed the pipe has read enough: that is no failure.
                guard code != EPIPE else { exit(ExitStatus.success.rawValue) }
                _ = send(
                    "error: cannot write to standard output: \(String(cString: strerror(code)))\n",
                    to: STDERR_FILENO
                )
                exit(ExitStatus.failure.rawValue)
            },
            error: { _ = send($0, to: STDERR_FILENO) }
        )
    }

    /// Writes all of the text; answers the error number of a write that failed.
    private static func send(_ text: String, to descriptor: Int32) -> Int32? {
        var text = text
        return text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let chunk = UnsafeRawBufferPointer(rebasing: rest)
                let written = write(descriptor, chunk.baseAddress, chunk.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return errno }
                rest = rest.dropFirst(written)
            }
            return nil
        }
    }
}
