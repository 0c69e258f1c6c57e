/**
 * What this service does about a person's privacy request, stage by stage: suppress, withdraw from every destination,
 * delete, prove, collect. Every stage can be asked for again without doing more.
 */
@NullMarked
package io.tributary.activation.privacy;

import org.jspecify.annotations.NullMarked;
