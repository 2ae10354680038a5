/// What a pipeline's environment or a command line says about how to reach AWS; it wins over everything else.
package struct AWSSettings: Sendable, Hashable {
    /// The profile of the shared files. Naming one here switches off keys in environment variables, as `--profile`
    /// does for the AWS CLI; `AWS_PROFILE` does not.
    package var profile: String?
    /// Such as `eu-west-1`; nil takes the environment's or the profile's.
    package var region: String?
    /// The URL that every service is called at, such as an emulator's.
    package var endpoint: String?
    /// A role to assume on top of the credentials found.
    package var roleARN: String?
    /// The external id that the role's trust policy asks for.
    package var externalID: String?
    /// The session's name in CloudTrail; `shipit-` and the time when nil.
    package var sessionName: String?
    /// How often a request is sent at most; nil takes `AWS_MAX_ATTEMPTS`, the profile's `max_attempts`, or 3.
    package var maxAttempts: Int?

    /// Settings that say only what is given.
    package init(
        profile: String? = nil,
        region: String? = nil,
        endpoint: String? = nil,
        roleARN: String? = nil,
        externalID: String? = nil,
        sessionName: String? = nil,
        maxAttempts: Int? = nil
    ) {
        self.profile = profile
        self.region = region
        self.endpoint = endpoint
        self.roleARN = roleARN
        self.externalID = externalID
        self.sessionName = sessionName
        self.maxAttempts = maxAttempts
    }
}
