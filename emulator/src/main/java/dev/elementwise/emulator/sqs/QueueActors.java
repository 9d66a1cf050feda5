package dev.elementwise.emulator.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import dev.elementwise.emulator.sqs.LocalSqs.DeadLetters;
import dev.elementwise.emulator.stack.QueueResource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.CreateQueueData;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.QueueEvent;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.UpdateQueueDeadLettersQueue;
import org.elasticmq.msg.UpdateQueueDefaultVisibilityTimeout;
import org.elasticmq.msg.UpdateQueueDelay;
import org.elasticmq.msg.UpdateQueueReceiveMessageWait;
import org.elasticmq.persistence.sql.SqlQueuePersistenceActor;
import org.elasticmq.persistence.sql.SqlQueuePersistenceConfig;
import org.elasticmq.util.NowProvider;
import org.slf4j.LoggerFactory;
import scala.Option;
import scala.collection.immutable.Map$;
import scala.collection.immutable.Nil$;
import scala.util.Either;

/** ElasticMQ's actors: the manager of the queues, and what hears of every change and keeps it. */
final class QueueActors implements AutoCloseable {
    /** A database of many messages takes its time to be read. */
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(10);
    private static final Config QUIET = ConfigFactory.parseString(String.join("\n",
            "pekko.loglevel = WARNING",
            "pekko.stdout-loglevel = WARNING",
            "pekko.daemonic = on",
            // five times as long as by default: only long polls and limits of time wait for a tick
            "pekko.scheduler.tick-duration = 50ms",
            "pekko.log-dead-letters = off",
            "pekko.jvm-shutdown-hooks = off",
            "pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off",
            "pekko.actor.default-dispatcher.fork-join-executor.parallelism-min = 2",
            "pekko.actor.default-dispatcher.fork-join-executor.parallelism-max = 8"));

    private final ActorSystem system;
    private final ActorRef events;
    private final ActorRef manager;

    QueueActors(Optional<Path> data) {
        synchronized (LoggerFactory.class) { // the tables may start at the same moment; SLF4J warns of a race
            LoggerFactory.getILoggerFactory();
        }
        Optional<KeptMessages> kept = data.map(KeptMessages::new);
        kept.ifPresent(messages -> messages.returnToQueues(Clock.systemUTC()));
        system = ActorSystem.create("queues", QUIET.withFallback(ConfigFactory.load(getClass().getClassLoader())),
                getClass().getClassLoader());
        Optional<ActorRef> store = kept.map(messages -> system.actorOf(Props.create(
                SqlQueuePersistenceActor.class, database(messages), Nil$.MODULE$)));
        events = system.actorOf(Props.create(QueueEvents.class, () -> new QueueEvents(store)));
        manager = system.actorOf(Props.create(QueueManagerActor.class, new NowProvider(), StrictSQSLimits$.MODULE$,
                Option.apply(events)));
        store.ifPresent(this::restore);
    }

    private static SqlQueuePersistenceConfig database(KeptMessages kept) {
        return new SqlQueuePersistenceConfig(true, "org.h2.Driver", kept.url(), "", "", false);
    }

    private void restore(ActorRef store) {
        Object outcome = wait(Patterns.ask(store, new QueueEvent.Restore(manager), START_LIMIT));
        if (outcome instanceof Either<?, ?> result && result.isLeft()) {
            close();
            throw new IllegalStateException("The kept queues can't be restored: " + result);
        }
    }

    ActorSystem system() {
        return system;
    }

    ActorRef manager() {
        return manager;
    }

    ActorRef events() {
        return events;
    }

    /** Creates the queue, or gives the one there is these settings. */
    ActorRef create(QueueResource queue, Optional<DeadLetters> deadLetters) {
        Optional<ActorRef> existing = find(queue.name());
        existing.ifPresent(actor -> update(actor, queue, deadLetters));
        return existing.orElseGet(() -> createNew(queue, deadLetters));
    }

    private ActorRef createNew(QueueResource queue, Optional<DeadLetters> deadLetters) {
        OffsetDateTime now = OffsetDateTime.now();
        Object created = wait(ask(manager, new CreateQueue(new CreateQueueData(queue.name(),
                Option.apply(new MillisVisibilityTimeout(queue.visibilityTimeout().toMillis())),
                Option.apply(queue.delay()), Option.apply(queue.receiveWait()), Option.apply(now), Option.apply(now),
                data(deadLetters), false, false, Option.empty(), Option.empty(), Map$.MODULE$.empty()))));
        if (created instanceof Either<?, ?> result && result.isRight()) {
            return queue(queue.name());
        }
        throw new IllegalStateException("The queue " + queue.id() + " can't be created: " + created);
    }

    private void update(ActorRef actor, QueueResource queue, Optional<DeadLetters> deadLetters) {
        List.of(new UpdateQueueDefaultVisibilityTimeout(
                        new MillisVisibilityTimeout(queue.visibilityTimeout().toMillis())),
                new UpdateQueueDelay(queue.delay()), new UpdateQueueReceiveMessageWait(queue.receiveWait()),
                new UpdateQueueDeadLettersQueue(data(deadLetters), option(deadLetters.map(DeadLetters::actor))))
                .forEach(setting -> wait(ask(actor, setting)));
    }

    private static Option<DeadLettersQueueData> data(Optional<DeadLetters> deadLetters) {
        return option(deadLetters.map(letters -> new DeadLettersQueueData(letters.name(), letters.maxReceiveCount())));
    }

    private static <T> Option<T> option(Optional<T> value) {
        return value.map(Option::apply).orElseGet(Option::empty);
    }

    private Optional<ActorRef> find(String name) {
        Object found = wait(ask(manager, new LookupQueue(name)));
        return found instanceof Option<?> queue && queue.isDefined() ? Optional.of((ActorRef) queue.get())
                : Optional.empty();
    }

    ActorRef queue(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("The queue " + name + " is gone"));
    }

    CompletionStage<Object> ask(ActorRef actor, Object message) {
        return Patterns.ask(actor, message, CALL_LIMIT);
    }

    private static Object wait(CompletionStage<Object> answer) {
        try {
            return answer.toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new IllegalStateException("The queues do not answer: " + e.getCause().getMessage(), e);
        }
    }

    void listen(String queue, MessageQueue.Listener listener) {
        events.tell(new QueueEvents.Listen(queue, listener), ActorRef.noSender());
    }

    /** The queues end before what hears of them, to which they tell their last changes. */
    @Override
    public void close() {
        Patterns.gracefulStop(manager, CALL_LIMIT).exceptionally(late -> false).toCompletableFuture().join();
        system.terminate();
        system.getWhenTerminated().toCompletableFuture().join();
    }
}
