package dev.elementwise.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What came back. */
public record Answer(int status, HttpHeaders headers, byte[] body) {

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body, which is JSON. */
    public Tree json() {
        assertThat(header("Content-Type")).hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        return Tree.of(body);
    }

    /** This answer, of that status, not to be cached. */
    public Answer expect(int expected) {
        assertThat(status).as(() -> "status of " + abridged()).isEqualTo(expected);
        assertThat(headers.allValues("Cache-Control")).contains("no-store");
        return this;
    }

    /** The body, which tells of a problem of that status as RFC 9457 has it, and nothing of what is inside. */
    public Tree problem(int expected) {
        expect(expected);
        assertThat(header("Content-Type")).hasValueSatisfying(type ->
            assertThat(type).startsWith("application/problem+json"));
        Tree problem = Tree.of(body);
        assertThat(problem.get("status").number()).isEqualTo(expected);
        assertThat(problem.get("type").text()).isNotEmpty();
        assertThat(problem.get("title").text()).isNotEmpty();
        assertThat(problem.get("detail").text()).isNotEmpty();
        assertThat(text()).doesNotContain("\\tat ").doesNotContain("java.").doesNotContain("dev.elementwise");
        return problem;
    }

    /** Where the bad fields are of an answer with 422. */
    public List<String> pointers() {
        List<Tree> errors = problem(422).get("errors").list();
        assertThat(errors).allSatisfy(error -> assertThat(error.get("detail").text()).isNotEmpty());
        return errors.stream().map(error -> error.get("pointer").text()).toList();
    }

    /** The target of the link to the next page. */
    public Optional<String> nextLink() {
        return header("Link").map(link -> {
            assertThat(link).matches("<[^>]+>; rel=\"next\"");
            return link.substring(1, link.indexOf('>'));
        });
    }

    private String abridged() {
        String text = text();
        return text.length() > 500 ? text.substring(0, 500) + "..." : text;
    }
}
