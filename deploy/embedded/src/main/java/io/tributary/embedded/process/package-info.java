/**
 * Child processes of this JVM and what they need: a JDK to run on, ports, log files. Its promise is that no child
 * outlives the JVM, not even when the JVM is killed with SIGKILL.
 */
@NullMarked
package io.tributary.embedded.process;

import org.jspecify.annotations.NullMarked;
