internal import Diagnostics
internal import FileSystem

/// What is known of the files of a pattern, and what changed since the last look.
struct FileReading {
    let pattern: String
    let shown: String
    let mould: TargetMould

    private struct Known {
        var stamp: FileStamp?
        var targets: [FleetTarget] = []
    }

    private var known: [String: Known] = [:]
    private var lastProblem: Diagnostic?
    private var hasLooked = false

    init(pattern: String, shown: String, mould: TargetMould) {
        (self.pattern, self.shown, self.mould) = (pattern, shown, mould)
    }

    private var isGlob: Bool { pattern.split(separator: "/").last?.contains { "*?".contains($0) } == true }

    /// Looks again; says nothing when nothing changed.
    mutating func changes() -> [TargetUpdate] {
        var updates: [TargetUpdate] = []
        var hasChanged = !hasLooked
        hasLooked = true
        let paths: [String]
        do throws(FileError) { paths = try found() } catch {
            return tell(.error(error.description, hint: error.hint), then: hasChanged)
        }
        for path in known.keys where !paths.contains(path) {
            known[path] = nil
            hasChanged = true
        }
        for path in paths {
            let stamp = FileStamp(of: path)
            guard known[path] == nil || known[path]?.stamp != stamp else { continue }
            let before = known[path]?.targets ?? []
            do throws(InvalidInput) {
                known[path] = Known(stamp: stamp, targets: try read(path))
                hasChanged = true
            } catch {
                // What was known stays until the file can be read again.
                known[path] = Known(stamp: stamp, targets: before)
                updates += error.diagnostics.map { .problem($0) }
            }
        }
        if paths.isEmpty {
            let problem = Diagnostic.warning(
                "no file is called \(shown)",
                hint: "targets come when there is one"
            )
            return updates + tell(problem, then: hasChanged)
        }
        lastProblem = nil
        if hasChanged {
            updates.append(.targets(known.sorted { $0.key < $1.key }.flatMap(\.value.targets)))
        }
        return updates
    }

    /// A problem that lasts is told once.
    private mutating func tell(_ problem: Diagnostic, then hasChanged: Bool) -> [TargetUpdate] {
        let isNew = lastProblem != problem
        lastProblem = problem
        let targets = known.sorted { $0.key < $1.key }.flatMap(\.value.targets)
        return (isNew ? [.problem(problem)] : []) + (hasChanged ? [.targets(targets)] : [])
    }

    private func found() throws(FileError) -> [String] {
        // A file that is named is in trouble when it is not there; one that a pattern finds no more is gone.
        guard isGlob else { return [pattern] }
        let folder = Files.parent(of: pattern)
        let word = pattern.split(separator: "/").last.map(String.init) ?? pattern
        return try Files.names(in: folder ?? ".").filter { Self.matches($0, word) }
            .map { name in folder.map { $0 == "/" ? "/\(name)" : "\($0)/\(name)" } ?? name }
    }

    private func read(_ path: String) throws(InvalidInput) -> [FleetTarget] {
        let bytes: [UInt8]
        do { bytes = try Files.read(path, limit: 16 << 20) } catch {
            throw InvalidInput(.error(error.description, hint: error.hint))
        }
        return try TargetFile(bytes, name: path).targets(mould)
    }

    /// Whether a name fits a pattern of `*` and `?`; hidden files only where the pattern begins with a dot.
    static func matches(_ name: String, _ pattern: String) -> Bool {
        if name.hasPrefix("."), !pattern.hasPrefix(".") { return false }
        let (name, pattern) = (Array(name.utf8), Array(pattern.utf8))
        var (place, step) = (0, 0)
        var retry: (place: Int, step: Int)?
        while place < name.count {
            if step < pattern.count, pattern[step] == UInt8(ascii: "*") {
                retry = (place, step)
                step += 1
            } else if step < pattern.count, pattern[step] == UInt8(ascii: "?") || pattern[step] == name[place]
            {
                place += 1
                step += 1
            } else if let last = retry {
                retry = (last.place + 1, last.step)
                (place, step) = (last.place + 1, last.step + 1)
            } else {
                return false
            }
        }
        return pattern[step...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
