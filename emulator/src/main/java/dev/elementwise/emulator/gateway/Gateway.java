package dev.elementwise.emulator.gateway;

import dev.elementwise.emulator.lambda.FunctionInvoker;
import dev.elementwise.emulator.lambda.InvocationResult;
import dev.elementwise.emulator.stack.Api;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Answers requests as a REST API of API Gateway does, whatever carries them. Safe for use by several threads.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html">API Gateway quotas</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas</a>
 */
final class Gateway {

    /** The most that a request's body may have. */
    static final int BODY_LIMIT = 10 * 1024 * 1024;

    /** The most that an event or a function's answer may have. */
    static final int LAMBDA_LIMIT = 6 * 1024 * 1024;

    /** Headers that API Gateway renames because it writes them itself. */
    private static final List<String> REMAPPED = List.of("Connection", "Content-Length", "Date", "Server");

    private final Api api;
    private final FunctionInvoker invoker;
    private final Consumer<String> log;
    private final Router router;
    private final Admission admission;
    private final MediaTypes binary;
    private final GatewayAnswers answers;

    Gateway(Api api, FunctionInvoker invoker, GatewaySettings settings) {
        this.api = api;
        this.invoker = invoker;
        this.log = settings.log();
        this.router = new Router(api.routes());
        this.admission = new Admission(api, settings.clock());
        this.binary = new MediaTypes(api.binaryMediaTypes());
        this.answers = new GatewayAnswers(api.gatewayResponses());
    }

    /** Completes with the answer, never exceptionally, and at the end of the route's timeout at the latest. */
    CompletableFuture<Response> answer(Request request) {
        Optional<Router.Match> match = router.find(request.method(), request.path());
        Context context = new Context(api, request, match, Optional.empty());
        try {
            Router.Match found = match.orElseThrow(() ->
                    new Refusal(GatewayError.MISSING_AUTHENTICATION_TOKEN, "no route"));
            Optional<Api.ApiKey> key = admission.admit(found.route(), request.headers());
            return invoke(found, new Context(api, request, match, key));
        } catch (Refusal e) {
            return CompletableFuture.completedFuture(refuse(e, context));
        }
    }

    /** The answer to a request whose function is ended before it has one. */
    Response unanswered(Request request) {
        Context context = new Context(api, request, router.find(request.method(), request.path()), Optional.empty());
        return answers.answer(GatewayError.INTEGRATION_FAILURE, context);
    }

    private CompletableFuture<Response> invoke(Router.Match match, Context context) throws Refusal {
        return CompletableFuture.completedFuture(event(match, context))
                .thenCompose(event -> invoker.invoke(match.route().function(), event))
                .thenApply(result -> answer(result, context))
                .orTimeout(match.route().timeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(failure -> refuse(failed(failure), context));
    }

    /** A timeout of the invocation itself comes wrapped. */
    private static Refusal failed(Throwable failure) {
        return failure instanceof TimeoutException
                ? new Refusal(GatewayError.INTEGRATION_TIMEOUT, "no answer in time", failure)
                : new Refusal(GatewayError.INTEGRATION_FAILURE, "the invocation failed: " + failure, failure);
    }

    private byte[] event(Router.Match match, Context context) throws Refusal {
        if (context.request().body().length > BODY_LIMIT) {
            throw new Refusal(GatewayError.REQUEST_TOO_LARGE, "a body over 10 MB");
        }
        try {
            byte[] event = new ProxyEvent(context, match, binary).toBytes();
            if (event.length > LAMBDA_LIMIT) {
                throw new Refusal(GatewayError.REQUEST_TOO_LARGE, "an event over 6 MB");
            }
            return event;
        } catch (IOException e) {
            throw new Refusal(GatewayError.INTEGRATION_FAILURE, "no event can be made of the request", e);
        }
    }

    private Response answer(InvocationResult result, Context context) {
        try {
            if (result instanceof InvocationResult.Failure failure) {
                throw new Refusal(GatewayError.INTEGRATION_FAILURE, failure.type() + ": " + failure.message());
            }
            byte[] payload = ((InvocationResult.Answer) result).payload();
            if (payload.length > LAMBDA_LIMIT) {
                throw new Refusal(GatewayError.INTEGRATION_FAILURE, "an answer over 6 MB");
            }
            boolean decodes = binary.contain(context.request().headers().find("Accept").orElse("*/*"));
            return complete(ProxyAnswer.parse(payload, decodes), context.request());
        } catch (Refusal e) {
            return refuse(e, context);
        }
    }

    private static Response complete(Response response, Request request) {
        Headers headers = response.headers();
        List<String> length = headers.remove("Content-Length");
        REMAPPED.forEach(name -> {
            List<String> values = headers.remove(name);
            if (!values.isEmpty()) {
                headers.set("x-amzn-Remapped-" + name, values);
            }
        });
        headers.remove("Transfer-Encoding");
        headers.setIfAbsent("Content-Type", "application/json")
                .set("x-amzn-RequestId", request.id()).set("x-amz-apigw-id", request.id());
        if (request.method().equals("HEAD") && !length.isEmpty()) {
            headers.set("Content-Length", length);
        }
        return response;
    }

    private Response refuse(Refusal refusal, Context context) {
        Response response = answers.answer(refusal.error(), context);
        if (refusal.error().status() >= 500) {
            log.accept(context.request().method() + " " + context.request().path() + " is answered with "
                    + response.status() + ": " + refusal.getMessage());
        }
        return response;
    }
}
