package io.tributary.embedded.fetch;

import java.util.List;

/** Which entries of an archive are wanted, as Ant patterns parted by commas; both empty means all. */
public record Parts(String includes, String excludes) {

    /** Everything. */
    public static final Parts ALL = new Parts("", "");

    /** What matches one of the first and none of the second. */
    public static Parts of(List<String> includes, List<String> excludes) {
        return new Parts(String.join(",", includes), String.join(",", excludes));
    }
}
