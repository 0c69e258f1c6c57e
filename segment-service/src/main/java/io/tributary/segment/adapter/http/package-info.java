/** The service's HTTP interface: requests to core calls, core answers and refusals to JSON and problem documents. */
@NullMarked
package io.tributary.segment.adapter.http;

import org.jspecify.annotations.NullMarked;
