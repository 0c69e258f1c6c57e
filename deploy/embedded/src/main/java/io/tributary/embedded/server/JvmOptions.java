package io.tributary.embedded.server;

import java.util.ArrayList;
import java.util.List;

/**
 * How a child JVM is run. {@code firstTierOnly} uses the quick compiler alone, which more than halves the cost of a start
 * and lowers the peak: right for a local run, wrong for a load test. {@code aheadOfTime} are the cache's flags.
 */
public record JvmOptions(int heapInMegabytes, boolean firstTierOnly, List<String> aheadOfTime) {

    public JvmOptions {
        if (heapInMegabytes < 64) {
            throw new IllegalArgumentException("a heap of " + heapInMegabytes + " MB is too small for any server");
        }
        aheadOfTime = List.copyOf(aheadOfTime);
    }

    /** The same with a cache to use or to write. */
    public JvmOptions with(List<String> aheadOfTimeFlags) {
        return new JvmOptions(heapInMegabytes, firstTierOnly, aheadOfTimeFlags);
    }

    /** The flags that are the same for every server. */
    public List<String> flags() {
        List<String> flags = new ArrayList<>();
        flags.add("-Xmx" + heapInMegabytes + "m");
        if (firstTierOnly) {
            flags.add("-XX:TieredStopAtLevel=1");
        }
        flags.add("-XX:+ExitOnOutOfMemoryError");
        flags.add("-Djava.awt.headless=true");
        flags.addAll(aheadOfTime);
        return flags;
    }

    /** What an ahead-of-time cache depends on besides the JDK and the class path. */
    public String cacheKey() {
        return "tier1=" + firstTierOnly;
    }
}
