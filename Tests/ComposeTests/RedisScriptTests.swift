import Diagnostics
import Foundation
import Templates
import TestSupport
import Testing

/// What `redis.sh` makes of the secret that clients of the same Redis connect with.
@Suite struct `The script that starts Redis` {
    @Test(arguments: [
        ("plain", "requirepass \"plain\""), ("with%20blank", "requirepass \"with%20blank\""),
        (#"quo"te\back"#, #"requirepass "quo\"te\\back""#),
        ("redis://cache:6379/0", ""), ("redis://:pw@cache:6379/0", "requirepass \"pw\""),
        ("redis://default:pw@cache", "requirepass \"pw\""), ("redis://pw@cache", "requirepass \"pw\""),
        ("redis://:p%40s%2fs%25%zz@cache", "requirepass \"p@s/s%%zz\""),
        ("redis://:%C3%BC@cache", "requirepass \"ü\""),
        (
            "redis://we%2Fb:p%22w@cache",
            #"requirepass "p\"w"\#nuser "we/b" on ~* &* +@all ">p\"w""#
        ),
    ])
    func `asks for the password that a client takes from it`(secret: String, configured: String) throws {
        let folder = try TemporaryFolder()
        let script = try #require(TemplateSet.embedded.file("compose/redis.sh")?.text)
            .replacing("/usr/local/etc/redis/redis.conf", with: "\(folder.path)/redis.conf")
            .replacing("/tmp/redis.conf", with: "\(folder.path)/made.conf")
        try folder.write(script, to: "redis.sh")
        try folder.write("port 6379\n", to: "redis.conf")
        try folder.write("#!/bin/sh\nenv >\(folder.path)/env\n", to: "redis-server")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o755],
            ofItemAtPath: "\(folder.path)/redis-server"
        )
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["\(folder.path)/redis.sh", "start"]
        process.environment = ["PATH": "\(folder.path):/usr/bin:/bin", "REDIS_SECRET": secret]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let lines = try #require(folder.text(of: "made.conf")).split(separator: "\n").dropFirst()
        #expect(lines.joined(separator: "\n") == configured)
        #expect(folder.text(of: "env")?.contains("REDIS_SECRET") == false)
    }
}
