package io.tributary.activation.delivery;

import io.tributary.activation.connector.Connection;
import io.tributary.activation.connector.WireRequest;

/**
 * Carries a request to a platform and brings its answer back; knows nothing about either. Blocks the calling thread.
 * Rate, concurrency and the circuit breaker are per destination, so one slow platform holds up nobody else.
 */
public interface Transport {

    WireResult send(Connection connection, WireRequest request);
}
