package dev.elementwise.emulator.template;

import dev.elementwise.emulator.stack.Api;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Reads API keys, usage plans and which key belongs to which plan. */
final class KeyReader implements ResourceReader {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 40;
    private static final Limits RATE = new Limits(0, Integer.MAX_VALUE, 0);

    private final References references;
    private final Draft draft;
    private final RandomGenerator random = new SecureRandom();

    KeyReader(References references, Draft draft) {
        this.references = references;
        this.draft = draft;
    }

    @Override
    public void read(Resource resource, Properties properties) {
        switch (resource.type()) {
            case "AWS::ApiGateway::ApiKey" -> readKey(resource, properties);
            case "AWS::ApiGateway::UsagePlan" -> readPlan(resource, properties);
            default -> {
                properties.oneOf("KeyType", "", Set.of("API_KEY"));
                draft.planKeys.add(new Draft.PlanKey(properties.required("KeyId"),
                        properties.required("UsagePlanId")));
            }
        }
    }

    private void readKey(Resource resource, Properties properties) {
        String value = properties.accept(Inert.API_KEY).text("Value").orElseGet(this::generate);
        if (value.length() < 20 || value.length() > 128) {
            properties.refuse("of " + value.length() + " characters (20 to 128)", "Value");
        }
        if (properties.flag("Enabled", false)) {
            draft.keyValues.put(references.name(resource), value);
        }
    }

    private String generate() {
        StringBuilder value = new StringBuilder(LENGTH);
        random.ints(LENGTH, 0, ALPHABET.length()).forEach(index -> value.append(ALPHABET.charAt(index)));
        return value.toString();
    }

    private void readPlan(Resource resource, Properties properties) {
        List<Draft.PlanStage> stages = new ArrayList<>();
        for (Properties stage : properties.accept(Inert.USAGE_PLAN).sections("ApiStages")) {
            stages.add(new Draft.PlanStage(stage.required("ApiId"), stage.required("Stage")));
            stage.finish();
        }
        draft.plans.add(new Draft.Plan(references.name(resource), stages,
                properties.section("Throttle").flatMap(KeyReader::throttle)));
    }

    private static Optional<Api.Throttle> throttle(Properties section) {
        Optional<Double> rate = section.number("RateLimit", RATE);
        Optional<Double> burst = section.number("BurstLimit", RATE);
        section.finish();
        return Optional.of(new Api.Throttle(rate.orElse(Api.Throttle.ACCOUNT.ratePerSecond()),
                burst.orElse(Api.Throttle.ACCOUNT.burst())));
    }
}
