/** Everything that is read, and cancelling: jobs, results, tasks, health, the contract. */
@NullMarked
package dev.elementwise.status;

import org.jspecify.annotations.NullMarked;
