#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Several files written all or nothing.
///
/// Every text goes to a temporary file beside its target first; only when all of them are safely on disk are they
/// renamed into place, one atomic `rename(2)` each (POSIX.1-2017). A full disk, a missing right or a crash before
/// the renames leaves every old file as it was. A rename that fails is undone from the kept old files.
package struct FileBatch: ~Copyable {
    private struct Entry {
        let target: String
        let temporary: String
        let backup: String?
    }

    private var entries: [Entry] = []

    package init() {}

    deinit {
        for entry in entries { unlink(entry.temporary) }
    }

    /// Writes the bytes beside the target; they take its place with `commit`.
    package mutating func stage(_ bytes: some Sequence<UInt8>, to target: String, mode: UInt32 = 0o666)
        throws(FileError)
    {
        if let parent = Files.parent(of: target) { try Files.makeFolder(parent) }
        // A rename onto a folder would fail only in the middle of the commit.
        guard !Files.isFolder(target) else { throw FileError(path: target, action: "write", code: EISDIR) }
        let temporary = "\(target).\(getpid()).\(entries.count).tmp"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode_t(mode))
        guard descriptor >= 0 else { throw .last("write", target) }
        entries.append(Entry(target: target, temporary: temporary, backup: nil))
        defer { close(descriptor) }
        let bytes = Array(bytes)
        var offset = 0
        while offset < bytes.count {
            let count = bytes[offset...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw .last("write", target) }
            offset += count
        }
    }

    /// Puts every staged file into place.
    package consuming func commit() throws(FileError) {
        var done: [Entry] = []
        do throws(FileError) {
            for entry in entries {
                let backup = "\(entry.temporary).old"
                let hadOld = link(entry.target, backup) == 0
                done.append(
                    Entry(target: entry.target, temporary: entry.temporary, backup: hadOld ? backup : nil)
                )
                guard rename(entry.temporary, entry.target) == 0 else { throw .last("write", entry.target) }
            }
        } catch {
            for entry in done.reversed() {
                if let backup = entry.backup { rename(backup, entry.target) } else { unlink(entry.target) }
            }
            throw error
        }
        for case let backup? in done.map(\.backup) { unlink(backup) }
    }
}
