import FileSystem
import FoundationEssentials
import TestSupport
import Testing

@Suite struct `A tree of files` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func link(_ name: String, to destination: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder.path)/\(name)",
            withDestinationPath: destination
        )
    }

    @Test func `is listed sorted, without what is hidden`() throws {
        for name in ["b", "a/2", "a/1", ".git/x", "a/.swp"] { try folder.write("", to: name) }
        #expect(try Files.tree(below: folder.path) == ["a/1", "a/2", "b"])
    }

    @Test func `follows links to files and folders`() throws {
        try folder.write("", to: "real/1")
        try link("again", to: "real")
        try link("one", to: "real/1")
        #expect(try Files.tree(below: folder.path) == ["again/1", "one", "real/1"])
    }

    @Test func `that leads back into itself is refused`() throws {
        try folder.write("", to: "a/1")
        try link("a/up", to: "..")
        #expect(throws: FileError.self) { try Files.tree(below: folder.path) }
    }

    @Test func `that is not there is told`() {
        #expect(throws: FileError.self) { try Files.tree(below: "\(folder.path)/none") }
    }

    @Test func `larger than the limit is not read`() throws {
        try folder.write(String(repeating: "x", count: 100), to: "1")
        #expect(try Files.read("\(folder.path)/1", limit: 100).count == 100)
        #expect(throws: FileError.self) { try Files.read("\(folder.path)/1", limit: 99) }
    }

    @Test func `has no folder where a file stands`() throws {
        try folder.write("", to: "1")
        #expect(throws: FileError.self) { try Files.makeFolder("\(folder.path)/1") }
        #expect(throws: FileError.self) { try Files.makeFolder("\(folder.path)/1/2") }
    }

    @Test(arguments: [("a/b/c", "a/b"), ("/a", "/"), ("a", nil)] as [(String, String?)])
    func `knows the parent of a path`(_ path: String, _ parent: String?) {
        #expect(Files.parent(of: path) == parent)
    }
}
