internal import Diagnostics
internal import Profile
internal import Values

extension ComposeModel {
    /// A Redis for the servers whose `cache.redis` only a cluster would have.
    ///
    /// It goes by the host name of the profile, so that the servers' variables and URLs hold here too.
    mutating func addRedis() throws(InvalidInput) {
        var caches: [(redis: Redis, users: [Project.Server])] = []
        for server in project.servers {
            guard let redis = server.resolved.profile.cache.redis, isBrought(redis, for: server) else {
                continue
            }
            if let index = caches.firstIndex(where: {
                $0.redis.host == redis.host && $0.redis.port == redis.port
            }) {
                caches[index].users.append(server)
            } else {
                caches.append((redis, [server]))
            }
        }
        for (index, cache) in caches.enumerated() {
            try add(cache.redis, for: cache.users, named: index == 0 ? "redis" : "redis-\(index + 1)")
        }
    }

    private mutating func isBrought(_ redis: Redis, for server: Project.Server) -> Bool {
        if let choice = server.resolved.profile.compose?.redis { return choice }
        guard redis.host.contains(".") else { return true }
        let isCluster = [".svc", ".svc.cluster.local", ".local", ".internal"].contains(
            where: redis.host.hasSuffix
        )
        if isCluster {
            warn(
                .warning(
                    "only a cluster knows '\(redis.host)': a Redis of that name comes along",
                    at: server.resolved.location("cache.redis.host"),
                    hint:
                        "compose: {redis: true} says that it should, compose: {redis: false} that it must not"
                )
            )
        }
        return isCluster
    }

    private mutating func add(_ redis: Redis, for users: [Project.Server], named name: String)
        throws(InvalidInput)
    {
        var service = ComposeService(
            name: name,
            component: "cache",
            image: (options.images.redis?.reference ?? "redis:8.0.2-alpine"),
            user: "10001:10001"
        )
        service.labels = labels
        service.scratch = [("/tmp", 16 << 20, nil)]
        let script = "/opt/mcpctl/redis.sh"
        service.configs = [("\(name)-conf", "/usr/local/etc/redis/redis.conf"), ("\(name)-script", script)]
        let texts = (try redisConfiguration(redis), try self.script("redis.sh"))
        addConfig("\(name)-conf", file: "config/\(name)/redis.conf", text: texts.0)
        addConfig("\(name)-script", file: "config/\(name)/redis.sh", text: texts.1)
        if let checksum = ConfigChecksum(of: ["conf": .string(texts.0), "script": .string(texts.1)]) {
            service.labels.append(("dev.mcpctl.config-checksum", checksum.text))
        }
        service.entrypoint = ["sh", script, "start"]
        service.environment["REDIS_PORT"] = .string(String(redis.port))
        service.health = ComposeService.Health(words: ["sh", script, "ping"], startSeconds: 10)
        service.memory = ("256m", "128m")
        service.networks = [(Self.inner, redis.host == name ? [] : [redis.host])]
        try checkSecrets(of: users, redis)
        if let user = users.first, let secretName = redis.secret,
            let secret = user.resolved.profile.secrets[secretName]
        {
            if secret.path != nil {
                let key = secrets.key(secretName, of: user.name)
                service.secrets = [(key, "/run/secrets/redis")]
                addSecret(key, file: secrets.file(secretName, secret, of: user.name))
            } else {
                service.environment["REDIS_SECRET"] = .string(
                    secrets.text(secretName, secret, of: user.name)
                )
            }
        }
        try add(service)
        for user in users { depend(user.name, on: name) }
    }

    /// One Redis has one password.
    private func checkSecrets(of users: [Project.Server], _ redis: Redis) throws(InvalidInput) {
        let keys = users.map { user in
            user.resolved.profile.cache.redis?.secret.map { secrets.key($0, of: user.name) }
        }
        guard let other = zip(users, keys).first(where: { $0.1 != keys[0] })?.0 else { return }
        throw InvalidInput(
            .error(
                "'\(users[0].name)' and '\(other.name)' share the Redis '\(redis.host)', but not its secret",
                at: other.resolved.location("cache.redis.secret"),
                hint: "name the same secret for both, or give one of them another host"
            )
        )
    }

    private func redisConfiguration(_ redis: Redis) throws(InvalidInput) -> String {
        try script("redis.conf") + "port \(redis.port)\n"
    }
}
