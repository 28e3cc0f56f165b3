import FileSystem
import FoundationEssentials
import TestSupport
import Testing

@Suite struct `A batch of files` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { "\(folder.path)/\(name)" }

    private func permissions(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: path(name))
        return attributes[.posixPermissions] as? Int ?? -1
    }

    @Test func `is written with its folders`() throws {
        var batch = FileBatch()
        try batch.stage("one".utf8, to: path("a/b/1"))
        try batch.stage("two".utf8, to: path("2"))
        try batch.commit()
        #expect(folder.paths == ["2", "a", "a/b", "a/b/1"])
        #expect(folder.text(of: "a/b/1") == "one")
    }

    @Test func `keeps the rights of old files, and lets everybody read what is for everybody`() throws {
        for name in ["own", "open"] {
            try folder.write("old", to: name)
            try FileManager.default.setAttributes([.posixPermissions: 0o620], ofItemAtPath: path(name))
        }
        var batch = FileBatch()
        try batch.stage("new".utf8, to: path("own"))
        try batch.stage("new".utf8, to: path("open"), isForEverybody: true)
        try batch.stage("new".utf8, to: path("fresh"), isForEverybody: true)
        try batch.commit()
        #expect(try permissions(of: "own") == 0o620)
        #expect(try permissions(of: "open") == 0o664)
        #expect(try permissions(of: "fresh") & 0o444 == 0o444)
    }

    @Test func `that is not committed leaves nothing behind`() throws {
        try folder.write("old", to: "1")
        func stage() throws {
            var batch = FileBatch()
            try batch.stage("new".utf8, to: path("1"))
            try batch.stage("new".utf8, to: path("a/b/2"))
            _ = consume batch
        }
        try stage()
        #expect(folder.paths == ["1"])
        #expect(folder.text(of: "1") == "old")
    }

    @Test func `that cannot be staged whole changes nothing`() throws {
        try folder.write("old", to: "1")
        try FileManager.default.createDirectory(atPath: path("2"), withIntermediateDirectories: false)
        func write() throws {
            var batch = FileBatch()
            try batch.stage("new".utf8, to: path("1"))
            try batch.stage("new".utf8, to: path("x/y"))
            try batch.stage("new".utf8, to: path("2"))
            try batch.commit()
        }
        #expect(throws: FileError.self) { try write() }
        #expect(folder.paths == ["1", "2"])
        #expect(folder.text(of: "1") == "old")
    }

    @Test func `whose renames fail midway is undone`() throws {
        try folder.write("old", to: "1")
        try folder.write("gone", to: "3")
        func write() throws {
            var batch = FileBatch()
            try batch.stage("new".utf8, to: path("1"))
            try batch.stage("new".utf8, to: path("new"))
            batch.stageRemoval(of: path("3"))
            try batch.stage("new".utf8, to: path("2"))
            // Something takes the place between the two steps.
            try FileManager.default.createDirectory(atPath: path("2"), withIntermediateDirectories: false)
            try batch.commit()
        }
        #expect(throws: FileError.self) { try write() }
        #expect(folder.paths == ["1", "2", "3"])
        #expect(folder.text(of: "1") == "old")
        #expect(folder.text(of: "3") == "gone")
    }

    @Test func `keeps the rights of the file it replaces`() throws {
        try folder.write("old", to: "1")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path("1"))
        var batch = FileBatch()
        try batch.stage("new".utf8, to: path("1"))
        try batch.commit()
        #expect(try permissions(of: "1") == 0o640)
        #expect(folder.text(of: "1") == "new")
    }

    @Test func `writes through a link and leaves it one`() throws {
        try folder.write("old", to: "real")
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "real")
        var batch = FileBatch()
        try batch.stage("new".utf8, to: path("link"))
        try batch.commit()
        #expect(folder.text(of: "real") == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link")) == "real")
    }

    @Test func `refuses a link that leads nowhere`() throws {
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "nowhere")
        func write() throws {
            var batch = FileBatch()
            try batch.stage("new".utf8, to: path("link"))
            try batch.commit()
        }
        #expect(throws: FileError.self) { try write() }
        #expect(folder.paths == ["link"])
    }

    @Test func `removes what is no longer wanted, and does not mind what is not there`() throws {
        try folder.write("old", to: "1")
        var batch = FileBatch()
        batch.stageRemoval(of: path("1"))
        batch.stageRemoval(of: path("2"))
        try batch.commit()
        #expect(folder.paths.isEmpty)
    }
}
