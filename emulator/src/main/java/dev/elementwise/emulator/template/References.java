package dev.elementwise.emulator.template;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * What {@code Ref} and {@code Fn::GetAtt} of a resource give. Names are the template's or, where it has none, stable
 * ones made of the stack's name and the logical id, so that durable data finds its queue and table again.
 */
final class References {

    /** The property that names a resource of a type, where a template may choose the name. */
    private static final Map<String, String> NAMES = Map.of("AWS::Serverless::Function", "FunctionName",
            "AWS::SQS::Queue", "QueueName", "AWS::DynamoDB::Table", "TableName", "AWS::Serverless::SimpleTable",
            "TableName", "AWS::Serverless::Api", "", "AWS::ApiGateway::ApiKey", "", "AWS::ApiGateway::UsagePlan", "");

    private final Map<String, Resource> resources;
    private final Deployment deployment;
    private final BiFunction<Value, String, Value> resolve;
    private final Map<String, String> names = new HashMap<>();
    private final Set<String> open = new HashSet<>();

    /** @param resolve works out a value for the resource named */
    References(Map<String, Resource> resources, Deployment deployment, BiFunction<Value, String, Value> resolve) {
        this.resources = resources;
        this.deployment = deployment;
        this.resolve = resolve;
    }

    Optional<String> ref(String id) {
        Resource resource = resources.get(id);
        if (resource == null) {
            return ofGenerated(id);
        }
        String name = name(resource);
        return Optional.of(resource.type().equals("AWS::SQS::Queue") ? deployment.queueUrls().urlOf(name) : name);
    }

    Optional<String> attribute(String id, String attribute) {
        Resource resource = resources.get(id);
        if (resource == null) {
            return attribute.equals("Arn") ? ofGenerated(id).map(role -> deployment.arn("iam", "role/" + role))
                    : Optional.empty();
        }
        String name = name(resource);
        return switch (resource.type() + "." + attribute) {
            case "AWS::Serverless::Function.Arn" -> Optional.of(deployment.arn("lambda", "function:" + name));
            case "AWS::SQS::Queue.Arn" -> Optional.of(deployment.arn("sqs", name));
            case "AWS::SQS::Queue.QueueName", "AWS::ApiGateway::ApiKey.APIKeyId", "AWS::ApiGateway::UsagePlan.Id",
                    "AWS::Serverless::Api.RestApiId" -> Optional.of(name);
            case "AWS::SQS::Queue.QueueUrl" -> Optional.of(deployment.queueUrls().urlOf(name));
            case "AWS::DynamoDB::Table.Arn", "AWS::Serverless::SimpleTable.Arn" ->
                    Optional.of(deployment.arn("dynamodb", "table/" + name));
            default -> NAMES.containsKey(resource.type()) ? Optional.empty() : ofInert(resource, attribute);
        };
    }

    /** The logical id of the resource of a type that has this ARN or, where it has none, this {@code Ref}. */
    Optional<String> find(String type, String identifier) {
        return resources.values().stream()
                .filter(resource -> resource.type().equals(type))
                .filter(resource -> attribute(resource.id(), "Arn").or(() -> ref(resource.id()))
                        .filter(identifier::equals).isPresent())
                .map(Resource::id).findFirst();
    }

    /** The function that has this ARN, or whose alias has it. */
    Optional<String> findFunction(String arn) {
        return find(FunctionReader.TYPE, arn).or(() -> resources.keySet().stream()
                .filter(id -> ref(id + ".Alias").filter(arn::equals).isPresent()).findFirst());
    }

    String name(Resource resource) {
        String known = names.get(resource.id());
        if (known != null) {
            return known;
        }
        String property = NAMES.getOrDefault(resource.type(), "");
        Value given = resource.properties().fields().get(property);
        String name = defaultName(resource);
        if (given != null && open.add(resource.id())) {
            name = resolve.apply(given, resource.id()) instanceof Value.Text text ? text.text() : name;
            open.remove(resource.id());
        }
        names.put(resource.id(), name);
        return name;
    }

    /** An API's id is a part of a host name. */
    private String defaultName(Resource resource) {
        return resource.type().equals("AWS::Serverless::Api") ? resource.id().toLowerCase(Locale.ROOT)
                : deployment.stackName() + "-" + resource.id();
    }

    /** SAM makes a stage of each API, a role of each function and perhaps an alias, which templates may refer to. */
    private Optional<String> ofGenerated(String id) {
        if (id.endsWith(".Stage")) {
            return ofProperty(id.substring(0, id.length() - ".Stage".length()), "StageName");
        }
        if (id.endsWith(".Alias")) {
            String function = id.substring(0, id.length() - ".Alias".length());
            return ofProperty(function, FunctionReader.ALIAS)
                    .flatMap(alias -> attribute(function, "Arn").map(arn -> arn + ":" + alias));
        }
        boolean role = id.endsWith("Role") && resources.containsKey(id.substring(0, id.length() - "Role".length()));
        return role ? Optional.of(deployment.stackName() + "-" + id) : Optional.empty();
    }

    private Optional<String> ofProperty(String id, String property) {
        return Optional.ofNullable(resources.get(id))
                .map(resource -> resource.properties().fields().get(property))
                .map(value -> resolve.apply(value, id) instanceof Value.Text text ? text.text() : "");
    }

    /** Nothing here looks behind the ARN of a role or an alarm. */
    private Optional<String> ofInert(Resource resource, String attribute) {
        String service = resource.type().split("::")[1].toLowerCase(Locale.ROOT);
        return attribute.equals("Arn") ? Optional.of(deployment.arn(service, name(resource))) : Optional.empty();
    }
}
