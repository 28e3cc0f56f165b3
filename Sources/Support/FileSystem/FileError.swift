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

    /// What to look at, where the reason alone does not say it.
    package var hint: String? {
        switch code {
        case ENOTDIR: "a file stands where a folder is needed"
        case EISDIR: "name a file in it"
        case ELOOP: "a link leads back to a folder above it"
        default: nil
        }
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
