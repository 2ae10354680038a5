import FoundationEssentials

/// The real parts that `scripts/test` brought up, as it names them in the environment.
///
/// Tests that need one are enabled by its presence: `@Test(.enabled(if: Sandbox.engine != nil))`.
public enum Sandbox {
    private static let environment = ProcessInfo.processInfo.environment

    /// The Docker Engine, as a `DOCKER_HOST` value.
    public static let engine = environment["SHIPIT_SANDBOX_ENGINE"]
    /// ministack's URL: AWS with tasks as real containers, and ECR's registry below `/v2/`.
    public static let aws = environment["SHIPIT_SANDBOX_AWS"]
    /// moto's URL.
    public static let moto = environment["SHIPIT_SANDBOX_MOTO"]
    /// Debian's docker-registry, open: `host:port`.
    public static let registry = environment["SHIPIT_SANDBOX_REGISTRY"]
    /// Debian's docker-registry that asks for a password: `host:port`.
    public static let privateRegistry = environment["SHIPIT_SANDBOX_PRIVATE_REGISTRY"]
    /// `user:password` of the private registry.
    public static let privateRegistryLogin = environment["SHIPIT_SANDBOX_PRIVATE_REGISTRY_LOGIN"]
    /// A value that must be in nothing that anybody prints.
    public static let secret = environment["SHIPIT_SANDBOX_SECRET"]
    /// A base image that the engine has: busybox with its applets.
    public static let baseImage = environment["SHIPIT_SANDBOX_BASE_IMAGE"]
    /// A Python that has botocore.
    public static let python = environment["SHIPIT_SANDBOX_PYTHON"]
    /// The release or debug binary under test.
    public static let shipit = environment["SHIPIT_SANDBOX_BINARY"]
}
