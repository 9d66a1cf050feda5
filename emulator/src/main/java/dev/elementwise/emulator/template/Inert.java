package dev.elementwise.emulator.template;

import java.util.Set;

/**
 * What a template may say without an effect in the emulator: it concerns permissions, encryption, observation, billing
 * or deployment. {@code docs/fidelity.md} lists the same, and a test keeps the two together.
 */
final class Inert {

    static final Set<String> TYPES = Set.of(
            "AWS::Lambda::Permission",
            "AWS::IAM::Role", "AWS::IAM::Policy", "AWS::IAM::ManagedPolicy",
            "AWS::SQS::QueuePolicy",
            "AWS::Logs::LogGroup", "AWS::Logs::MetricFilter",
            "AWS::CloudWatch::Alarm", "AWS::CloudWatch::CompositeAlarm", "AWS::CloudWatch::Dashboard",
            "AWS::SNS::Topic",
            "AWS::ApiGateway::Account",
            "AWS::Budgets::Budget");

    static final Set<String> RESOURCE = Set.of("DeletionPolicy", "UpdateReplacePolicy", "Metadata");

    static final Set<String> FUNCTION = Set.of("Description", "Policies", "Role", "RolePath", "PermissionsBoundary",
            "AssumeRolePolicyDocument", "Tags", "PropagateTags", "Tracing", "Architectures", "EphemeralStorage",
            "SnapStart", "AutoPublishAliasAllProperties", "VersionDescription", "LoggingConfig", "VpcConfig",
            "KmsKeyArn", "RuntimeManagementConfig", "CodeSigningConfigArn");

    static final Set<String> SQS_EVENT = Set.of("KmsKeyArn", "MetricsConfig");

    static final Set<String> SCHEDULE_EVENT = Set.of("Name", "Description", "RetryPolicy");

    static final Set<String> API = Set.of("Name", "Description", "OpenApiVersion", "EndpointConfiguration", "Tags",
            "PropagateTags", "TracingEnabled", "AccessLogSetting", "AlwaysDeploy", "FailOnWarnings");

    static final Set<String> API_METHOD = Set.of("LoggingLevel", "MetricsEnabled", "DataTraceEnabled");

    static final Set<String> OPEN_API = Set.of("openapi", "swagger", "info", "tags", "servers", "externalDocs", "host",
            "basePath", "schemes", "definitions", "consumes", "produces");

    static final Set<String> OPERATION = Set.of("responses", "operationId", "summary", "description", "tags",
            "parameters", "requestBody", "produces", "consumes", "deprecated", "externalDocs");

    static final Set<String> INTEGRATION = Set.of("passthroughBehavior", "contentHandling", "credentials",
            "responses");

    static final Set<String> API_KEY = Set.of("Name", "Description", "CustomerId", "GenerateDistinctId", "Tags");

    static final Set<String> USAGE_PLAN = Set.of("UsagePlanName", "Description", "Tags");

    static final Set<String> QUEUE = Set.of("RedriveAllowPolicy", "KmsMasterKeyId", "KmsDataKeyReusePeriodSeconds",
            "SqsManagedSseEnabled", "Tags");

    static final Set<String> TABLE = Set.of("BillingMode", "ProvisionedThroughput", "OnDemandThroughput",
            "PointInTimeRecoverySpecification", "SSESpecification", "DeletionProtectionEnabled", "TableClass",
            "ContributorInsightsSpecification", "Tags");

    static final Set<String> INDEX = Set.of("ProvisionedThroughput", "OnDemandThroughput",
            "ContributorInsightsSpecification");

    private Inert() {
    }
}
