package dev.elementwise.emulator.template;

import dev.elementwise.emulator.stack.Api;
import dev.elementwise.emulator.stack.EventSourceMapping;
import dev.elementwise.emulator.stack.FunctionResource;
import dev.elementwise.emulator.stack.QueueResource;
import dev.elementwise.emulator.stack.Schedule;
import dev.elementwise.emulator.stack.Stack;
import dev.elementwise.emulator.stack.TableResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A stack in the making. For one thread. */
final class Draft {

    final List<FunctionResource> functions = new ArrayList<>();
    final List<QueueResource> queues = new ArrayList<>();
    final List<TableResource> tables = new ArrayList<>();
    final List<EventSourceMapping> mappings = new ArrayList<>();
    final List<Schedule> schedules = new ArrayList<>();
    final List<Api> apis = new ArrayList<>();
    final Set<String> lockedApis = new HashSet<>();
    final List<EventRoute> eventRoutes = new ArrayList<>();
    final Map<String, String> keyValues = new LinkedHashMap<>();
    final List<Plan> plans = new ArrayList<>();
    final List<PlanKey> planKeys = new ArrayList<>();

    Stack finish(String name, List<Stack.Output> outputs) {
        return new Stack(name, functions, queues, tables, mappings, schedules,
                apis.stream().map(this::complete).toList(), outputs);
    }

    private Api complete(Api api) {
        List<Api.Route> routes = new ArrayList<>(api.routes());
        eventRoutes.stream().filter(route -> route.api().equals(api.physicalId()))
                .map(route -> route.complete(lockedApis.contains(route.api()))).forEach(routes::add);
        List<Api.ApiKey> keys = plans.stream()
                .filter(plan -> plan.stages().contains(new PlanStage(api.physicalId(), api.stage().name())))
                .flatMap(plan -> planKeys.stream().filter(key -> key.plan().equals(plan.id()))
                        .filter(key -> keyValues.containsKey(key.key()))
                        .map(key -> new Api.ApiKey(key.key(), keyValues.get(key.key()), plan.throttle())))
                .toList();
        return new Api(api.id(), api.physicalId(), api.stage(), routes, keys, api.throttle(), api.binaryMediaTypes(),
                api.gatewayResponses());
    }

    /**
     * A route that a function's event asks for.
     *
     * @param api physical id
     * @param key whether it asks for a key, where the event says so; the API's answer stands otherwise
     */
    record EventRoute(String api, Api.Route route, Optional<Boolean> key) {

        Api.Route complete(boolean locked) {
            return new Api.Route(route.method(), route.path(), route.function(), key.orElse(locked), route.timeout());
        }
    }

    /** A usage plan of the stages named. */
    record Plan(String id, List<PlanStage> stages, Optional<Api.Throttle> throttle) {
    }

    /** @param api physical id */
    record PlanStage(String api, String stage) {
    }

    /** Puts a key under a plan, both by physical id. */
    record PlanKey(String key, String plan) {
    }
}
