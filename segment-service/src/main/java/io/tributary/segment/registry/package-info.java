/**
 * Which segments a tenant has: immutable versions, draft to published to retired, and who refers to whom. Keys are
 * never reused, references never form a circle, and what others depend on is not retired.
 */
@NullMarked
package io.tributary.segment.registry;

import org.jspecify.annotations.NullMarked;
