#if canImport(Darwin)
internal import Darwin
#else
internal import Glibc
#endif

/// How a program is started: its words, its environment and nothing of ours.
struct ProcessStart {
    /// A path, or a name that is looked up in the environment's `PATH`.
    var program: String
    var arguments: [String]
    var environment: [String: String]
    var folder: String?

    /// Starts it with these ends of pipes; without one, nothing is on its standard input.
    func run(input: Int32?, output: Int32, errors: Int32) throws(ChildProcess.Failure) -> pid_t {
        guard let path else { throw .notStarted("there is no such program") }
        #if canImport(Darwin)
        var actions: posix_spawn_file_actions_t?
        var attributes: posix_spawnattr_t?
        #else
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        #endif
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        if let input {
            posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        } else {
            posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        }
        posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        // A group of its own, so that what it starts ends with it; and no signals that we ignore or block.
        posix_spawnattr_setpgroup(&attributes, 0)
        var defaults = sigset_t()
        sigemptyset(&defaults)
        sigaddset(&defaults, SIGPIPE)
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        var blocked = sigset_t()
        sigemptyset(&blocked)
        posix_spawnattr_setsigmask(&attributes, &blocked)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
        posix_spawnattr_setflags(&attributes, Int16(flags))

        let spelled = words(path)
        let words = spelled.map { strdup($0) } + [nil]
        let variables = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + variables { free(text) } }
        var process = pid_t()
        let code = posix_spawn(&process, spelled[0], &actions, &attributes, words, variables)
        guard code == 0 else { throw .notStarted(String(cString: strerror(code))) }
        return process
    }

    /// Changing the folder of the child alone is not to be had everywhere; every shell can.
    private func words(_ path: String) -> [String] {
        guard let folder else { return [path] + arguments }
        return ["/bin/sh", "-c", "cd -- \"$0\" && exec \"$@\"", folder, path] + arguments
    }

    private var path: String? {
        guard !program.contains("/") else {
            return access(program, X_OK) == 0 || folder != nil ? program : nil
        }
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.lazy.map { "\($0)/\(program)" }.first { access($0, X_OK) == 0 }
    }
}

/// A pipe: the end for us, and the end for a child that writes.
func systemPipe() throws(ChildProcess.Failure) -> (outer: Int32, inner: Int32) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw .notStarted(String(cString: strerror(errno))) }
    // The child has its own copies, under other numbers.
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
}
