#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// A new file beside the one whose place it will take.
enum TemporaryFile {
    /// Writes all bytes and waits until they are on disk; a file that could not be written whole is removed again.
    ///
    /// It has the rights of the old file, or those that the process gives to new ones; everybody may read one that is
    /// for everybody.
    static func write(
        _ bytes: [UInt8],
        to path: String,
        for target: String,
        isForEverybody: Bool = false
    ) throws(FileError) {
        var status = stat()
        let old: mode_t? = stat(target, &status) == 0 ? status.st_mode & 0o7777 : nil
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw .last("write", target) }
        do throws(FileError) {
            do throws(FileError) {
                let given = old ?? (fstat(descriptor, &status) == 0 ? status.st_mode & 0o7777 : 0o600)
                let wanted = isForEverybody ? given | 0o444 : given
                if old != nil || wanted != given, fchmod(descriptor, wanted) != 0 {
                    throw .last("write", target)
                }
                try write(bytes, to: descriptor, for: target)
                // Some file systems cannot wait for the disk; they are no reason to stop.
                if fsync(descriptor) != 0, errno != EINVAL, errno != ENOTSUP { throw .last("write", target) }
            } catch {
                close(descriptor)
                throw error
            }
            // A network file system may tell only now that it is full.
            guard close(descriptor) == 0 else { throw .last("write", target) }
        } catch {
            unlink(path)
            throw error
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32, for target: String) throws(FileError) {
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { systemWrite(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("write", target) }
            offset += count
        }
    }
}

/// `write` under a name that does not collide with `TemporaryFile.write`.
private func systemWrite(_ descriptor: Int32, _ start: UnsafeRawPointer?, _ count: Int) -> Int {
    write(descriptor, start, count)
}
