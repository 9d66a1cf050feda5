package dev.elementwise.runtime;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Reads and writes a handler's event or answer with the serializers that Lambda's own runtime uses. */
interface JsonFormat {

    /** What a method without an event, or without an answer, has. */
    JsonFormat NOTHING = new JsonFormat() {
        @Override
        public @Nullable Object read(InputStream event) {
            return null;
        }

        @Override
        public void write(@Nullable Object value, OutputStream answer) {
            // nothing to say
        }
    };

    @Nullable Object read(InputStream event);

    void write(@Nullable Object value, OutputStream answer);

    static JsonFormat of(Type type) {
        if (type == void.class || type == Void.class) {
            return NOTHING;
        }
        PojoSerializer<Object> serializer = serializer(type);
        return new JsonFormat() {
            @Override
            public @Nullable Object read(InputStream event) {
                return serializer.fromJson(event);
            }

            @Override
            public void write(@Nullable Object value, OutputStream answer) {
                serializer.toJson(value, answer);
            }
        };
    }

    @SuppressWarnings("unchecked") // a serializer for the type that the handler declares
    private static PojoSerializer<Object> serializer(Type type) {
        if (type instanceof Class<?> known && LambdaEventSerializers.isLambdaSupportedEvent(known.getName())) {
            return (PojoSerializer<Object>) LambdaEventSerializers.serializerFor(known,
                    Thread.currentThread().getContextClassLoader());
        }
        return JacksonFactory.getInstance().getSerializer(type);
    }
}
