package dev.elementwise.task;

import org.jspecify.annotations.Nullable;

/** Computes elements, all cores at once; closed after the last. */
@FunctionalInterface
public interface Computation extends AutoCloseable {

    /**
     * Computes the value of one element.
     *
     * <p>Called by several threads at the same time, possibly more than once for the same element: the value may only
     * depend on the element and the params. Elements and values are JSON as Java knows it: {@code null},
     * {@link Boolean}, {@link String}, {@link Number} ({@link Long}, {@link java.math.BigInteger},
     * {@link java.math.BigDecimal}; as a value also {@link Integer} and finite {@link Double}), {@link java.util.List}
     * and {@link java.util.Map} with string keys in order.
     *
     * @throws Exception what is thrown becomes the element's error, and harms no other element
     */
    @Nullable Object apply(@Nullable Object element) throws Exception;

    /** Frees what {@link Task#open} opened; nothing, where it opened nothing. */
    @Override
    default void close() throws Exception {
    }
}
