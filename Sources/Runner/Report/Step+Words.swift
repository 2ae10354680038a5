extension Step {
    /// The step as it goes on: `building`.
    package var gerund: String {
        switch self {
        case .preflight: "checking"
        case .build: "building"
        case .push: "pushing"
        case .register: "registering the revision"
        case .create: "creating the service"
        case .update: "updating the service"
        case .watch: "watching the deployment"
        case .verify: "verifying"
        case .rollback: "rolling back"
        }
    }
}
