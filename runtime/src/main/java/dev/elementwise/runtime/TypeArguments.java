package dev.elementwise.runtime;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Tells with which types a class implements a generic interface, through all classes in between. */
final class TypeArguments {
    private final Class<?> wanted;

    private TypeArguments(Class<?> wanted) {
        this.wanted = wanted;
    }

    /** @return one type for each parameter of the interface; {@code Object} where the class leaves it open */
    static Type[] of(Class<?> type, Class<?> wanted) {
        Type[] found = new TypeArguments(wanted).find(type, Map.of());
        if (found.length == 0) {
            throw new IllegalArgumentException(type.getName() + " does not implement " + wanted.getName());
        }
        return found;
    }

    private Type[] find(Type type, Map<TypeVariable<?>, Type> known) {
        Class<?> raw = type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
        Type[] arguments = type instanceof ParameterizedType generic ? generic.getActualTypeArguments() : new Type[0];
        TypeVariable<?>[] variables = raw.getTypeParameters();
        Map<TypeVariable<?>, Type> bound = new HashMap<>();
        for (int i = 0; i < variables.length; i++) {
            Type argument = i < arguments.length ? arguments[i] : Object.class;
            bound.put(variables[i], argument instanceof TypeVariable<?> open
                    ? known.getOrDefault(open, Object.class) : argument);
        }
        if (raw == wanted) {
            return Arrays.stream(variables).map(bound::get).toArray(Type[]::new);
        }
        return findAbove(raw, bound);
    }

    private Type[] findAbove(Class<?> raw, Map<TypeVariable<?>, Type> bound) {
        if (raw.getGenericSuperclass() != null && wanted.isAssignableFrom(raw.getSuperclass())) {
            return find(raw.getGenericSuperclass(), bound);
        }
        return Arrays.stream(raw.getGenericInterfaces())
                .map(above -> wanted.isAssignableFrom(rawClass(above)) ? find(above, bound) : new Type[0])
                .filter(found -> found.length > 0).findFirst().orElseGet(() -> new Type[0]);
    }

    private static Class<?> rawClass(Type type) {
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : (Class<?>) type;
    }
}
