#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// The system refused something about a file.
package struct FileError: Error, Sendable, Hashable, CustomStringConvertible {
    package let path: String
    /// What was tried: `read`, `write`, `create`.
    package let action: String
    /// The system's error number.
    package let code: Int32

    package var reason: String { String(cString: strerror(code)) }
    package var isNotFound: Bool { code == ENOENT }
    package var description: String {
        "cannot \(action) \(path == "-" && action == "read" ? "standard input" : path): \(words)"
    }

    private var words: String {
        switch code {
        case ESPIPE: "it is a pipe or a device"
        case EFBIG where action == "read": "it is larger than 64 MiB"
        default: reason.lowercased()
        }
    }

    /// The failure of the call just made.
    static func last(_ action: String, _ path: String) -> FileError {
        FileError(path: path, action: action, code: errno)
    }
}
