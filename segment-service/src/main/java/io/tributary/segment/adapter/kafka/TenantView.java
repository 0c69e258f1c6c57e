package io.tributary.segment.adapter.kafka;

import io.tributary.segment.interval.Days;
import io.tributary.segment.membership.OrderedSegments;

/** What a task knows of a tenant: its published segments and its calendar. */
record TenantView(OrderedSegments segments, Days days) {}
