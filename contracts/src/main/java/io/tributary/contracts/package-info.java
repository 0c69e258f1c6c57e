/** What crosses a process border, and nothing else: messages, topics, problem types, claims, digests, suite time. */
@NullMarked
package io.tributary.contracts;

import org.jspecify.annotations.NullMarked;
