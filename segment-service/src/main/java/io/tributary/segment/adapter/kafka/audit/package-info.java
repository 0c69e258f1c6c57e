/** How an audit reads the membership topic and the reach of the profile index, and asks for repairs. */
@NullMarked
package io.tributary.segment.adapter.kafka.audit;

import org.jspecify.annotations.NullMarked;
