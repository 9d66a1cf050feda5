package dev.elementwise.http;

/** Answers one kind of request. Safe for use by several threads. */
@FunctionalInterface
public interface Endpoint {

    /** @throws ProblemException for a request that is to be refused */
    Response answer(Request request);
}
