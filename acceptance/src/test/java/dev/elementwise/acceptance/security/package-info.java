/** What must not be told, and to whom: asked of deployments in the embedded emulator. */
@NullMarked
package dev.elementwise.acceptance.security;

import org.jspecify.annotations.NullMarked;
