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
        Self(
            width: width,
            style: style,
            output: { send($0, to: STDOUT_FILENO) },
            error: { send($0, to: STDERR_FILENO) }
        )
    }

    /// Writes all of the text; a closed pipe ends it quietly, since nobody is left to tell.
    private static func send(_ text: String, to descriptor: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let chunk = UnsafeRawBufferPointer(rebasing: rest)
                let written = write(descriptor, chunk.baseAddress, chunk.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return }
                rest = rest.dropFirst(written)
            }
        }
    }
}
