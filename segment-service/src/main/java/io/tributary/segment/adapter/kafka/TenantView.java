package io.tributary.segment.adapter.kafka;

import io.tributary.segment.interval.Days;
import io.tributary.segment.membership.OrderedSegments;

/** What a task knows of a tenant: its published segments, its computed traits and its calendar. */
record TenantView(OrderedSegments segments, Days days) {}
