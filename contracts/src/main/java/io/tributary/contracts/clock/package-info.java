/**
 * Suite time: business time that a local run can start at another instant and move. One small file, polled by every
 * service, carries it across processes; without the file, suite time is real time.
 */
@NullMarked
package io.tributary.contracts.clock;

import org.jspecify.annotations.NullMarked;
