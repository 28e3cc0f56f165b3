internal import Diagnostics
internal import FileSystem
internal import HTTP
internal import Processes
internal import Values

/// An access key, from the places where every AWS tool looks for one ("AWS SDKs and Tools Reference Guide",
/// standardized credential providers).
struct AWSCredentials: Sendable {
    let keyID: String
    let secretKey: String
    let sessionToken: String?

    /// From the environment, the profile's files, or the container this runs in; in this order.
    static func found(_ options: LiveOptions, _ files: AWSProfileFiles) async throws(InvalidInput) -> Self {
        if options["AWS_PROFILE"] == nil, let key = options["AWS_ACCESS_KEY_ID"],
            let secret = options["AWS_SECRET_ACCESS_KEY"]
        {
            return Self(keyID: key, secretKey: secret, sessionToken: options["AWS_SESSION_TOKEN"])
        }
        if let found = try await inFiles(options, files) { return found }
        if let found = try await inContainer(options) { return found }
        throw InvalidInput(
            .error(
                "there are no AWS credentials in the environment, in ~/.aws, or in this container",
                hint:
                    "set AWS_PROFILE, or log in and run: eval \"$(aws configure export-credentials --format env)\""
            )
        )
    }

    private static func inFiles(_ options: LiveOptions, _ files: AWSProfileFiles) async throws(InvalidInput)
        -> Self?
    {
        let profile = files.profile
        guard !profile.isEmpty else {
            guard let name = options["AWS_PROFILE"] else { return nil }
            throw InvalidInput(
                .error("AWS_PROFILE is '\(name)', which is in none of \(files.paths)", hint: "check its name")
            )
        }
        if let key = profile["aws_access_key_id"], let secret = profile["aws_secret_access_key"] {
            return Self(keyID: key, secretKey: secret, sessionToken: profile["aws_session_token"])
        }
        if let line = profile["credential_process"] { return try printed(by: line, options) }
        if let key = ["role_arn", "sso_session", "sso_start_url", "login_session"].first(where: {
            profile[$0] != nil
        }) {
            throw InvalidInput(
                .error(
                    "the AWS profile '\(files.name)' has \(key), which is not spoken here",
                    hint:
                        "run: eval \"$(aws configure export-credentials --profile \(files.name) --format env)\" and unset AWS_PROFILE"
                )
            )
        }
        return nil
    }

    /// `credential_process`: a program that prints a JSON object with `Version` 1.
    private static func printed(by line: String, _ options: LiveOptions) throws(InvalidInput) -> Self {
        var process = ChildProcess("/bin/sh", ["-c", line], environment: options.environment)
        process.deadline = options.timeout
        let output: ChildProcess.Output? = try? process.run()
        guard let output, output.status == 0,
            let value = try? JSON.value(
                in: SourceFile(name: "", text: String(decoding: output.output, as: UTF8.self))
            ),
            let key = value["AccessKeyId"]?.nonEmptyString,
            let secret = value["SecretAccessKey"]?.nonEmptyString
        else {
            throw InvalidInput(
                .error(
                    "the credential_process of the AWS profile gave no credentials",
                    hint: "run it by hand"
                )
            )
        }
        return Self(keyID: key, secretKey: secret, sessionToken: value["SessionToken"]?.nonEmptyString)
    }

    /// The endpoint that ECS and EKS give to containers.
    private static func inContainer(_ options: LiveOptions) async throws(InvalidInput) -> Self? {
        let relative = options["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"].map { "http://169.254.170.2\($0)" }
        guard let url = relative ?? options["AWS_CONTAINER_CREDENTIALS_FULL_URI"] else { return nil }
        var request = HTTPRequest(.get, url)
        request.deadline = options.timeout
        request.proxy = .none
        request.responseLimit = 1 << 20
        if let path = options["AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE"] {
            do {
                request.headers["Authorization"] =
                    String(decoding: try Files.read(path), as: UTF8.self).trimmed
            } catch {
                throw InvalidInput(.error(error.description, hint: error.hint))
            }
        } else {
            request.headers["Authorization"] = options["AWS_CONTAINER_AUTHORIZATION_TOKEN"]
        }
        let response: HTTPResponse
        do { response = try await HTTPClient().send(request) } catch { throw InvalidInput(error.diagnostic) }
        guard response.isSuccess, let value = response.json, let key = value["AccessKeyId"]?.nonEmptyString,
            let secret = value["SecretAccessKey"]?.nonEmptyString
        else {
            throw InvalidInput(
                .error(
                    "\(request.endpoint): the container's endpoint gave no credentials (\(response.status))",
                    hint: "check that the task has a task role"
                )
            )
        }
        return Self(keyID: key, secretKey: secret, sessionToken: value["Token"]?.nonEmptyString)
    }
}
