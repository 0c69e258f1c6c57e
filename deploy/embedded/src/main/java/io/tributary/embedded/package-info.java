/**
 * Real Kafka, Elasticsearch, PostgreSQL and Keycloak for local runs and tests: started here as processes, started in
 * containers, or already running elsewhere. Which of the three it is, is configuration; the code that uses them sees
 * addresses only.
 */
@NullMarked
package io.tributary.embedded;

import org.jspecify.annotations.NullMarked;
