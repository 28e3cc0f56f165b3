#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// What the process's terminal, if it has one, can do.
struct Terminal {
    let width: Int
    let colorsOutput: Bool
    let colorsErrors: Bool
    /// Whether standard output is one.
    let isOutput: Bool
    /// Whether standard error is one.
    let isErrors: Bool

    /// Colour follows NO_COLOR, CLICOLOR, CLICOLOR_FORCE and TERM, each stream by itself.
    init(environment: [String: String]) {
        func colors(_ descriptor: Int32) -> Bool {
            if environment["NO_COLOR"]?.isEmpty == false { return false }
            if environment["CLICOLOR_FORCE"].map({ $0 != "0" && !$0.isEmpty }) == true { return true }
            if environment["CLICOLOR"] == "0" || environment["TERM"] == "dumb" { return false }
            return isatty(descriptor) == 1
        }
        colorsOutput = colors(STDOUT_FILENO)
        colorsErrors = colors(STDERR_FILENO)
        isOutput = isatty(STDOUT_FILENO) == 1
        isErrors = isatty(STDERR_FILENO) == 1
        width = Self.columns ?? 80
    }

    private static var columns: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return min(Int(size.ws_col), 100)
    }

    static func exit(_ status: Int32) -> Never {
        #if canImport(Darwin)
        Darwin.exit(status)
        #else
        Glibc.exit(status)
        #endif
    }
}
