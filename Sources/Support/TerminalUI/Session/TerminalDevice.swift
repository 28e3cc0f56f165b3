#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// The terminal of the process, opened once more.
///
/// A descriptor of its own never blocks, without making those of the shell, which standard output shares, do the same.
struct TerminalDevice: ~Copyable {
    let descriptor: Int32
    let original: termios

    /// Fails where standard input or output is no terminal.
    init?() {
        guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else { return nil }
        let flags = O_RDWR | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        var descriptor: Int32 = -1
        if let name = ttyname(STDOUT_FILENO) { descriptor = open(name, flags) }
        // Within a container the name may lead nowhere.
        if descriptor < 0 { descriptor = open("/dev/tty", flags) }
        guard descriptor >= 0 else { return nil }
        var settings = termios()
        guard tcgetattr(descriptor, &settings) == 0 else {
            close(descriptor)
            return nil
        }
        (self.descriptor, original) = (descriptor, settings)
    }

    deinit { close(descriptor) }

    /// Every byte as it comes, nothing shown, no signals from keys.
    borrowing func makeRaw() {
        var settings = original
        cfmakeraw(&settings)
        apply(&settings)
    }

    /// As it was found; what was typed meanwhile is forgotten.
    borrowing func restore() {
        var settings = original
        apply(&settings)
        tcflush(descriptor, TCIFLUSH)
    }

    /// At once: to wait for output to be shown would be to wait for a terminal that takes none.
    private borrowing func apply(_ settings: inout termios) {
        while tcsetattr(descriptor, TCSANOW, &settings) != 0, errno == EINTR {}
    }

    /// 80 by 24 when it does not tell.
    var size: Size {
        var window = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0, window.ws_row > 0 else {
            return Size(columns: 80, rows: 24)
        }
        return Size(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }

    /// What is there; nothing when it went away.
    borrowing func read() -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1024)
        #if canImport(Darwin)
        let count = Darwin.read(descriptor, &buffer, buffer.count)
        #else
        let count = Glibc.read(descriptor, &buffer, buffer.count)
        #endif
        if count > 0 { return Array(buffer.prefix(count)) }
        return count < 0 && [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) ? [] : nil
    }

    /// How many bytes it took now; nothing when it went away.
    borrowing func write(_ bytes: ArraySlice<UInt8>) -> Int? {
        let count = bytes.withUnsafeBytes { buffer in
            #if canImport(Darwin)
            Darwin.write(descriptor, buffer.baseAddress, buffer.count)
            #else
            Glibc.write(descriptor, buffer.baseAddress, buffer.count)
            #endif
        }
        if count >= 0 { return count }
        return [EAGAIN, EWOULDBLOCK, EINTR].contains(errno) ? 0 : nil
    }
}
