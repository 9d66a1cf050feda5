package dev.elementwise.emulator.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node of a template. Lines count from 1; that of a mapping's value is its key's. */
sealed interface Value {

    int line();

    /** A scalar as it is written, numbers too; YAML's booleans are {@code true} and {@code false}. */
    record Text(String text, int line) implements Value {
    }

    record Items(List<Value> items, int line) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping in the template's order. */
    record Fields(Map<String, Value> fields, int line) implements Value {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }
    }

    /** A function such as {@code Ref} or {@code Fn::Sub}; gone once a value is resolved. */
    record Intrinsic(String name, Value argument, int line) implements Value {
    }

    /** {@code AWS::NoValue} or YAML's null: what holds it is as if it were not there. */
    record Nothing(int line) implements Value {
    }

    /** What has been complained about already: nobody complains again. */
    record Refused(int line) implements Value {
    }

    /** The same value at another line: an alias counts where it is used. */
    static Value at(Value value, int line) {
        if (value instanceof Text text) {
            return new Text(text.text(), line);
        }
        if (value instanceof Items items) {
            return new Items(items.items(), line);
        }
        if (value instanceof Fields fields) {
            return new Fields(fields.fields(), line);
        }
        if (value instanceof Intrinsic intrinsic) {
            return new Intrinsic(intrinsic.name(), intrinsic.argument(), line);
        }
        return value instanceof Nothing ? new Nothing(line) : new Refused(line);
    }
}
