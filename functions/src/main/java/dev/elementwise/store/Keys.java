package dev.elementwise.store;

import dev.elementwise.job.JobId;
import dev.elementwise.job.JobSpec;
import dev.elementwise.job.ProgressTree;
import dev.elementwise.job.ProgressTree.Node;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** The keys of the table's items. All of a job begin with its id, and none is shared by two blocks. */
final class Keys {

    private Keys() {
    }

    static String job(JobId id) {
        return "job#" + id;
    }

    static String params(JobId id) {
        return job(id) + "#params";
    }

    static String block(JobSpec job, int number) {
        return job(job.id()) + "#block#" + number;
    }

    static String lines(JobSpec job, String key) {
        return job(job.id()) + "#lines#" + key;
    }

    static String origins(JobSpec retry, int number) {
        return job(retry.id()) + "#origins#" + number;
    }

    /** The root is the job's own item. */
    static String node(JobSpec job, Node node) {
        return node.equals(new ProgressTree(job).root())
            ? job(job.id()) : job(job.id()) + "#node#" + node.level() + "#" + node.number();
    }

    static String partials(JobSpec job, String key) {
        return job(job.id()) + "#partials#" + key;
    }

    /** By a hash (a UUID of version 3, RFC 9562) of the partials that are reduced. */
    static String reduced(JobSpec job, List<String> partials) {
        byte[] all = String.join("\n", partials).getBytes(StandardCharsets.UTF_8);
        return job(job.id()) + "#reduced#" + UUID.nameUUIDFromBytes(all);
    }

    static String instalment(JobSpec job, String key) {
        return job(job.id()) + "#instalment#" + key;
    }

    static String mark(JobSpec job, String mark) {
        return job(job.id()) + "#mark#" + mark;
    }

    /** What is remembered of a task. */
    static String task(String name) {
        return "task#" + name;
    }

    static String claim(String caller, String key) {
        return "key#" + caller + "#" + key;
    }
}
