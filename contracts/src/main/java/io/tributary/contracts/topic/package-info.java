/**
 * The topics that cross a process border, and how their keys are written. Every key starts with the tenant; a consumer
 * refuses a record whose tenant differs from its key's.
 */
@NullMarked
package io.tributary.contracts.topic;

import org.jspecify.annotations.NullMarked;
