package dev.elementwise.http;

/** The content types we speak. */
public final class MediaType {

    public static final String JSON = "application/json";
    /** One JSON text a line. */
    public static final String NDJSON = "application/x-ndjson";
    /** RFC 9457. */
    public static final String PROBLEM = "application/problem+json";

    private MediaType() {
    }
}
