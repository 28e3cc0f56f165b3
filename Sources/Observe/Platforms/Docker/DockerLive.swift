package import Diagnostics
internal import HTTP
package import Values

/// Compares the services of a rendered Compose file with the containers of a Docker Engine.
package struct DockerLive: Sendable {
    private let base: String
    private let socket: String?
    private let tls: TLSOptions
    private let title: String
    private let timeout: Duration
    private let client = HTTPClient(connectionLimit: 8)

    /// Finds the engine; nothing is asked of it yet.
    package init(options: LiveOptions) throws(InvalidInput) {
        let host = try DockerHost(options)
        (base, socket, tls, title) = (host.base, host.socket, host.tls, host.title)
        timeout = options.timeout
    }

    /// What `docker compose up` would change in a project's containers.
    ///
    /// `document` is the whole Compose file; the project is its `name` unless another is given. A service with several
    /// containers is compared with each of them.
    package func compare(_ document: Value, project: String? = nil) async -> LiveComparison {
        var comparison = LiveComparison(place: title)
        let project = project ?? document["name"]?.string ?? ""
        let containers: [Container]
        do throws(LiveProblem) { containers = try await self.containers(of: project) } catch {
            comparison.changes = [LiveChange("project \(project)", .unknown(error))]
            return comparison
        }
        for member in document["services"]?.object ?? Object() {
            // One with a profile is started only when that profile is asked for.
            let isOptional = member.value["profiles"]?.array?.isEmpty == false
            let own = containers.filter { $0.service == member.key }
            if own.isEmpty, !isOptional {
                let form = ComposeServiceForm(member.value, secrets: document)
                comparison.changes.append(
                    LiveChange("service \(member.key)", before: nil, after: form.expected)
                )
            }
            for container in own {
                let (change, warnings) = await compare(container, with: member.value, in: document)
                comparison.changes.append(change)
                comparison.warnings += warnings
            }
        }
        for container in containers where document["services"]?[container.service] == nil {
            let what: Value = ["container": .string(container.name), "image": .string(container.image)]
            comparison.changes.append(
                LiveChange("service \(container.service) (\(container.name))", before: what, after: nil)
            )
        }
        return comparison
    }

    private struct Container {
        let id: String
        let name: String
        let image: String
        let service: String
    }

    private func containers(of project: String) async throws(LiveProblem) -> [Container] {
        let filter: Value = ["label": .array([.string("com.docker.compose.project=\(project)")])]
        let path = "/containers/json?all=true&filters=\(percentEncoded(filter.json(.compact)))"
        let answer = try await get(path, about: "project \(project)")
        guard let items = answer?.array else {
            throw LiveProblem(
                "\(title) does not answer as a Docker Engine does",
                hint: "check DOCKER_HOST",
                isUnreachable: true
            )
        }
        return items.compactMap { item in
            // `docker compose run` leaves containers that are no part of what runs.
            guard let id = item["Id"]?.nonEmptyString,
                item["Labels"]?["com.docker.compose.oneoff"]?.string != "True",
                let service = item["Labels"]?["com.docker.compose.service"]?.nonEmptyString
            else { return nil }
            let name = item["Names"]?.array?.first?.string?.drop { $0 == "/" } ?? id.prefix(12)
            return Container(id: id, name: String(name), image: item["Image"]?.string ?? "", service: service)
        }.sorted { ($0.service, $0.name) < ($1.service, $1.name) }
    }

    private func compare(_ container: Container, with service: Value, in document: Value) async
        -> (LiveChange, [Diagnostic])
    {
        let title = "service \(container.service) (\(container.name))"
        do throws(LiveProblem) {
            guard
                let inspected = try await get(
                    "/containers/\(percentEncoded(container.id))/json",
                    about: title
                )
            else {
                throw LiveProblem("\(title): it went away at this moment", hint: "look again in a while")
            }
            // What the image brings is not the service's doing.
            let imageID = inspected["Image"]?.nonEmptyString ?? container.image
            let image = try await get("/images/\(percentEncoded(imageID))/json", about: title)
            let form = ComposeServiceForm(service, secrets: document)
            let actual = RunningContainer(inspected, image: image, like: form).form
            var warnings: [Diagnostic] = []
            if let status = inspected["State"]?["Status"]?.nonEmptyString, status != "running" {
                warnings.append(
                    .warning(
                        "\(title): the container is \(visible(status))",
                        hint: "docker compose up -d starts it"
                    )
                )
            } else if inspected["State"]?["Health"]?["Status"]?.string == "unhealthy" {
                warnings.append(
                    .warning(
                        "\(title): the container is unhealthy",
                        hint: "docker inspect tells what its check said"
                    )
                )
            }
            return (LiveChange(title, before: actual, after: form.expected), warnings)
        } catch {
            return (LiveChange(title, .unknown(error)), [])
        }
    }

    /// The answer to a GET; `nil` for 404.
    private func get(_ path: String, about subject: String) async throws(LiveProblem) -> Value? {
        var request = HTTPRequest(.get, base + path)
        request.socket = socket
        request.tls = tls
        request.deadline = timeout
        request.responseLimit = 64 << 20
        let response: HTTPResponse
        do { response = try await client.send(request) } catch {
            let hint = socket.map {
                "check that Docker runs, and that you may open \($0); DOCKER_HOST names another"
            }
            throw LiveProblem(error.message, hint: hint ?? error.hint, isUnreachable: true)
        }
        if response.status == 404 { return nil }
        guard response.isSuccess, let value = response.json else {
            let words = response.json?["message"]?.nonEmptyString ?? response.excerpt
            throw LiveProblem(
                "\(subject): \(title) answers with status \(response.status): \(shortened(words, to: 200))",
                hint: "check DOCKER_HOST, and that Docker runs",
                isUnreachable: response.status >= 500 || response.isSuccess
            )
        }
        return value
    }
}
