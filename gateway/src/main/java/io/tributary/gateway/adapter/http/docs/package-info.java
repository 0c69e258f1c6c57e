/** One OpenAPI document of the whole suite, merged from the gateway's own and those of the services. */
@NullMarked
package io.tributary.gateway.adapter.http.docs;

import org.jspecify.annotations.NullMarked;
