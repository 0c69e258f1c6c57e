/** What can go wrong between this service and the servers it stands on, named once for all adapters. */
@NullMarked
package io.tributary.segment.store;

import org.jspecify.annotations.NullMarked;
