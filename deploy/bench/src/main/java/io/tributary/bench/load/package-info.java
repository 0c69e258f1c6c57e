/** An open-model load generator: requests leave on a timetable, and a latency counts from the time that the timetable said. */
@NullMarked
package io.tributary.bench.load;

import org.jspecify.annotations.NullMarked;
