package io.tributary.identity.graph;

import io.tributary.identity.identifier.Identifier;

/**
 * A device on which, as far as a batch can see, too many people log in.
 *
 * @param newcomers how many people log in with the next event who are not counted yet: one or none
 */
public record DueDevice(Identifier device, int newcomers) {}
