package io.tributary.bench.door;

import io.tributary.bench.load.LoadResult;
import io.tributary.bench.measure.Cost;

/** An open run at half of the saturated rate: where latency means something. */
public record HalfLoaded(double offeredRequestsPerSecond, LoadResult load, Cost cost) {}
