package dev.elementwise.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import javax.net.ssl.SSLException;

/**
 * Sends requests until they are answered: what may be gone in a moment (a broken connection, 429, 502, 503, 504) is
 * tried again, as late as {@code Retry-After} asks, else after 0.25 s and twice as long each time; so is an answer that
 * does not come. Where nothing listens or shakes hands from the beginning nothing is tried again. Safe for use by
 * several threads.
 */
final class RetryingTransport {

    private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);
    private static final int ATTEMPTS = 6;
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final HttpTransport transport;
    private final Timing timing;
    private final Consumer<String> notice;
    private volatile boolean answered;

    /** @param notice told, once, that the first request is tried again */
    RetryingTransport(HttpTransport transport, Timing timing, Consumer<String> notice) {
        this.transport = transport;
        this.timing = timing;
        this.notice = notice;
    }

    /**
     * @return an answer of 2xx
     * @throws CommandException where the server refuses or can't be reached, with what it says
     */
    Response send(Request request) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Duration wait = FIRST.multipliedBy(1L << (attempt - 1));
            try {
                Response response = transport.send(request);
                answered = true;
                if (response.status() / 100 == 2) {
                    return response;
                }
                if (attempt == ATTEMPTS || !PASSING.contains(response.status())) {
                    throw refused(request, response);
                }
                wait = response.retryAfter(timing.clock()).orElse(wait);
            } catch (IOException unreachable) {
                if (attempt == ATTEMPTS || isLasting(request, unreachable)) {
                    throw unreachable(request, unreachable);
                }
                if (!answered && attempt == 1) {
                    notice.accept("No answer from " + request.address() + " yet (" + unreachable.getMessage()
                            + "); trying again.");
                }
            }
            timing.pause(wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
        }
    }

    private boolean isLasting(Request request, IOException failure) {
        return failure instanceof UnknownHostException || failure instanceof MalformedURLException
                || failure instanceof SSLException || isNotThere(failure) || mayBeWithoutTls(request, failure);
    }

    /** Nothing listens where nothing has ever answered; what has answered before may be starting anew. */
    private boolean isNotThere(IOException failure) {
        return !answered && failure instanceof ConnectException;
    }

    /** A server without TLS does not answer a handshake, or not in a way that is one. */
    private boolean mayBeWithoutTls(Request request, IOException failure) {
        return !answered && "https".equalsIgnoreCase(request.address().getScheme())
                && (failure instanceof HttpTransport.NoHandshakeException || failure instanceof SSLException)
                && !(failure.getCause() instanceof CertificateException);
    }

    private static CommandException refused(Request request, Response response) {
        if (response.status() / 100 == 3) {
            return CommandException.failure(request.address() + " redirects to " + response.headers().get("location")
                    + "; give that address with --url.");
        }
        String sentence = Problem.read(response.status(), response.body()).sentence();
        return response.status() >= 500 ? CommandException.fault(sentence) : CommandException.failure(sentence);
    }

    private CommandException unreachable(Request request, IOException failure) {
        if (isNotThere(failure)) {
            return CommandException.failure("Nothing answers at " + request.address() + " (" + failure.getMessage()
                    + "); is the system up?", failure);
        }
        String reason = failure instanceof UnknownHostException ? "there is no such host" : failure.getMessage();
        String hint = mayBeWithoutTls(request, failure)
                ? " A system without TLS, as a local one is, is called with http:// in --url." : "";
        return CommandException.failure("No answer from " + request.address() + ": " + reason + "." + hint, failure);
    }
}
