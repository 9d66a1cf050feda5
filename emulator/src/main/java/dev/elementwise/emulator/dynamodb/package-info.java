/** Tables: DynamoDB Local inside this process. Its types stay in this package. */
@NullMarked
package dev.elementwise.emulator.dynamodb;

import org.jspecify.annotations.NullMarked;
