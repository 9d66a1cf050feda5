/** Queues: ElasticMQ inside this process. Its types and Scala's stay in this package. */
@NullMarked
package dev.elementwise.emulator.sqs;

import org.jspecify.annotations.NullMarked;
