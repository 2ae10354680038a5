import AWS
import Testing

@testable import Rollouts

@Suite struct ReleaseTests {
    @Test func `a release is read back from its tags`() {
        let release = Release(
            service: "auth",
            environment: "prod",
            version: "1.0.0",
            digest: "sha256:ab",
            commit: "c0ffee",
            run: "r1",
            previous: "auth:6",
            state: .good
        )
        #expect(Release(tags: release.tags) == release)
        #expect(release.tags.keys.allSatisfy { $0.hasPrefix("shipit:") })
    }

    @Test func `tags of others are no release`() {
        #expect(Release(tags: ["team": "core"]) == nil)
    }

    @Test(arguments: [
        ("1.0.0+build.5", "1.0.0+build.5"), ("feature/a b", "feature/a b"), ("a#b*c", "a_b_c"), ("größe", "größe"),
        (String(repeating: "x", count: 300), String(repeating: "x", count: 256)),
    ])
    func `a tag's value is made of what ECS allows`(_ value: String, _ tag: String) {
        #expect(Release.allowed(value) == tag)
        #expect(Release.matches(tag, value))
    }

    @Test(arguments: [
        ("arn:aws:ecs:eu-west-1:000000000000:task-definition/auth:7", "auth", 7),
        ("arn:aws-cn:ecs:cn-north-1:000000000000:task-definition/a-b_c:12", "a-b_c", 12),
    ])
    func `an ARN of a revision is read`(_ text: String, _ family: String, _ revision: Int) throws {
        let arn = try #require(TaskDefinitionARN(text))
        #expect(arn.family == family)
        #expect(arn.revision == revision)
        #expect(arn.short == "\(family):\(revision)")
        #expect(arn.revision(revision + 1)?.short == "\(family):\(revision + 1)")
    }

    @Test(arguments: [
        "", "auth", "auth:7", "arn:aws:ecs:r:a:task-definition/auth", "arn:aws:ecs:r:a:task-definition/auth:x",
        "arn:aws:ecs:r:a:task-definition/:7", "arn:aws:ecs:r:a:service/c/auth:7", "arn:aws:ecs:r:a:task-definition/a:0",
    ])
    func `what is no ARN of a revision is not read`(_ text: String) {
        #expect(TaskDefinitionARN(text) == nil)
    }
}
