/**
 * The public interface of the service: problem documents, paging, roles, and the routes under /api/v1.
 */
@NullMarked
package io.tributary.activation.adapter.http;

import org.jspecify.annotations.NullMarked;
