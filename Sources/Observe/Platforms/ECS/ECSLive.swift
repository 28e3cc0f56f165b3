package import Diagnostics
internal import HTTP
package import Values

/// Compares a rendered task definition, and the service that runs it, with those of Amazon ECS.
package struct ECSLive: Sendable {
    private let url: String
    private let signature: AWSSignature
    private let timeout: Duration
    private let client = HTTPClient(connectionLimit: 4)

    /// Finds region, endpoint and credentials; only a container's credentials are asked for.
    ///
    /// `region` is the profile's; `AWS_REGION` and the AWS profile come after it.
    package init(region: String?, options: LiveOptions) async throws(InvalidInput) {
        let files = AWSProfileFiles(options)
        guard
            let region = region ?? options["AWS_REGION"] ?? options["AWS_DEFAULT_REGION"]
                ?? files.profile["region"]
        else {
            throw InvalidInput(
                .error("no AWS region is known", hint: "write ecs.region into the profile, or set AWS_REGION")
            )
        }
        let credentials = try await AWSCredentials.found(options, files)
        let domain = region.hasPrefix("cn-") ? "amazonaws.com.cn" : "amazonaws.com"
        url =
            options["AWS_ENDPOINT_URL_ECS"] ?? options["AWS_ENDPOINT_URL"] ?? files.profile["endpoint_url"]
            ?? "https://ecs.\(region).\(domain)/"
        guard !SecretLook.isTelling(text: url) else {
            throw InvalidInput(
                .error(
                    "the endpoint of Amazon ECS has a user or a password in its address",
                    hint: "write AWS_ENDPOINT_URL_ECS without it: requests are signed with the access key"
                )
            )
        }
        signature = AWSSignature(
            keyID: credentials.keyID,
            secretKey: credentials.secretKey,
            sessionToken: credentials.sessionToken,
            region: region,
            service: "ecs"
        )
        timeout = options.timeout
    }

    /// What registering the task definition, and updating the service, would change.
    ///
    /// `taskDefinition` is a request of RegisterTaskDefinition, `service` one of CreateService. With a service it is
    /// the revision the service runs that is compared, else the family's latest. A cluster of its own wins over the
    /// service's.
    package func compare(taskDefinition: Value, service: Value? = nil, cluster: String? = nil) async
        -> LiveComparison
    {
        var comparison = LiveComparison(place: url)
        let family = taskDefinition["family"]?.string ?? ""
        var revision = family
        if let service {
            let (change, running) = await compare(service, in: cluster ?? service["cluster"]?.nonEmptyString)
            comparison.changes.append(change)
            if let running {
                revision = running
                let latest = try? await described(family)
                if let arn = latest?["taskDefinitionArn"]?.string, arn != running {
                    comparison.warnings.append(
                        .warning(
                            "service \(service["serviceName"]?.string ?? ""): it runs \(Self.short(running)), and \(Self.short(arn)) is registered",
                            hint:
                                "aws ecs update-service --task-definition \(Self.short(arn)) makes it run that one"
                        )
                    )
                }
            }
        }
        let title = "task definition \(Self.short(revision))"
        do throws(LiveProblem) {
            let live = try await described(revision)
            comparison.changes.insert(
                LiveChange(
                    title,
                    before: live.map { TaskDefinitionForm.comparable($0) },
                    after: TaskDefinitionForm.comparable(taskDefinition)
                ),
                at: 0
            )
        } catch {
            comparison.changes.insert(LiveChange(title, .unknown(error)), at: 0)
        }
        return comparison
    }

    /// The change of a service, and the task definition that it runs.
    private func compare(_ service: Value, in cluster: String?) async -> (LiveChange, String?) {
        let name = service["serviceName"]?.string ?? ""
        let title = "service \(cluster ?? "default")/\(name)"
        var request = Object()
        request["services"] = .array([.string(name)])
        if let cluster { request["cluster"] = .string(cluster) }
        do throws(LiveProblem) {
            let answer = try await call("DescribeServices", .object(request), about: title)
            let live = answer["services"]?.array?.first { $0["status"]?.string != "INACTIVE" }
            guard let live else {
                return (LiveChange(title, before: nil, after: ServiceForm.rendered(service)), nil)
            }
            let rendered = ServiceForm.rendered(service)
            return (
                LiveChange(title, before: ServiceForm.live(live, like: rendered), after: rendered),
                live["taskDefinition"]?.nonEmptyString
            )
        } catch {
            return (LiveChange(title, .unknown(error)), nil)
        }
    }

    /// A task definition by its family or ARN; `nil` when there is none.
    private func described(_ name: String) async throws(LiveProblem) -> Value? {
        do throws(LiveProblem) {
            let request: Value = ["taskDefinition": .string(name), "include": ["TAGS"]]
            let answer = try await call("DescribeTaskDefinition", request, about: "task definition \(name)")
            var definition = answer["taskDefinition"]?.object
            if let tags = answer["tags"]?.array, !tags.isEmpty { definition?["tags"] = .array(tags) }
            return definition.map { .object($0) }
        } catch {
            // ECS has no error of its own for it.
            guard error.diagnostic.message.contains("Unable to describe task definition") else { throw error }
            return nil
        }
    }

    /// One action of the service's JSON 1.1 protocol.
    private func call(_ action: String, _ body: Value, about title: String) async throws(LiveProblem) -> Value
    {
        var request = HTTPRequest(.post, url, body: Array(body.json(.compact).utf8))
        request.headers["Content-Type"] = "application/x-amz-json-1.1"
        request.headers["X-Amz-Target"] = "AmazonEC2ContainerServiceV20141113.\(action)"
        request.signature = signature
        request.deadline = timeout
        let response: HTTPResponse
        do { response = try await client.send(request) } catch { throw LiveProblem(error) }
        guard response.isSuccess else { throw LiveProblem(aws: response, about: title, action: action) }
        guard let value = response.json, value.object != nil else {
            throw LiveProblem(
                "\(title): \(url) does not answer as Amazon ECS does",
                hint: "check AWS_ENDPOINT_URL_ECS and AWS_ENDPOINT_URL",
                isUnreachable: true
            )
        }
        return value
    }

    /// `weather:3` of an ARN.
    private static func short(_ arn: String) -> String {
        arn.split(separator: "/").last.map(String.init) ?? arn
    }
}

extension LiveProblem {
    fileprivate init(aws response: HTTPResponse, about title: String, action: String) {
        let value = response.json
        // `com.amazonaws.ecs#ClientException`, or without what is before the number sign.
        let type = value?["__type"]?.string?.split(separator: "#").last.map(String.init) ?? ""
        let words = (value?["message"] ?? value?["Message"])?.nonEmptyString ?? response.excerpt
        let said =
            "\(title): \(type.isEmpty ? "status \(response.status)" : type): \(shortened(words, to: 300))"
        switch type {
        case "AccessDeniedException":
            self.init(said, hint: "allow the action ecs:\(action) to whoever asks")
        case "UnrecognizedClientException", "InvalidClientTokenId", "ExpiredTokenException",
            "InvalidSignatureException", "MissingAuthenticationToken", "SignatureDoesNotMatch":
            self.init(
                said,
                hint: "log in again: the credentials are wrong or have expired; a wrong clock does it too"
            )
        case "ClusterNotFoundException":
            self.init(said, hint: "check the cluster's name and the region")
        default:
            self.init(said, hint: "aws ecs shows what is there", isUnreachable: response.status >= 500)
        }
    }
}
