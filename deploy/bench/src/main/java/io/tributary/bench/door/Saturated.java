package io.tributary.bench.door;

import io.tributary.bench.ceiling.Ceiling;
import io.tributary.bench.load.LoadResult;
import io.tributary.bench.measure.Cost;

/** A closed run at saturation, between two runs of the ceiling program. */
public record Saturated(Ceiling ceiling, LoadResult load, Cost cost) {}
