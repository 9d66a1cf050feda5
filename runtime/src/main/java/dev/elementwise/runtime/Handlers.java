package dev.elementwise.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds a function's code by its handler: {@code Class::method}, or {@code Class} alone for an implementation of
 * {@link RequestHandler} or {@link RequestStreamHandler}.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/java-handler.html">Define Lambda function handlers in
 *     Java</a>
 */
final class Handlers {
    private static final String STANDARD_METHOD = "handleRequest";

    private Handlers() {
    }

    static InvocationHandler load(String handler) throws ReflectiveOperationException {
        int separator = handler.indexOf("::");
        String name = separator < 0 ? handler : handler.substring(0, separator);
        String method = separator < 0 ? STANDARD_METHOD : handler.substring(separator + 2);
        Class<?> type = Class.forName(name, true, Thread.currentThread().getContextClassLoader());
        if (method.equals(STANDARD_METHOD) && RequestStreamHandler.class.isAssignableFrom(type)) {
            RequestStreamHandler function = (RequestStreamHandler) instance(type);
            return function::handleRequest;
        }
        if (method.equals(STANDARD_METHOD) && RequestHandler.class.isAssignableFrom(type)) {
            return typed(type);
        }
        return byName(type, method);
    }

    private static InvocationHandler typed(Class<?> type) throws ReflectiveOperationException {
        Type[] arguments = TypeArguments.of(type, RequestHandler.class);
        JsonFormat input = JsonFormat.of(arguments[0]);
        JsonFormat output = JsonFormat.of(arguments[1]);
        @SuppressWarnings("unchecked") // the event is read as the type that the handler declares
        RequestHandler<Object, Object> function = (RequestHandler<Object, Object>) instance(type);
        return (event, answer, context) -> output.write(function.handleRequest(input.read(event), context), answer);
    }

    private static InvocationHandler byName(Class<?> type, String name) throws ReflectiveOperationException {
        Method method = method(type, name).orElseThrow(() -> new NoSuchMethodException(
                "No public method named " + name + " on " + type.getName()));
        Object function = Modifier.isStatic(method.getModifiers()) ? type : instance(type);
        Type[] parameters = method.getGenericParameterTypes();
        boolean takesContext = parameters.length > 0 && parameters[parameters.length - 1] == Context.class;
        int inputs = parameters.length - (takesContext ? 1 : 0);
        if (inputs > 1) {
            throw new NoSuchMethodException(method + " has to take an event, a Context, or both in this order");
        }
        JsonFormat input = inputs == 0 ? JsonFormat.NOTHING : JsonFormat.of(parameters[0]);
        JsonFormat output = JsonFormat.of(method.getGenericReturnType());
        return (event, answer, context) -> {
            Object[] all = {input.read(event), context};
            output.write(call(method, function, Arrays.copyOfRange(all, 1 - inputs, takesContext ? 2 : 1)), answer);
        };
    }

    /** Lambda's choice among several: the one with the most parameters, one with a Context before one without. */
    private static Optional<Method> method(Class<?> type, String name) {
        return Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name) && !method.isBridge())
                .max(Comparator.comparing(Method::getParameterCount).thenComparing(
                        method -> Arrays.asList(method.getParameterTypes()).contains(Context.class)));
    }

    private static Object call(Method method, Object function, Object[] arguments) throws Throwable {
        try {
            return method.invoke(function, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static Object instance(Class<?> type) throws ReflectiveOperationException {
        try {
            return type.getConstructor().newInstance();
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException(
                    "Class " + type.getName() + " can't be instantiated: " + e.getCause(), e.getCause());
        }
    }
}
