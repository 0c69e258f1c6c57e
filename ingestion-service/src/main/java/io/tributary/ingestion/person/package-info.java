/**
 * What a privacy request asks of this service: which calls the door keeps out, and where a person is found in everything that
 * is kept, to be handed over, deleted, or proven to be gone. A person is known by the values and digests of the request.
 */
@NullMarked
package io.tributary.ingestion.person;

import org.jspecify.annotations.NullMarked;
