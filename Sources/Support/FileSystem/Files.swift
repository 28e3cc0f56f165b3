#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// Whole files and folders by path.
package enum Files {
    /// The bytes of a file, or of standard input when the path is `-`.
    package static func read(_ path: String, limit: Int = 64 << 20) throws(FileError) -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .last("read", path) }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        var status = stat()
        // One byte more than the file is said to have, so that its end shows at once.
        let expected = fstat(descriptor, &status) == 0 ? Int(status.st_size) + 1 : 0
        var buffer = [UInt8](repeating: 0, count: min(max(expected, 1 << 12), 1 << 16))
        while true {
            let count = systemRead(descriptor, &buffer, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .last("read", path) }
            guard count > 0 else { return bytes }
            bytes += buffer[..<count]
            guard bytes.count <= limit else { throw FileError(path: path, action: "read", code: EFBIG) }
        }
    }

    package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    package static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether there is a file of bytes, also at the end of a link: no folder, pipe or device.
    package static func isFile(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// Whether the path itself is a symbolic link, wherever it leads.
    package static func isLink(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// The absolute path of the folder that the process is in; `.` when that is gone.
    package static var currentFolder: String {
        guard let path = realpath(".", nil) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }

    /// The file that a link leads to in the end; any other path as it is.
    static func resolved(_ path: String) throws(FileError) -> String {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
        guard let real = realpath(path, nil) else { throw .last("follow the link", path) }
        defer { free(real) }
        return String(cString: real)
    }

    /// The names in a folder, sorted, without `.` and `..`.
    package static func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = opendir(folder) else { throw .last("list", folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The paths of all files below a folder, relative to it and sorted, without hidden ones.
    ///
    /// Links are followed; one that leads back to a folder above it is an error, and so is a pipe or a device, which
    /// might never end.
    package static func tree(below folder: String) throws(FileError) -> [String] {
        try tree(below: folder, inside: []).sorted()
    }

    private static func tree(below folder: String, inside above: [FileIdentity]) throws(FileError) -> [String]
    {
        let identity = try FileIdentity(of: folder)
        guard !above.contains(identity) else {
            throw FileError(path: folder, action: "list", code: ELOOP)
        }
        var paths: [String] = []
        for name in try names(in: folder) where !name.hasPrefix(".") {
            let path = "\(folder)/\(name)"
            if isFolder(path) {
                paths += try tree(below: path, inside: above + [identity]).map { "\(name)/\($0)" }
            } else if isFile(path) || !exists(path) {
                // A link that leads nowhere is told when the file is read.
                paths.append(name)
            } else {
                throw FileError(path: path, action: "read", code: ESPIPE)
            }
        }
        return paths
    }

    /// Makes the folder and its parents; answers those that were not there, outermost first.
    @discardableResult
    package static func makeFolder(_ path: String) throws(FileError) -> [String] {
        if path.isEmpty || isFolder(path) { return [] }
        let parents = try parent(of: path).map { parent throws(FileError) in try makeFolder(parent) } ?? []
        if mkdir(path, 0o777) == 0 { return parents + [path] }
        let error = FileError.last("create", path)
        for folder in parents.reversed() { rmdir(folder) }
        // Another process may have been faster.
        guard error.code == EEXIST, isFolder(path) else {
            throw error.code == EEXIST ? FileError(path: path, action: "create", code: ENOTDIR) : error
        }
        return []
    }

    package static func remove(_ path: String) throws(FileError) {
        guard unlink(path) == 0 || errno == ENOENT else { throw .last("remove", path) }
    }

    /// `a/b` of `a/b/c`; `nil` for a bare name.
    package static func parent(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// What tells one file from another, whatever it is called.
private struct FileIdentity: Equatable {
    let device: UInt64
    let number: UInt64

    init(of path: String) throws(FileError) {
        var status = stat()
        guard stat(path, &status) == 0 else { throw .last("list", path) }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        number = UInt64(truncatingIfNeeded: status.st_ino)
    }
}

/// `read` under a name that does not collide with `Files.read`.
private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
    read(descriptor, buffer, count)
}
