package dev.elementwise.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Who calls: whose jobs are seen. A person or role that the gateway has made sure of counts before the API key, which
 * several may share.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html">
 *     Variables of the request context</a>
 */
final class Caller {

    /** Who calls where the deployment asks for nothing. */
    static final String ANYONE = "anyone";

    private Caller() {
    }

    static String of(Optional<ProxyRequestContext> origin) {
        Optional<RequestIdentity> identity = origin.map(ProxyRequestContext::getIdentity);
        return origin.flatMap(Caller::user)
            .or(() -> identity.map(RequestIdentity::getCaller).flatMap(Caller::principal))
            .or(() -> identity.map(RequestIdentity::getApiKey).filter(key -> !key.isEmpty())
                .map(key -> fingerprint("key-", key)))
            .orElse(ANYONE);
    }

    /** A token's user: subjects are unique within their issuer. */
    private static Optional<String> user(ProxyRequestContext origin) {
        return Optional.ofNullable(origin.getAuthorizer()).map(authorizer -> authorizer.get("claims"))
            .filter(Map.class::isInstance).map(claims -> (Map<?, ?>) claims)
            .filter(claims -> claims.get("sub") instanceof String)
            .map(claims -> fingerprint("user-", claims.get("iss") + " " + claims.get("sub")));
    }

    /** The unique id of an IAM user or role; what follows a role's is the session, and each has many. */
    private static Optional<String> principal(String caller) {
        String id = caller.split(":", 2)[0];
        return id.isEmpty() ? Optional.empty() : Optional.of(fingerprint("iam-", id));
    }

    /** A key is a secret and a name is personal, so neither is stored; 128 bits of the hash tell callers apart. */
    private static String fingerprint(String kind, String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return kind + HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
