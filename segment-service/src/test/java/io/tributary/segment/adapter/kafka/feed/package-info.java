@NullMarked
package io.tributary.segment.adapter.kafka.feed;

import org.jspecify.annotations.NullMarked;
