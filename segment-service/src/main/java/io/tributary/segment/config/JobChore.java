package io.tributary.segment.config;

import java.time.Duration;

/** Something small that is done again and again beside the jobs, by the thread that looks for them. */
record JobChore(Duration every, Runnable task) {}
