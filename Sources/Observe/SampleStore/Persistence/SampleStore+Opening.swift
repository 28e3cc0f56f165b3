package import Diagnostics
internal import FileSystem

extension SampleStore {
    /// A store with the samples that a folder has, which goes on to record there what it accepts.
    ///
    /// The folder is made when it is not there. What a crash left half written is cut off and told, and nothing before
    /// it is lost.
    package static func open(
        _ folder: String,
        _ options: StoreOptions = StoreOptions(),
        log: LogOptions = LogOptions()
    ) throws(InvalidInput) -> (store: SampleStore, recovery: LogRecovery) {
        let store = SampleStore(options)
        var recovery = LogRecovery()
        do throws(FileError) {
            try Files.makeFolder(folder)
            let lock = try FolderLock(folder)
            let segments = try recovery.replay(folder, into: store)
            store.setLog(SampleLog(folder, log, lock, segments))
        } catch {
            throw InvalidInput(error.diagnostic)
        }
        guard recovery.diagnostics.allSatisfy({ $0.severity != .error }) else {
            throw InvalidInput(recovery.diagnostics)
        }
        return (store, recovery)
    }
}

extension FileError {
    /// The failure to open a folder of samples, for people.
    fileprivate var diagnostic: Diagnostic {
        isLocked
            ? .error(
                "\(path) is in use: another process records samples there",
                hint: "end the other one, or name another folder"
            ) : .error(description, hint: hint)
    }
}
