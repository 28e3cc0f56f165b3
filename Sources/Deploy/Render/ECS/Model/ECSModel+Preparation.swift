internal import Diagnostics
internal import Profile
internal import Templates
internal import Values

extension ECSModel {
    /// The init container's work; `nil` when nothing in the image could do it and there is nothing that must be done.
    func preparation() throws(InvalidInput) -> Preparation? {
        let files = try server.files()
        let secretFiles = profile.secrets.filter { $0.element.path != nil }
        guard let script = try script() else {
            guard let first = files.first?.path ?? secretFiles.first?.element.path else { return nil }
            throw InvalidInput(
                .error(
                    "ECS cannot mount the file \(first), and nothing in the image is known to write it",
                    at: resolved.location(
                        files.isEmpty ? "secrets.\(secretFiles[0].name)" : "configFiles.\(first)"
                    ),
                    hint:
                        "put it into the image, or name an image with a shell that writes it: ecs.initImage: "
                        + "public.ecr.aws/docker/library/busybox:1.37.0@sha256:…"
                )
            )
        }
        var work = Preparation(entryPoint: script, image: initImage)
        try placeFolders(for: files.map(\.path) + secretFiles.compactMap(\.element.path), in: &work)
        for (index, file) in files.enumerated() {
            let variable = "MCPCTL_FILE_\(index + 1)"
            work.environment.append((variable, file.text))
            work.steps.append("file \(variable) 444 \(staged(file.path, in: work))")
        }
        for (index, entry) in secretFiles.enumerated() {
            guard let path = entry.element.path, let reference = reference(of: entry) else { continue }
            let variable = "MCPCTL_SECRET_\(index + 1)"
            work.secrets.append((variable, reference))
            work.steps.append("file \(variable) 400 \(staged(path, in: work))")
        }
        for mount in work.mounts { work.steps.append("own \(profile.runtime.user) \(mount.path)") }
        return work
    }

    private var initImage: Value {
        options.initImage.map { value(.string($0), at: "ecs.initImage") }
            ?? value(.string(profile.imageReference), at: "image")
    }

    /// The words that run the script; `nil` when no interpreter is known.
    private func script() throws(InvalidInput) -> [String]? {
        let interpreter: (words: [String], file: String)
        switch profile.runtime.language {
        case _ where options.initImage != nil: interpreter = (["sh", "-c"], "prepare.sh")
        case .node: interpreter = (["node", "-e"], "prepare.js")
        case .python: interpreter = (["python", "-c"], "prepare.py")
        case .swift, .go, .custom: return nil
        }
        guard let text = server.templates.file("ecs/\(interpreter.file)")?.text else {
            throw InvalidInput(.error("there is no template 'ecs/\(interpreter.file)'"))
        }
        return interpreter.words + [text]
    }

    /// Gives a volume to every folder that files lie in, and lets the volumes of the profile that are there be prepared.
    private func placeFolders(for paths: [String], in work: inout Preparation) throws(InvalidInput) {
        for volume in scratchVolumes { work.mounts.append((volume.name, volume.path)) }
        let folders = Set(paths.map(Self.parent)).sorted()
        for folder in folders where !folders.contains(where: { folder.isInside($0) && folder != $0 }) {
            guard !scratchVolumes.contains(where: { folder.isInside($0.path) }) else { continue }
            try check(folder, of: paths)
            let name = ownVolumeName(work.folders.isEmpty ? "files" : "files-\(work.folders.count + 1)")
            let new = Preparation.Folder(volume: name, path: folder)
            work.folders.append(new)
            work.mounts.append((name, new.staging))
            // The image's own files stay visible: the volume lies over them.
            if options.initImage == nil { work.steps.append("copy \(folder) \(new.staging)") }
            for mount in allVolumePaths where mount.isInside(folder) {
                work.steps.append("folder \(new.staging)\(mount.dropFirst(folder.count))")
            }
        }
    }

    /// Where the init container writes a file.
    private func staged(_ path: String, in work: Preparation) -> String {
        guard let folder = work.folders.first(where: { path.isInside($0.path) }),
            !scratchVolumes.contains(where: { path.isInside($0.path) && $0.path.isInside(folder.path) })
        else { return path }
        return folder.staging + path.dropFirst(folder.path.count)
    }

    /// Folders that no volume may lie over.
    private static let fixed = [
        "/", "/bin", "/boot", "/dev", "/etc", "/home", "/lib", "/lib64", "/opt", "/root", "/run", "/sbin",
        "/srv", "/usr", "/usr/bin", "/usr/lib", "/usr/local", "/usr/local/bin", "/usr/local/lib", "/usr/sbin",
        "/var", "/var/lib", "/var/run",
    ]

    private func check(_ folder: String, of paths: [String]) throws(InvalidInput) {
        let path = paths.first { Self.parent($0) == folder } ?? folder
        let secret = profile.secrets.first { $0.element.path == path }?.name
        let location = resolved.location(secret.map { "secrets.\($0)" } ?? "configFiles.\(path)")
        if let volume = persistentVolumes.first(where: { folder.isInside($0.element.path) }) {
            throw InvalidInput(
                .error(
                    "\(path) would be written into the persistent volume '\(volume.name)' by every task that starts",
                    at: location,
                    hint: "choose a folder outside \(volume.element.path)"
                )
            )
        }
        let isSystem = ["/proc", "/sys", "/dev"].contains { folder.isInside($0) }
        if Self.fixed.contains(folder) || isSystem {
            throw InvalidInput(
                .error(
                    "\(path) cannot be written: ECS mounts whole folders, and \(folder) holds more than this file",
                    at: location,
                    hint: "choose a folder of its own, such as \(folder == "/" ? "" : folder)/\(name)"
                )
            )
        }
        if options.initImage != nil, profile.runtime.workingDirectory.isInside(folder) {
            throw InvalidInput(
                .error(
                    "\(path) cannot be written by ecs.initImage: a volume over \(folder) would hide the server's own files",
                    at: location,
                    hint: "choose another folder, or put the file into the image"
                )
            )
        }
    }

    private static func parent(_ path: String) -> String {
        let end = path.lastIndex(of: "/") ?? path.startIndex
        return end == path.startIndex ? "/" : String(path[..<end])
    }

    /// Who owns the volumes when nothing prepares them.
    ///
    /// Amazon ECS Developer Guide, "Use bind mounts with Amazon ECS": a new volume belongs to root with mode 0755, unless
    /// the image declares a VOLUME of the same path, whose content and owner it takes over.
    func volumeNotes(_ preparation: Preparation?) -> [Diagnostic] {
        guard preparation == nil else { return [] }
        let paths = scratchVolumes.map(\.path)
        return [
            .warning(
                "on Fargate \(paths.joined(separator: ", ")) \(paths.count == 1 ? "belongs" : "belong") to root unless the "
                    + "image declares VOLUME there, and nothing in the image is known to change that",
                at: resolved.location("runtime.language"),
                hint:
                    "in the Dockerfile, before USER: RUN mkdir -p … && chown \(profile.runtime.user) …, and VOLUME "
                    + "[\(paths.map { "\"\($0)\"" }.joined(separator: ", "))]; or name ecs.initImage"
            )
        ]
    }
}

extension StringProtocol {
    /// Whether a path is a folder, or something below it.
    func isInside(_ folder: some StringProtocol) -> Bool {
        self == folder || hasPrefix(folder == "/" ? "/" : folder + "/")
    }
}
