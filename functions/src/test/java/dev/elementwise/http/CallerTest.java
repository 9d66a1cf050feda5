package dev.elementwise.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.ProxyRequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent.RequestIdentity;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallerTest {

    @Test
    void sessionsOfARoleAreOneCaller() {
        String one = caller(identity().withCaller("AROAONE:monday"));

        assertThat(one).startsWith("iam-").isEqualTo(caller(identity().withCaller("AROAONE:tuesday")));
        assertThat(caller(identity().withCaller("AROATWO:monday"))).isNotEqualTo(one);
        assertThat(caller(identity().withCaller("AIDAUSER"))).startsWith("iam-");
    }

    @Test
    void usersAreToldApartByIssuerAndSubject() {
        String one = Caller.of(Optional.of(user("https://pool-1", "ann")));

        assertThat(one).startsWith("user-").isEqualTo(Caller.of(Optional.of(user("https://pool-1", "ann"))));
        assertThat(Caller.of(Optional.of(user("https://pool-1", "bob")))).isNotEqualTo(one);
        assertThat(Caller.of(Optional.of(user("https://pool-2", "ann")))).isNotEqualTo(one);
    }

    @Test
    void aUserOrRoleCountsBeforeTheKeyThatSeveralMayShare() {
        ProxyRequestContext ann = user("https://pool", "ann").withIdentity(identity().withApiKey("shared"));

        assertThat(Caller.of(Optional.of(ann))).isEqualTo(Caller.of(Optional.of(user("https://pool", "ann"))));
        assertThat(caller(identity().withApiKey("shared").withCaller("AROAONE:s"))).startsWith("iam-");
        assertThat(caller(identity().withApiKey("shared"))).startsWith("key-");
    }

    @Test
    void whereNothingIsAskedForThereIsOneCaller() {
        assertThat(caller(identity())).isEqualTo(Caller.ANYONE);
        assertThat(caller(identity().withApiKey("").withCaller(""))).isEqualTo(Caller.ANYONE);
        assertThat(Caller.of(Optional.empty())).isEqualTo(Caller.ANYONE);
    }

    private static RequestIdentity identity() {
        return new RequestIdentity();
    }

    private static String caller(RequestIdentity identity) {
        return Caller.of(Optional.of(new ProxyRequestContext().withIdentity(identity)));
    }

    private static ProxyRequestContext user(String issuer, String subject) {
        ProxyRequestContext context = new ProxyRequestContext();
        context.setAuthorizer(Map.of("claims", Map.of("iss", issuer, "sub", subject)));
        return context;
    }
}
