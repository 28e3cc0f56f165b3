#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// A file that only grows, or is cut at its end.
package struct AppendFile: ~Copyable {
    package let path: String
    /// Bytes in the file.
    package private(set) var size: Int
    private let descriptor: Int32

    /// Opens the file, or makes an empty one that only its owner may read.
    package init(_ path: String) throws(FileError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last("write", path) }
        var status = stat()
        size = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
    }

    deinit { close(descriptor) }

    /// Adds all of the bytes, or none when the disk is full.
    ///
    /// The system has them then: they survive this process, and a power failure only after `sync`.
    package mutating func append(_ bytes: [UInt8]) throws(FileError) {
        var done = 0
        while done < bytes.count {
            let count = bytes[done...].withUnsafeBytes { systemAppend(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = FileError.last("write", path)
                ftruncate(descriptor, off_t(size))
                throw error
            }
            done += count
        }
        size += bytes.count
    }

    /// Waits until the disk has everything.
    package func sync() throws(FileError) {
        // Some file systems cannot wait for the disk; they are no reason to stop.
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
            throw .last("write", path)
        }
    }

    /// Cuts everything from `size` on.
    package mutating func truncate(to size: Int) throws(FileError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else { throw .last("write", path) }
        self.size = size
    }
}

/// `write` under a name that does not collide.
private func systemAppend(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, start, count)
}
