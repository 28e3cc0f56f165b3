#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Several files written and removed all or nothing.
///
/// Every text goes to a temporary file beside its target first; only when all of them are safely on disk are they
/// renamed into place, one atomic `rename(2)` each (POSIX.1-2017). A full disk, a missing right or a signal before
/// that leaves every old file as it was, and no new folder. A rename that fails is undone from the kept old files.
package struct FileBatch: ~Copyable {
    private struct Entry {
        let target: String
        /// `nil` when the target is removed.
        let temporary: String?
        let backup: String
    }

    private var entries: [Entry] = []
    private var newFolders: [String] = []
    private var isCommitted = false
    private let signals = DelayedSignals()

    package init() {}

    deinit {
        guard !isCommitted else { return }
        for case let temporary? in entries.map(\.temporary) { unlink(temporary) }
        for folder in newFolders.reversed() { rmdir(folder) }
    }

    /// Writes the bytes beside the target; they take its place with `commit`.
    ///
    /// A target that is a link stays one: the file it leads to is replaced. Everybody may read a file that is for
    /// everybody, also where the umask leaves new files to their owner.
    package mutating func stage(
        _ bytes: some Sequence<UInt8>,
        to target: String,
        isForEverybody: Bool = false
    ) throws(FileError) {
        let target = try Files.resolved(target)
        if let parent = Files.parent(of: target) { newFolders += try Files.makeFolder(parent) }
        // A rename onto a folder would fail only in the middle of the commit.
        guard !Files.isFolder(target) else { throw FileError(path: target, action: "write", code: EISDIR) }
        let temporary = temporaryPath(of: target)
        try TemporaryFile.write(Array(bytes), to: temporary, for: target, isForEverybody: isForEverybody)
        entries.append(Entry(target: target, temporary: temporary, backup: "\(temporary).old"))
    }

    /// Removes the file, or the link, with `commit`; one that is not there is no error.
    package mutating func stageRemoval(of target: String) {
        entries.append(Entry(target: target, temporary: nil, backup: temporaryPath(of: target)))
    }

    private func temporaryPath(of target: String) -> String { "\(target).\(getpid()).\(entries.count).tmp" }

    /// Puts every staged file into place.
    package consuming func commit() throws(FileError) {
        var undo: [(target: String, backup: String?)] = []
        do throws(FileError) {
            for entry in entries {
                let backup = try Self.keepOld(entry.target, as: entry.backup)
                let done =
                    entry.temporary.map { rename($0, entry.target) == 0 }
                    ?? (unlink(entry.target) == 0 || errno == ENOENT)
                guard done else {
                    let error = FileError.last(entry.temporary == nil ? "remove" : "write", entry.target)
                    if let backup { unlink(backup) }
                    throw error
                }
                undo.append((entry.target, backup))
            }
        } catch {
            for (target, backup) in undo.reversed() {
                if let backup { rename(backup, target) } else { unlink(target) }
            }
            throw error
        }
        isCommitted = true
        for case let backup? in undo.map(\.backup) { unlink(backup) }
    }

    /// A second name for the old file, or a copy where the file system or its owner allows none; `nil` without one.
    private static func keepOld(_ target: String, as backup: String) throws(FileError) -> String? {
        if link(target, backup) == 0 { return backup }
        guard errno != ENOENT else { return nil }
        try TemporaryFile.write(try Files.read(target), to: backup, for: target)
        return backup
    }
}
