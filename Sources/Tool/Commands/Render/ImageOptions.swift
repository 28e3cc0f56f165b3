internal import Arguments
internal import Diagnostics
internal import Values

/// Which image is deployed, when the profile's is not the one: what a pipeline says after it built or tested one.
struct ImageOptions: OptionGroup {
    var tag: String?
    var digest: String?

    static let parameters: [Parameter<Self>] = [
        .option(
            \.tag,
            "--image-tag",
            value: "TAG",
            help: "Deploy this tag; without --image-digest the profile's digest no longer counts"
        ),
        .option(
            \.digest,
            "--image-digest",
            value: "sha256:…",
            help: "Deploy the image with this digest: promote what was tested"
        ),
    ]

    /// A profile with nothing but the image; `nil` when none was named.
    func setting(isSet: Bool) throws(UsageError) -> Value? {
        guard tag != nil || digest != nil else { return nil }
        guard !isSet else {
            throw UsageError(
                "the profile has several servers, and so several images",
                hint: "name the one: --set servers.NAME.image.digest=sha256:…"
            )
        }
        var image = Object()
        for (option, key, text) in [("--image-tag", "tag", tag), ("--image-digest", "digest", digest)] {
            guard let text else { continue }
            let location = SourceLocation(file: SourceFile(name: option, text: text), line: 1, column: 1)
            image.set(key, to: Value(.string(text), at: location), keyLocation: location)
        }
        return ["image": .object(image)]
    }
}
