/**
 * The platforms that audiences are pushed to, played on loopback by one program. It shares no class with the services,
 * so that a connector and its counterpart can only agree because both follow the platform's contract.
 */
@NullMarked
package io.tributary.doubles;

import org.jspecify.annotations.NullMarked;
