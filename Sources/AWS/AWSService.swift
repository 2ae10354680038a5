/// The AWS services shipit calls.
package enum AWSService: String, Sendable, CaseIterable {
    case ecs
    case ecr
    case elasticLoadBalancing
    case cloudMap
    case logs
    case ssm
    case sts
    case iam
    case ec2
}
