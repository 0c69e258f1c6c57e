package io.tributary.segment.redirect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All signposts of a profile, rising by graph number, and the last state version that the profile had, so that a later
 * life of the same id continues counting.
 *
 * @param awaited the graph number of the split after which the profile's past is being read anew; 0 when it is not
 * @param everyPartTold whether each part of a split hears of it; false for what was written when only the profile that was
 *     taken apart did, so that one that lives again shows it by nothing but what is said about it
 */
public record Signposts(List<Signpost> posts, long lastVersion, long awaited, boolean everyPartTold) {

    /** A profile whose graph never changed. */
    public static final Signposts NONE = new Signposts(List.of(), 0, 0, true);

    public Signposts {
        posts = List.copyOf(posts);
    }

    /** Whether the change is known already: changes are told at least once. */
    public boolean knows(long graphNumber) {
        return posts.stream().anyMatch(it -> it.graphNumber() == graphNumber);
    }

    /** Whether the profile's last change ended it; an erasure always did. */
    public boolean isEnded() {
        return isErased() || endedByMerge();
    }

    /**
     * Whether something that stays here meets a profile whose past is not read yet: it was taken apart, or something that
     * was resolved after its merge says that it lives again, ahead of the split that made it so.
     */
    public boolean awaitsPast() {
        return awaited > 0 || (everyPartTold && endedByMerge());
    }

    /** Whether the profile was merged away before its past had come: it goes to the survivor once it has. */
    public boolean mergesWithItsPast() {
        return awaited > 0 && endedByMerge();
    }

    /** The change that ended the profile, if it was a merge. */
    public Optional<Signpost.MergedInto> mergeThatEnded() {
        return endedByMerge() ? Optional.of((Signpost.MergedInto) posts.getLast()) : Optional.empty();
    }

    /** Whether the person was erased: no id of theirs is ever used again, whatever is told about it later. */
    public boolean isErased() {
        return erasedAt() > 0;
    }

    /** The graph number of the erasure; 0 without one. */
    public long erasedAt() {
        return posts.stream()
                .filter(Signpost.Erased.class::isInstance)
                .mapToLong(Signpost::graphNumber)
                .min()
                .orElse(0);
    }

    /** Whether the change of that number was a merge into a survivor. */
    public boolean isMerge(long graphNumber) {
        return posts.stream().anyMatch(it -> it.graphNumber() == graphNumber && it instanceof Signpost.MergedInto);
    }

    /** Whether the profile was taken apart after that number. */
    public boolean wasSplitAfter(long graphNumber) {
        return posts.stream().anyMatch(it -> it.graphNumber() > graphNumber && it instanceof Signpost.Split);
    }

    /** Whether what was said at that graph number means that a profile that was merged away lives again. */
    public boolean revivedAt(long graphNumber) {
        return endedByMerge() && graphNumber > posts.getLast().graphNumber();
    }

    private boolean endedByMerge() {
        return !posts.isEmpty() && !isErased() && posts.getLast() instanceof Signpost.MergedInto;
    }

    /** Whether the profile was ever taken apart. */
    public boolean wasSplit() {
        return posts.stream().anyMatch(Signpost.Split.class::isInstance);
    }

    /** These signposts of a profile whose past is wanted from that split on. */
    public Signposts awaiting(long graphNumber) {
        return new Signposts(posts, lastVersion, graphNumber, everyPartTold);
    }

    /** These signposts of a profile whose past is known, or that has ended with that state version. */
    public Signposts settled(long version) {
        return new Signposts(posts, Math.max(version, lastVersion), 0, everyPartTold);
    }

    /** These and one more, in its place by number; {@code version} is the last that the profile's state had. */
    public Signposts with(Signpost post, long version) {
        var more = new ArrayList<>(posts);
        more.add(post);
        more.sort(Comparator.comparingLong(Signpost::graphNumber));
        return new Signposts(more, Math.max(version, lastVersion), awaited, true);
    }

    /** Where something resolved to {@code self} at a graph number belongs, by its identifiers' digests in hex. */
    public Route follow(String self, long graphNumber, List<String> digests) {
        for (var post : posts) {
            if (post.graphNumber() <= graphNumber && !(post instanceof Signpost.Erased)) {
                continue;
            }
            switch (post) {
                case Signpost.MergedInto(var number, var survivor) -> {
                    return new Route.Forward(survivor, number);
                }
                case Signpost.Erased erased -> {
                    return new Route.Drop();
                }
                case Signpost.Split(var number, var profileByDigest) -> {
                    for (var digest : digests) {
                        var target = profileByDigest.get(digest);
                        if (target != null && !target.equals(self)) {
                            return new Route.Forward(target, number);
                        }
                        if (target != null) {
                            break;
                        }
                    }
                }
            }
        }
        return new Route.Stay();
    }
}
