#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Keeps a folder for one owner as long as the value lives; the system lets go of it when the process ends.
package struct FolderLock: ~Copyable {
    private let descriptor: Int32

    /// Locks the file `lock` in the folder; fails with `EWOULDBLOCK` when somebody else has it.
    package init(_ folder: String) throws(FileError) {
        descriptor = open("\(folder)/lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .last("lock", folder) }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let error = FileError.last("lock", folder)
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }
}

extension FileError {
    /// Whether somebody else has the lock.
    package var isLocked: Bool { code == EWOULDBLOCK }
}

extension Files {
    /// Waits until the disk knows which files are in the folder.
    package static func syncFolder(_ path: String) throws(FileError) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("read", path) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP else {
            throw .last("write", path)
        }
    }
}
