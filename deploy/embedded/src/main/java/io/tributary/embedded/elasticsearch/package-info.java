/**
 * Elasticsearch as a child process, from the distribution that SonarQube's zip carries, trimmed and started by our own
 * launcher so that it runs as root too. Security is off: it listens on loopback only.
 */
@NullMarked
package io.tributary.embedded.elasticsearch;

import org.jspecify.annotations.NullMarked;
