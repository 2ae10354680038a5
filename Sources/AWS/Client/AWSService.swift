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

extension AWSService {
    /// How a service's requests and answers are written.
    package enum WireFormat: Sendable, Hashable {
        /// AWS JSON 1.1: a JSON body, the operation in `X-Amz-Target` after this prefix.
        case json(targetPrefix: String)
        /// AWS query and EC2 query: form fields in, XML out.
        case query(version: String)
    }

    /// How this service's requests and answers are written.
    package var wireFormat: WireFormat {
        switch self {
        case .ecs: .json(targetPrefix: "AmazonEC2ContainerServiceV20141113")
        case .ecr: .json(targetPrefix: "AmazonEC2ContainerRegistry_V20150921")
        case .cloudMap: .json(targetPrefix: "Route53AutoNaming_v20170314")
        case .logs: .json(targetPrefix: "Logs_20140328")
        case .ssm: .json(targetPrefix: "AmazonSSM")
        case .elasticLoadBalancing: .query(version: "2015-12-01")
        case .sts: .query(version: "2011-06-15")
        case .iam: .query(version: "2010-05-08")
        case .ec2: .query(version: "2016-11-15")
        }
    }

    /// The service's name in a signature's scope, which is also its prefix in IAM actions (`ecs:UpdateService`).
    package var signingName: String {
        switch self {
        case .ecs: "ecs"
        case .ecr: "ecr"
        case .elasticLoadBalancing: "elasticloadbalancing"
        case .cloudMap: "servicediscovery"
        case .logs: "logs"
        case .ssm: "ssm"
        case .sts: "sts"
        case .iam: "iam"
        case .ec2: "ec2"
        }
    }

    /// The service's name as people write it.
    package var displayName: String {
        switch self {
        case .ecs: "ECS"
        case .ecr: "ECR"
        case .elasticLoadBalancing: "Elastic Load Balancing"
        case .cloudMap: "Cloud Map"
        case .logs: "CloudWatch Logs"
        case .ssm: "Systems Manager"
        case .sts: "STS"
        case .iam: "IAM"
        case .ec2: "EC2"
        }
    }

    /// The service's name in `AWS_ENDPOINT_URL_<NAME>`; in lower case the one in a `[services …]` section.
    var configurationName: String {
        switch self {
        case .ecs: "ECS"
        case .ecr: "ECR"
        case .elasticLoadBalancing: "ELASTIC_LOAD_BALANCING_V2"
        case .cloudMap: "SERVICEDISCOVERY"
        case .logs: "CLOUDWATCH_LOGS"
        case .ssm: "SSM"
        case .sts: "STS"
        case .iam: "IAM"
        case .ec2: "EC2"
        }
    }
}
